import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { AccountSort } from '../../../wire/api/words.ts';
import { INTENT_TYPES, type IntentScore, type IntentType } from '../../../wire/signal.ts';
import type { Millis } from '../../foundation/time.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { anyOf, COUNT_MAX } from '../contacts/store.ts';
import { EVERYTHING, heatsOf, legsAfter, type Seen, type Wanted } from '../legs.ts';
import { countUpTo, readLegs, type SortedList } from '../legs-store.ts';
import { type Matches, matches } from '../search/match-store.ts';

export interface AccountFilter {
  readonly buckets: readonly IntentScore[] | null;
  readonly types: readonly IntentType[] | null;
  readonly found: Matches | null;
}

const h = {
  heat: sql`h.heat`,
  id: sql`h.account_id`,
  lastSignalAt: sql`h.last_signal_at`,
  firstSignalAt: sql`h.first_signal_at`,
};
const FROM = sql`account_heat h`;

type Order = Pick<SortedList, 'key' | 'order' | 'type' | 'direction'>;
const ORDERS: Readonly<Record<AccountSort, Order>> = {
  '-score': { key: h.heat, order: sql`h.heat desc nulls last, h.account_id`, type: 'number', direction: 'desc' },
  score: { key: h.heat, order: sql`h.heat asc nulls first, h.account_id desc`, type: 'number', direction: 'asc' },
  '-lastSignalAt': {
    key: h.lastSignalAt,
    order: sql`h.last_signal_at desc nulls last, h.account_id`,
    type: 'time',
    direction: 'desc',
  },
  '-firstSeenAt': {
    key: h.firstSignalAt,
    order: sql`h.first_signal_at desc nulls last, h.account_id`,
    type: 'time',
    direction: 'desc',
  },
};

/** What a list sorted so is sorted by: a number, or a time in ms. */
export function keysOf(sort: AccountSort): SortedList['type'] {
  return ORDERS[sort].type;
}

/** One more account than `limit` when there are more, in the list's order after `seen`. */
export async function listAccounts(
  trx: Trx,
  workspaceId: string,
  filter: AccountFilter,
  sort: AccountSort,
  page: { readonly seen: Seen | null; readonly limit: number; readonly now: Millis },
): Promise<Seen[]> {
  const order = ORDERS[sort];
  const wanted = heatsOf(filter.buckets, page.now);
  const byHeat = order.key === h.heat;
  const where = conditions(workspaceId, filter, byHeat ? EVERYTHING : wanted);
  const legs = legsAfter(byHeat ? wanted : EVERYTHING, order.direction, page.seen);
  return readLegs(trx, { ...order, from: FROM, id: h.id, where }, legs, page.limit + 1);
}

/** How many accounts match, or null for more than 10,000. */
export async function countAccounts(
  trx: Trx,
  workspaceId: string,
  filter: AccountFilter,
  now: Millis,
): Promise<number | null> {
  const { found, buckets, types } = filter;
  if (found?.kind === 'test' && buckets === null && types === null) return null;
  return countUpTo(
    trx,
    { from: FROM, where: conditions(workspaceId, filter, heatsOf(filter.buckets, now)) },
    COUNT_MAX,
  );
}

// An account whose people all left (merged, moved, erased) has a row without contacts, until somebody comes again.
function conditions(workspaceId: string, filter: AccountFilter, wanted: Wanted): RawBuilder<SqlBool>[] {
  const where = [sql<SqlBool>`h.workspace_id = ${workspaceId}`, sql<SqlBool>`h.contacts > 0`];
  if (wanted !== EVERYTHING) where.push(anyOf(h.heat, wanted));
  if (filter.types !== null && filter.types.length < INTENT_TYPES.length) {
    where.push(sql`coalesce(${TYPE_OF_ACCOUNT}, 'Unknown') = any(${filter.types}::text[])`);
  }
  if (filter.found?.kind === 'ids') where.push(sql`h.account_id = any(${filter.found.ids}::uuid[])`);
  if (filter.found?.kind === 'test') {
    // As a value of each row, not a join: the list keeps its order and stops at a page.
    where.push(sql`(select ${matches(filter.found.query)} from account a
      where a.workspace_id = h.workspace_id and a.id = h.account_id)`);
  }
  return where;
}

// An account comes for what its hottest contact with a known type comes for.
const TYPE_OF_ACCOUNT = sql`(select c.intent_type from contact c
  join contact_heat ch on ch.workspace_id = c.workspace_id and ch.contact_id = c.id
  where c.workspace_id = h.workspace_id and c.account_id = h.account_id and c.intent_type <> 'Unknown'
  order by ch.heat desc nulls last, c.id limit 1)`;
