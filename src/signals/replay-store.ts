import type { Category } from '../../wire/signal.ts';
import type { Trx } from '../machinery/database/database.ts';
import type { Subject } from './subject.ts';

/** Signals by id: after `after` (not included) up to `upto` (included). */
export interface IdRange {
  readonly after: string;
  readonly upto: string;
}

/** Ids below and above all others. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';
export const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** What some signals are about and the category they have. */
export interface SubjectCount extends Subject {
  readonly category: Category;
  readonly n: number;
}

/** Signals about this, of the category `was`, get another. */
export interface Move extends Subject {
  readonly was: Category;
  readonly category: Category;
}

/** The range of the next `size` signals after `after`, or null when there are none. */
export async function rangeAfter(trx: Trx, workspaceId: string, after: string, size: number): Promise<IdRange | null> {
  const rows = await trx.run<{ upto: string }>(
    {
      name: 'replay_range_after',
      text: `select coalesce(
          (select id from signal where workspace_id = $1 and id > $2 order by id offset $3 - 1 limit 1),
          (select id from signal where workspace_id = $1 and id > $2 order by id desc limit 1)) as upto`,
    },
    [workspaceId, after, size],
  );
  const upto = rows[0]?.upto ?? null;
  return upto === null ? null : { after, upto };
}

/** The range of the `size` signals before and at `upto`, newest last; null when there are none. */
export async function rangeUpTo(trx: Trx, workspaceId: string, upto: string, size: number): Promise<IdRange | null> {
  const rows = await trx.run<{ after: string | null; some: boolean }>(
    {
      name: 'replay_range_up_to',
      text: `select (select id from signal where workspace_id = $1 and id <= $2 order by id desc offset $3 limit 1) as after,
          exists (select from signal where workspace_id = $1 and id <= $2) as some`,
    },
    [workspaceId, upto, size],
  );
  const row = rows[0];
  return row?.some ? { after: row.after ?? FIRST_ID, upto } : null;
}

export async function countSignals(trx: Trx, workspaceId: string, { after, upto }: IdRange): Promise<number> {
  const rows = await trx.run<{ n: number }>(
    {
      name: 'replay_count',
      text: 'select count(*)::int as n from signal where workspace_id = $1 and id > $2 and id <= $3',
    },
    [workspaceId, after, upto],
  );
  return rows[0]?.n ?? 0;
}

/** What the signals of a range are about: far fewer rows than signals, since pages repeat. */
export async function subjectsIn(trx: Trx, workspaceId: string, { after, upto }: IdRange): Promise<SubjectCount[]> {
  return trx.run<SubjectCount>(
    {
      name: 'replay_subjects',
      text: `select kind, host, path, title, text, name, category, count(*)::int as n from signal
        where workspace_id = $1 and id > $2 and id <= $3 group by kind, host, path, title, text, name, category`,
    },
    [workspaceId, after, upto],
  );
}

const SHAPE = 'kind text, host text, path text, title text, text text, name text, was text, category text';
// Equal or both null. The first test lets the join be by hash, the second tells null from what stands for it.
const SAME_SUBJECT = ['host', 'path', 'title', 'text', 'name']
  .map((part) => `coalesce(s.${part}, '~') = coalesce(w.${part}, '~') and (s.${part} is null) = (w.${part} is null)`)
  .join(' and ');
const MOVED = `s.workspace_id = $1 and s.id > $2 and s.id <= $3 and s.kind = w.kind and s.category = w.was and ${SAME_SUBJECT}`;
// The stretch, and so the contact, that a counted signal belongs to; see `counts` in src/intent/points.ts.
const OWNED = `m.filtered is null and not (m.kind = 'track' and m.name is not distinct from 'page_engaged')
  and l.workspace_id = $1 and l.identity_id = m.identity_id and l.closed_at is null
  and m.at >= to_timestamp(l.since / 1000.0) and (l.until is null or m.at < to_timestamp(l.until / 1000.0))`;
const DAY = 'floor(extract(epoch from m.at) / 86400)::int';

