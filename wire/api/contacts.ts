import { z } from 'zod';
import { INTENT_SCORES, INTENT_TYPES } from '../signal.ts';
import { countedPageOf, Instant, listOf, PageQuery } from './paging.ts';
import { NextChange, Reason } from './score.ts';
import { CONTACT_SORTS, DEVICE_TYPES } from './words.ts';

/** A company as others mention it. */
export const AccountRef = z.object({ id: z.string(), name: z.string(), domain: z.string().nullable() });
export type AccountRef = z.infer<typeof AccountRef>;

/** A person as others mention them. Nobody stated a name or e-mail: both null, an anonymous visitor. */
export const ContactRef = z.object({ id: z.string(), name: z.string().nullable(), email: z.string().nullable() });
export type ContactRef = z.infer<typeof ContactRef>;

/** The intent part of every contact and account. */
export const Intent = z.object({
  intentScore: z.enum(INTENT_SCORES),
  intentType: z.enum(INTENT_TYPES),
  /** False while the type is a provisional guess from signals alone. */
  intentTypeFinal: z.boolean(),
  points: z.number(),
  next: NextChange.nullable(),
});
export type Intent = z.infer<typeof Intent>;

/** `GET /contacts`: filters combine with "and"; words inside one filter with "or". */
export const ContactsQuery = PageQuery.extend({
  q: z.string().max(200).optional(),
  intentScore: listOf(INTENT_SCORES).optional(),
  intentType: listOf(INTENT_TYPES).optional(),
  identified: z.enum(['true', 'false']).optional(),
  account: z.string().max(100).optional(),
  /** Channel of the first touch, as `/overview` names it. */
  channel: z.string().max(100).optional(),
  /** Only contacts who opened exactly this path in the past 90 days; see `pageSince`. */
  page: z.string().max(500).optional(),
  /** Only contacts who are on the site: their browser reported something from a page in the last five minutes. */
  online: z.enum(['true']).optional(),
  sort: z.enum(CONTACT_SORTS).optional(),
});
export type ContactsQuery = z.infer<typeof ContactsQuery>;

export const ContactItem = ContactRef.extend(Intent.shape).extend({
  identified: z.boolean(),
  account: AccountRef.nullable(),
  /** The two heaviest contributions; empty when the score is zero. */
  reasons: z.array(Reason).max(2),
  /** Signals on each of the last 30 days, oldest first, today last. */
  activity: z.array(z.number().int()).length(30),
  signalCount: z.number().int(),
  firstSeenAt: Instant,
  lastSignalAt: Instant,
  /** First touch, locked. Null when no touch is known (server calls). */
  source: z.string().nullable(),
  channel: z.string().nullable(),
  /** ISO 3166 code, or null without a location database. */
  country: z.string().nullable(),
  online: z.boolean(),
});
export type ContactItem = z.infer<typeof ContactItem>;

export const ContactsPage = countedPageOf(ContactItem).extend({
  /**
   * Set when `page` was asked for and there was more than can be looked through (200,000 signals on the days on which the page was
   * opened, or 10,000 people): the list holds those who opened the page since then.
   */
  pageSince: Instant.nullable(),
});
export type ContactsPage = z.infer<typeof ContactsPage>;

/** Where a visit came from. */
export const Touch = z.object({
  at: Instant,
  source: z.string(),
  channel: z.string(),
  medium: z.string().nullable(),
  campaign: z.string().nullable(),
  referrer: z.string().nullable(),
  /** Page the visit began on, or null. */
  landing: z.string().nullable(),
});
export type Touch = z.infer<typeof Touch>;

export const SeenDevice = z.object({
  type: z.enum(DEVICE_TYPES),
  browser: z.string().nullable(),
  os: z.string().nullable(),
  lastAt: Instant,
});
export type SeenDevice = z.infer<typeof SeenDevice>;

/** `GET /contacts/:id`. An id that was merged away answers 301 to the contact that has it now. */
export const ContactRecord = ContactItem.extend({
  emails: z.array(z.object({ email: z.string(), verified: z.boolean() })),
  /** Role mailboxes (`info@`, `sales@`) that they wrote as, latest first: addresses to answer to, nobody's own. */
  mailboxes: z.array(z.string()),
  /** What `identify` calls said, latest word wins; values are strings, numbers or booleans. */
  traits: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  firstTouch: Touch.nullable(),
  latestTouch: Touch.nullable(),
  devices: z.array(SeenDevice),
  countries: z.array(z.string()),
  /** The page being looked at now, or null when not online. */
  onlineOn: z.object({ title: z.string().nullable(), path: z.string(), since: Instant }).nullable(),
  /** Signals recorded but weighing nothing (bots, own staff). */
  filteredCount: z.number().int(),
  /** Open possible duplicates that name this contact. */
  duplicateCount: z.number().int(),
  /** Nothing but links made for one recipient say who this is: "probably Ann". */
  probable: z.boolean(),
  /** Part of the loaded sample data. */
  sample: z.boolean(),
});
export type ContactRecord = z.infer<typeof ContactRecord>;
