import { z } from 'zod';
import { RepRef } from './conversations.ts';
import { Day, Instant, PageQuery, pageOf } from './paging.ts';
import { LINK_CHANNELS, LINK_KINDS } from './words.ts';

export { LINK_CHANNELS, LINK_KINDS, type LinkChannel, type LinkKind } from './words.ts';

/** Lower-case letters, digits and single hyphens, 2 to 60. */
export const Slug = z
  .string()
  .regex(/^(?=.{2,60}$)[a-z0-9]+(-[a-z0-9]+)*$/, 'must be 2 to 60 lower-case letters, digits and hyphens');

const utm = z.string().trim().max(200).nullable();

/** `POST /links`, and in part `PATCH /links/:id`. 409 `conflict` when the slug is taken. */
export const LinkPut = z.object({
  name: z.string().trim().min(1).max(100),
  kind: z.enum(LINK_KINDS),
  channel: z.enum(LINK_CHANNELS),
  /** Left out: made from the name. */
  slug: Slug.optional(),
  /** Needed for a redirect, refused for others: an absolute http(s) address. It is fixed; nothing in a request changes it. */
  target: z
    .url({ protocol: /^https?$/ })
    .max(2_048)
    .nullable(),
  ownerId: z.string().max(64).nullable(),
  utm: z.object({ source: utm, medium: utm, campaign: utm, term: utm, content: utm }),
  /** What the page says first; null: the workspace's greeting. */
  greeting: z.string().trim().max(500).nullable(),
  /** Heading and sentence of the page; null: the built-in ones. */
  heading: z.string().trim().max(120).nullable(),
  intro: z.string().trim().max(500).nullable(),
  active: z.boolean(),
  expiresAt: Instant.nullable(),
});
export type LinkPut = z.infer<typeof LinkPut>;
export const LinkPatch = LinkPut.omit({ kind: true }).partial();
export type LinkPatch = z.infer<typeof LinkPatch>;

export const LinkTotals = z.object({
  /** Human opens, and distinct browsers among them joined to people. */
  opens: z.number().int(),
  people: z.number().int(),
  conversations: z.number().int(),
  meetings: z.number().int(),
  highLeads: z.number().int(),
  /** Requests that no person was proven behind. */
  filtered: z.number().int(),
});
export type LinkTotals = z.infer<typeof LinkTotals>;

export const LinkItem = LinkPut.omit({ slug: true }).extend({
  id: z.string(),
  slug: z.string(),
  /** Full address under the first public URL. */
  url: z.string(),
  /** The same under every public URL. */
  urls: z.array(z.string()),
  owner: RepRef.nullable(),
  /** `expired` and `paused` pages say so, kindly. */
  state: z.enum(['active', 'paused', 'expired', 'archived']),
  recipients: z.number().int(),
  totals: LinkTotals,
  createdAt: Instant,
});
export type LinkItem = z.infer<typeof LinkItem>;

export const LinksQuery = PageQuery.extend({
  q: z.string().max(200).optional(),
  state: z.enum(['active', 'paused', 'expired', 'archived']).optional(),
});
export const LinksPage = pageOf(LinkItem);
export type LinksPage = z.infer<typeof LinksPage>;

/** `GET /links/:id/stats`. */
export const LinkStatsQuery = z.strictObject({ days: z.coerce.number().int().min(7).max(365).optional() });
export const LinkStats = z.object({
  totals: LinkTotals,
  /** Every day of the range, oldest first. */
  byDay: z.array(
    z.object({
      day: Day,
      opens: z.number().int(),
      clicks: z.number().int(),
      conversations: z.number().int(),
      filtered: z.number().int(),
    }),
  ),
  bySource: z.array(z.object({ source: z.string(), opens: z.number().int(), clicks: z.number().int() })),
});
export type LinkStats = z.infer<typeof LinkStats>;

/** `POST /links/:id/recipients`: CSV text with a header row naming `email` and maybe `name`. At most 5,000 rows; bad rows are answered one by one. */
export const RecipientsRequest = z.object({ csv: z.string().max(1_000_000) });
export const RecipientsAnswer = z.object({
  added: z.number().int(),
  known: z.number().int(),
  refused: z.array(z.object({ row: z.number().int(), reason: z.string() })),
});
export const Recipient = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string().nullable(),
  /** Their own address, with the signed token. */
  url: z.string(),
  openedAt: Instant.nullable(),
});
export type Recipient = z.infer<typeof Recipient>;
/** `GET /links/:id/recipients`; the same as a file at `/links/:id/recipients.csv`. */
export const RecipientsPage = pageOf(Recipient);
export type RecipientsPage = z.infer<typeof RecipientsPage>;

/** `POST /links/slug`: whether a slug is free, and one that is. */
export const SlugRequest = z.object({ name: z.string().max(200), linkId: z.string().max(64).nullable() });
export const SlugAnswer = z.object({ slug: z.string(), free: z.boolean() });
