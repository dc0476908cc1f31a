import { z } from 'zod';
import { INTENT_SCORES, INTENT_TYPES } from '../signal.ts';
import { AccountRef, Intent } from './contacts.ts';
import { countedPageOf, Instant, listOf, PageQuery } from './paging.ts';
import { Reason } from './score.ts';
import { ACCOUNT_SORTS } from './words.ts';

/** `GET /accounts`. */
export const AccountsQuery = PageQuery.extend({
  q: z.string().max(200).optional(),
  intentScore: listOf(INTENT_SCORES).optional(),
  intentType: listOf(INTENT_TYPES).optional(),
  sort: z.enum(ACCOUNT_SORTS).optional(),
});
export type AccountsQuery = z.infer<typeof AccountsQuery>;

export const AccountItem = AccountRef.extend(Intent.shape).extend({
  contactCount: z.number().int(),
  /** How many of its contacts are High now. */
  highCount: z.number().int(),
  reasons: z.array(Reason).max(2),
  /** Signals on each of the last 30 days, oldest first, today last. */
  activity: z.array(z.number().int()).length(30),
  signalCount: z.number().int(),
  firstSeenAt: Instant,
  lastSignalAt: Instant,
  /** First touch of all its contacts. */
  source: z.string().nullable(),
  channel: z.string().nullable(),
  online: z.boolean(),
});
export type AccountItem = z.infer<typeof AccountItem>;

export const AccountsPage = countedPageOf(AccountItem);
export type AccountsPage = z.infer<typeof AccountsPage>;

/** `GET /accounts/:id`. Its people are `GET /contacts?account=:id`. */
export const AccountRecord = AccountItem.extend({
  domains: z.array(z.string()),
  /** Role mailboxes (`info@`, `sales@`) of its domains that somebody wrote as: evidence about the company, not people. */
  roleMailboxes: z.array(z.string()),
  countries: z.array(z.string()),
  sample: z.boolean(),
});
export type AccountRecord = z.infer<typeof AccountRecord>;