/**
 * Gives the signals of a range their new categories, and takes the daily counts along: those of identities and those of the
 * workspace. Needs `lockGrouping` alone. Answers the contacts whose scores are to be summed afresh.
 */
export async function moveSignals(
  trx: Trx,
  workspaceId: string,
  { after, upto }: IdRange,
  moves: readonly Move[],
): Promise<string[]> {
  const touched = await trx.run<{ contactId: string; day: number }>({ name: 'replay_move', text: MOVE }, [
    ...[workspaceId, after, upto, JSON.stringify(moves)],
  ]);
  await trx.run(
    {
      name: 'replay_empty_daily',
      text: `delete from daily_count where workspace_id = $1 and day = any($2::int[]) and dimension = 'category' and n <= 0`,
    },
    [workspaceId, [...new Set(touched.map((one) => one.day))]],
  );
  return [...new Set(touched.map((one) => one.contactId))].sort();
}

const ACTIVITY_KEY = 'workspace_id, identity_id, since, day, kind, category';
const SAME_ACTIVITY = `a.workspace_id = $1 and a.identity_id = c.identity_id and a.since = c.since and a.day = c.day
  and a.kind = c.kind and a.category = c.category`;
// Every part sees the tables as they were before, so no two may write one row: each count changes once, by its sum.
const MOVE = `with w as materialized (select * from json_to_recordset($4::json) as r(${SHAPE})),
  m as (update signal s set category = w.category from w where ${MOVED}
    returning s.identity_id, s.at, s.kind, s.name, s.filtered, w.was, w.category),
  owned as materialized (select m.identity_id, l.since, l.contact_id, ${DAY} as day, m.kind, m.was, m.category, count(*)::int as n
    from m, ledger l where ${OWNED} group by 1, 2, 3, 4, 5, 6, 7),
  both_ways as materialized (select identity_id, since, day, kind, was as category, -n as n from owned
    union all select identity_id, since, day, kind, category, n from owned),
  change as materialized (select identity_id, since, day, kind, category, sum(n)::int as n from both_ways
    group by identity_id, since, day, kind, category having sum(n) <> 0),
  emptied as (delete from activity a using change c where ${SAME_ACTIVITY} and a.n + c.n <= 0),
  lowered as (update activity a set n = a.n + c.n from change c where ${SAME_ACTIVITY} and c.n < 0 and a.n + c.n > 0),
  raised as (insert into activity (${ACTIVITY_KEY}, n)
    select $1::uuid, identity_id, since, day, kind, category, n from change where n > 0
    on conflict (${ACTIVITY_KEY}) do update set n = activity.n + excluded.n),
  daily as (insert into daily_count (workspace_id, day, dimension, value, n)
    select $1::uuid, day, 'category', category, sum(n)::int from both_ways group by day, category having sum(n) <> 0
    on conflict (workspace_id, day, dimension, value) do update set n = daily_count.n + excluded.n)
  select distinct contact_id as "contactId", day from owned`;

/** Counted signals of one contact, identity, home, day and kind that would change category. */
export interface Moved {
  readonly contactId: string;
  readonly identityId: string;
  readonly homeId: string;
  readonly day: number;
  readonly kind: Subject['kind'];
  readonly was: Category;
  readonly category: Category;
  readonly n: number;
}

/** What `moveSignals` would move, without moving it. */
export async function movedIn(
  trx: Trx,
  workspaceId: string,
  { after, upto }: IdRange,
  moves: readonly Move[],
): Promise<Moved[]> {
  return trx.run<Moved>(
    {
      name: 'replay_moved',
      text: `with w as materialized (select * from json_to_recordset($4::json) as r(${SHAPE})),
        m as (select s.identity_id, s.at, s.kind, s.name, s.filtered, w.was, w.category from signal s, w where ${MOVED})
        select l.contact_id as "contactId", m.identity_id as "identityId", l.home_id as "homeId", ${DAY} as day, m.kind, m.was, m.category, count(*)::int as n
        from m, ledger l where ${OWNED} group by 1, 2, 3, 4, 5, 6, 7`,
    },
    [workspaceId, after, upto, JSON.stringify(moves)],
  );
}
