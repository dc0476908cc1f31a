import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ContactSort } from '../../../wire/api/words.ts';
import { INTENT_TYPES, type IntentScore, type IntentType } from '../../../wire/signal.ts';
import type { Millis } from '../../foundation/time.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { EVERYTHING, heatsOf, legsAfter, type Seen, type Wanted } from '../legs.ts';
import { countUpTo, inRange, readLegs, type SortedList } from '../legs-store.ts';
import { isPresent, ONLINE_MS } from '../presence-store.ts';
import { type Matches, matches } from '../search/match-store.ts';

/** Lists count exactly up to here. */
export const COUNT_MAX = 10_000;

export interface ContactFilter {
  readonly buckets: readonly IntentScore[] | null;
  readonly types: readonly IntentType[] | null;
  readonly identified: boolean | null;
  readonly accountId: string | null;
  readonly channel: string | null;
  readonly online: boolean;
  /** Those who opened a page; null when no page is asked for. */
  readonly openers: readonly string[] | null;
  readonly found: Matches | null;
}

const h = {
  heat: sql`h.heat`,
  id: sql`h.contact_id`,
  lastSignalAt: sql`h.last_signal_at`,
  firstSignalAt: sql`h.first_signal_at`,
};
const FROM = sql`contact_heat h`;

type Order = Pick<SortedList, 'key' | 'order' | 'type' | 'direction'>;
const ORDERS: Readonly<Record<ContactSort, Order>> = {
  '-score': { key: h.heat, order: sql`h.heat desc nulls last, h.contact_id`, type: 'number', direction: 'desc' },
  score: { key: h.heat, order: sql`h.heat asc nulls first, h.contact_id desc`, type: 'number', direction: 'asc' },
  '-lastSignalAt': {
    key: h.lastSignalAt,
    order: sql`h.last_signal_at desc, h.contact_id`,
    type: 'time',
    direction: 'desc',
  },
  '-firstSeenAt': {
    key: h.firstSignalAt,
    order: sql`h.first_signal_at desc, h.contact_id`,
    type: 'time',
    direction: 'desc',
  },
};

/** What a list sorted so is sorted by: a number, or a time in ms. */
export function keysOf(sort: ContactSort): SortedList['type'] {
  return ORDERS[sort].type;
}

/** One more contact than `limit` when there are more, in the list's order after `seen`. */
export async function listContacts(
  trx: Trx,
  workspaceId: string,
  filter: ContactFilter,
  sort: ContactSort,
  page: { readonly seen: Seen | null; readonly limit: number; readonly now: Millis },
): Promise<Seen[]> {
  const order = ORDERS[sort];
  const wanted = heatsOf(filter.buckets, page.now);
  const byHeat = order.key === h.heat;
  const where = conditions(workspaceId, filter, byHeat ? EVERYTHING : wanted, page.now);
  const legs = legsAfter(byHeat ? wanted : { ranges: EVERYTHING.ranges, none: false }, order.direction, page.seen);
  return readLegs(trx, { ...order, from: FROM, id: h.id, where }, legs, page.limit + 1);
}

/** How many contacts match, or null for more than 10,000. */
export async function countContacts(
  trx: Trx,
  workspaceId: string,
  filter: ContactFilter,
  now: Millis,
): Promise<number | null> {
  if (filter.found?.kind === 'test' && isOnlyFound(filter)) return null;
  const where = conditions(workspaceId, filter, heatsOf(filter.buckets, now), now);
  return countUpTo(trx, { from: FROM, where }, COUNT_MAX);
}

// A word that more than 10,000 contacts have, and nothing else asked.
function isOnlyFound({ buckets, types, identified, accountId, channel, online, openers }: ContactFilter): boolean {
  return !online && [buckets, types, identified, accountId, channel, openers].every((one) => one === null);
}

function conditions(workspaceId: string, filter: ContactFilter, wanted: Wanted, now: Millis): RawBuilder<SqlBool>[] {
  const where = [sql<SqlBool>`h.workspace_id = ${workspaceId}`];
  if (wanted !== EVERYTHING) where.push(anyOf(h.heat, wanted));
  if (filter.identified !== null) where.push(filter.identified ? sql`h.identified` : sql`not h.identified`);
  if (filter.accountId !== null) where.push(sql`h.account_id = ${filter.accountId}`);
  if (filter.channel !== null) where.push(sql`h.first_touch->>'channel' = ${filter.channel}`);
  if (filter.online) {
    const since = new Date(now - ONLINE_MS);
    const present = isPresent('h.contact_id', `'${since.toISOString()}'::timestamptz`, 'h.workspace_id');
    where.push(sql`h.last_signal_at > ${since}`, sql.raw(present));
  }
  if (filter.types !== null && filter.types.length < INTENT_TYPES.length) where.push(ofType(workspaceId, filter.types));
  if (filter.openers !== null) where.push(sql`h.contact_id = any(${filter.openers}::uuid[])`);
  if (filter.found?.kind === 'ids') where.push(sql`h.contact_id = any(${filter.found.ids}::uuid[])`);
  if (filter.found?.kind === 'test') {
    // As values of each row, not joins: the list keeps its order and stops at a page.
    where.push(sql`(coalesce((select ${matches(filter.found.query)} from contact c
        where c.workspace_id = h.workspace_id and c.id = h.contact_id), false)
      or (select ${matches(filter.found.query)} from account a where a.workspace_id = h.workspace_id and a.id = h.account_id))`);
  }
  return where;
}

/** The condition that a heat is among those wanted. */
export function anyOf(heat: RawBuilder<unknown>, wanted: Wanted): RawBuilder<SqlBool> {
  const choices = wanted.ranges.map((range) => inRange(heat, range, 'number'));
  if (wanted.none) choices.push(sql<SqlBool>`${heat} is null`);
  return sql<SqlBool>`(${sql.join(choices, sql` or `)})`;
}

// Few contacts have said enough for a type: those are looked up by it, the many Unknown are tested one by one.
function ofType(workspaceId: string, types: readonly IntentType[]): RawBuilder<SqlBool> {
  if (!types.includes('Unknown')) {
    return sql`h.contact_id in (select c.id from contact c where c.workspace_id = ${workspaceId}
      and c.intent_type <> 'Unknown' and c.intent_type = any(${types}::text[]))`;
  }
  const others = INTENT_TYPES.filter((type) => !types.includes(type));
  return sql`not exists (select from contact c where c.workspace_id = ${workspaceId} and c.id = h.contact_id
    and c.intent_type <> 'Unknown' and c.intent_type = any(${others}::text[]))`;
}
