import { z } from 'zod';
import { CONSENT_MODES } from '../../wire/api/words.ts';
import { DAY, type Millis } from '../foundation/time.ts';

/** How long a replaced identity secret stays valid, so that the customer's servers can be changed without a gap. */
export const FORMER_SECRET_DAYS = 7;

const SealedSecret = z.object({
  /** Encrypted with a key derived from the installation's secret. */
  sealed: z.string(),
  madeAt: z.number(),
  former: z.object({ sealed: z.string(), until: z.number() }).nullable(),
});
export type SealedSecret = z.infer<typeof SealedSecret>;

/**
 * What a workspace decides, as `workspace.settings` keeps it. A key that is missing or of another shape (an older or newer
 * release wrote it) takes its default, so reading never fails.
 */
const Settings = z.object({
  /** IANA name. */
  timeZone: z.string().catch('UTC'),
  staffDomains: z.array(z.string()).catch([]),
  /** Empty: any origin may send. */
  origins: z.array(z.string()).catch([]),
  consent: z.enum(CONSENT_MODES).catch('open'),
  respectDnt: z.boolean().catch(true),
  formEmail: z.boolean().catch(false),
  /** The tag shows the chat's launcher. The chat's own setup says so too; here it is at hand for every tag that is served. */
  chatLauncher: z.boolean().catch(true),
  /** Null keeps signals for ever. */
  retentionMonths: z.number().int().positive().nullable().catch(null),
  /** Null until the first secret is made: no identity token is valid then. */
  identitySecret: SealedSecret.nullable().catch(null),
});
export type Settings = z.infer<typeof Settings>;

/** The settings inside `workspace.settings`, every missing one at its default. */
export function readSettings(stored: unknown): Settings {
  return Settings.catch(() => Settings.parse({})).parse(stored);
}

/** The secret after a rotation at `now`. The one before stays valid for `FORMER_SECRET_DAYS`; the one before that not. */
export function rotated(present: SealedSecret | null, sealed: string, now: Millis): SealedSecret {
  const until = now + FORMER_SECRET_DAYS * DAY;
  return { sealed, madeAt: now, former: present && { sealed: present.sealed, until } };
}

/** The sealed secrets that verify tokens at `now`, newest first. */
export function validSecrets(secret: SealedSecret | null, now: Millis): readonly string[] {
  if (!secret) return [];
  return secret.former && secret.former.until > now ? [secret.sealed, secret.former.sealed] : [secret.sealed];
}
