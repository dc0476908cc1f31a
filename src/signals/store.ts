import type { Category, SignalKind } from '../../wire/signal.ts';
import { startOfDay } from '../foundation/time.ts';
import type { LedgerRow } from '../identity/store.ts';
import { type Belonging, stretchAt } from '../identity/stretches.ts';
import type { Trx } from '../machinery/database/database.ts';
import { type Columns, rowStatement } from '../machinery/database/row-list.ts';
import { type ActivityRow, type HomeKey, homeKey, homeOf, sharedAmong, tally } from './activity.ts';
import type { SignalRow } from './row.ts';

const COLUMNS: Columns<SignalRow> = {
  id: 'uuid',
  identity_id: 'uuid',
  claim_id: 'uuid',
  claim_weak: 'boolean',
  at: 'timestamptz',
  received_at: 'timestamptz',
  kind: 'text',
  category: 'text',
  host: 'text',
  path: 'text',
  title: 'text',
  text: 'text',
  name: 'text',
  props: 'jsonb',
  context: 'jsonb',
  filtered: 'text',
};
const sendSignals = rowStatement<SignalRow>(
  'signal_insert',
  COLUMNS,
  (list, names) =>
    `insert into signal (workspace_id, ${names}) select $1::uuid, ${names} from ${list} on conflict do nothing returning id`,
  ['claim_id', 'claim_weak', 'text', 'name', 'props', 'filtered'],
);

/** Inserts signals that are not there yet, and answers the ids of those that were new. */
export async function insertSignals(
  trx: Trx,
  workspaceId: string,
  rows: readonly SignalRow[],
): Promise<ReadonlySet<string>> {
  const inserted = await sendSignals<{ id: string }>(trx, workspaceId, rows);
  return new Set(inserted.map((row) => row.id));
}

/**
 * What was counted up for one home of an identity: `n` is the new total over all its stretches with that home, `added` how much of
 * it came now. `since` begins one of them.
 */
export interface Bumped extends ActivityRow {
  readonly added: number;
}

/** Adds to the daily counts. `ledger` holds all stretches of the rows' identities. Needs the standings of their contacts to be locked. */
export async function bumpActivity(
  trx: Trx,
  workspaceId: string,
  rows: readonly ActivityRow[],
  ledger: ReadonlyMap<string, readonly Belonging[]>,
): Promise<readonly Bumped[]> {
  // One trip: what is looked up comes after what is counted.
  const [totals, shared] = await Promise.all([
    addActivity(trx, workspaceId, rows),
    countsOfHomes(trx, workspaceId, sharedAmong(rows, ledger)),
  ]);
  const added = new Map(rows.map((row) => [keyOf(row), row.n]));
  const bumped = totals.map((row) => ({ ...row, added: added.get(keyOf(row)) ?? 0 }));
  return shared.size === 0 ? bumped : joinHomes(bumped, ledger, shared);
}

function joinHomes(
  bumped: readonly Bumped[],
  ledger: ReadonlyMap<string, readonly Belonging[]>,
  totals: ReadonlyMap<string, number>,
): readonly Bumped[] {
  const joined = new Map<string, Bumped>();
  for (const row of bumped) {
    const key = homeKey(homeOf(row, ledger));
    const added = row.added + (joined.get(key)?.added ?? 0);
    joined.set(key, { ...row, n: totals.get(key) ?? row.n, added });
  }
  return [...joined.values()];
}

/** The counts as they are over all open stretches with these homes, by `homeKey`. */
export async function countsOfHomes(
  trx: Trx,
  workspaceId: string,
  keys: readonly HomeKey[],
): Promise<ReadonlyMap<string, number>> {
  if (keys.length === 0) return new Map();
  const found = await trx.run<HomeKey & { n: number }>(
    {
      name: 'activity_of_homes',
      text: `select r.*, own.n from json_to_recordset($2::json)
          as r("identityId" uuid, "homeId" uuid, day int, kind text, category text), lateral (
            select coalesce(sum(a.n), 0)::int as n from ledger l
            join activity a on a.workspace_id = $1 and a.identity_id = l.identity_id and a.since = l.since
              and a.day = r.day and a.kind = r.kind and a.category = r.category
            where l.workspace_id = $1 and l.identity_id = r."identityId" and l.home_id = r."homeId" and l.closed_at is null
            offset 0) as own`,
    },
    [workspaceId, JSON.stringify(keys)],
  );
  return new Map(found.map((row) => [homeKey(row), row.n]));
}

