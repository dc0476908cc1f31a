import { z } from 'zod';
import { Instant } from './paging.ts';
import { CONSENT_MODES } from './words.ts';

/** What an editor may change of the tag. `PUT /tag`. */
export const TagSettingsPut = z.object({
  /** Origins that may send, `https://www.example.com` or `https://*.example.com`. Empty: any origin. */
  origins: z.array(z.string().max(200)).max(100),
  consent: z.enum(CONSENT_MODES),
  /** Treat Global Privacy Control and Do Not Track as a wish for session-only, cookie-free capture. */
  respectDnt: z.boolean(),
  /** Read the value of e-mail fields when a form is submitted. Nothing else of a form is ever read. */
  formEmail: z.boolean(),
});
export type TagSettingsPut = z.infer<typeof TagSettingsPut>;

/** `GET /tag`. */
export const TagSettings = TagSettingsPut.extend({
  tagId: z.string(),
  /** Absolute address of the script. */
  scriptUrl: z.string(),
  /** The HTML to paste, ready. */
  snippet: z.string(),
  /** Absolute base address for Segment-compatible clients; the write key is `tagId`. */
  segmentHost: z.string(),
  /** The secret that signs `identify` tokens is never shown again after it is made. */
  identitySecret: z.object({ madeAt: Instant, previousUntil: Instant.nullable() }),
});
export type TagSettings = z.infer<typeof TagSettings>;

/** `POST /tag/identity-secret`: a new secret, shown once. The former one stays valid until `previousUntil`. */
export const IdentitySecretMade = z.object({ secret: z.string(), previousUntil: Instant.nullable() });
export type IdentitySecretMade = z.infer<typeof IdentitySecretMade>;

/**
 * `GET /install`: do browsers' signals arrive from real pages? What servers report, the sample data and the pages of links do not count.
 * Times are those of receipt.
 */
export const InstallState = z.object({
  firstSignalAt: Instant.nullable(),
  lastSignalAt: Instant.nullable(),
  /** Hosts heard from among the newest 20,000 signals, busiest first, at most 10. */
  hosts: z.array(z.object({ host: z.string(), signals: z.number().int(), lastAt: Instant })),
});
export type InstallState = z.infer<typeof InstallState>;