async function addActivity(trx: Trx, workspaceId: string, rows: readonly ActivityRow[]): Promise<ActivityRow[]> {
  if (rows.length === 0) return [];
  return trx.run<ActivityRow>(
    {
      name: 'activity_bump',
      text: `insert into activity (workspace_id, identity_id, since, day, kind, category, n)
        select $1::uuid, "identityId", since, day, kind, category, n from json_to_recordset($2::json)
          as r("identityId" uuid, since bigint, day int, kind text, category text, n int)
        on conflict (workspace_id, identity_id, since, day, kind, category) do update set n = activity.n + excluded.n
        returning identity_id as "identityId", since, day, kind, category, n`,
    },
    [workspaceId, JSON.stringify(rows)],
  );
}

function keyOf({ identityId, since, day, kind, category }: ActivityRow): string {
  return `${identityId} ${since} ${day} ${kind} ${category}`;
}

/**
 * Counts the activity of identities anew from their recorded signals, told apart by their stretches. Days before an identity's
 * first signal that is still kept keep their counts.
 */
export async function retallyActivity(
  trx: Trx,
  workspaceId: string,
  ledger: ReadonlyMap<string, readonly LedgerRow[]>,
): Promise<void> {
  const ids = [...ledger.keys()];
  if (ids.length === 0) return;
  const signals = await trx.run<{ identityId: string; at: number; kind: SignalKind; category: Category }>(
    {
      name: 'signal_countable',
      text: `select identity_id as "identityId", (extract(epoch from at) * 1000)::bigint as at, kind, category from signal
        where workspace_id = $1 and identity_id = any($2::uuid[]) and filtered is null
          and not (kind = 'track' and name = 'page_engaged')`,
    },
    [workspaceId, ids],
  );
  const stretchesOf = (identityId: string) => ledger.get(identityId) ?? [];
  const rows = tally(signals.map((one) => ({ ...one, since: stretchAt(stretchesOf(one.identityId), one.at).since })));
  const firstDay = new Map<string, number>();
  for (const { identityId, day } of rows) firstDay.set(identityId, Math.min(day, firstDay.get(identityId) ?? day));
  const former = await trx.run<ActivityRow>(
    {
      name: 'activity_delete',
      text: `delete from activity where workspace_id = $1 and identity_id = any($2::uuid[])
        returning identity_id as "identityId", since, day, kind, category, n`,
    },
    [workspaceId, ids],
  );
  const kept = former
    .filter(({ identityId, day }) => day < (firstDay.get(identityId) ?? Number.POSITIVE_INFINITY))
    .map((row) => {
      const at = Math.max(row.since, startOfDay(row.day));
      return { ...row, since: stretchAt(stretchesOf(row.identityId), at).since };
    });
  await addActivity(trx, workspaceId, rows);
  // By themselves: two former stretches that are one now may have counted the same day.
  for (const row of kept) await addActivity(trx, workspaceId, [row]);
}

export interface DailyCount {
  readonly day: number;
  readonly dimension: 'category' | 'kind' | 'page' | 'channel';
  readonly value: string;
  readonly n: number;
}

/** Adds to the workspace's counts by day. Rows must be sorted by (day, dimension, value) and unique. */
export async function bumpDaily(trx: Trx, workspaceId: string, rows: readonly DailyCount[]): Promise<void> {
  if (rows.length === 0) return;
  await trx.run(
    {
      name: 'daily_bump',
      text: `insert into daily_count (workspace_id, day, dimension, value, n)
        select $1::uuid, day, dimension, value, n from json_to_recordset($2::json) as r(day int, dimension text, value text, n int)
        on conflict (workspace_id, day, dimension, value) do update set n = daily_count.n + excluded.n`,
    },
    [workspaceId, JSON.stringify(rows)],
  );
}
