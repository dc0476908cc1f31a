import { type Day, dayOf, type Millis, startOfDay } from '../../foundation/time.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { idAt } from '../../machinery/database/partitions.ts';
import { rangesOf } from './openers.ts';

/** Who opened a page is looked for in this many days, today included. */
const DAYS = 90;
/** ... among this many signals, newest first, on days on which somebody opened it. */
const SIGNALS_MAX = 200_000;
/** ... and as many people are named: as many as lists count exactly. */
const CONTACTS_MAX = 10_000;
/** Daily counts keep this much of a path. */
const PATH_LENGTH_MAX = 200;

/** The contacts who opened a page. */
export interface Openers {
  readonly ids: readonly string[];
  /** They are those who opened it since then, when there was more than could be looked through; null: all of the past 90 days. */
  readonly since: Millis | null;
}

interface Look {
  readonly from: Millis;
  readonly below: Millis | null;
}

/**
 * The contacts who opened exactly this path, by page views that count.
 *
 * No index knows paths: it would be paid for with every signal. But the daily counts know on which days anybody opened the page, and
 * signals are sorted by time, so only those days are read, newest first, and never more than 200,000 signals of them: that is the bound
 * of the cost, with ten contacts or a million. A page that nobody opened costs 90 look-ups by key.
 */
export async function openersOf(
  trx: Trx,
  workspaceId: string,
  path: string,
  now: Millis,
  signalsMax: number = SIGNALS_MAX,
): Promise<Openers> {
  const value = path.slice(0, PATH_LENGTH_MAX);
  const ranges = rangesOf(await daysOpened(trx, workspaceId, value, now));
  const newest = new Map<string, Millis>();
  let budget = signalsMax;
  let since: Millis | null = null;
  for (const { first, last } of ranges) {
    const below = startOfDay(last + 1);
    // A visitor's clock may be ahead of ours.
    const look = { from: startOfDay(first), below: below > now ? null : below };
    const found = await lookThrough(trx, workspaceId, value, look, budget);
    for (const { id, at } of found.openers) newest.set(id, Math.max(newest.get(id) ?? 0, at.getTime()));
    budget -= found.looked;
    if (budget <= 0) {
      since = found.oldest?.getTime() ?? null;
      break;
    }
  }
  const latest = [...newest].sort(([, a], [, b]) => b - a);
  const kept = latest.slice(0, CONTACTS_MAX);
  if (kept.length < latest.length) since = kept.at(-1)?.[1] ?? since;
  return { ids: kept.map(([id]) => id), since };
}

async function daysOpened(trx: Trx, workspaceId: string, value: string, now: Millis): Promise<Day[]> {
  const today = dayOf(now);
  const rows = await trx.run<{ day: Day }>(
    {
      name: 'dashboard_days_opened',
      text: `select d.day from generate_series($3::int, $4::int) as d(day) cross join lateral (
          select from daily_count p where p.workspace_id = $1 and p.day = d.day and p.dimension = 'page' and p.value = $2 and p.n > 0) p
        order by d.day`,
    },
    [workspaceId, value, today - DAYS + 1, today],
  );
  return rows.map((row) => row.day);
}

interface Found {
  readonly looked: number;
  readonly oldest: Date | null;
  readonly openers: readonly { readonly id: string; readonly at: Date }[];
}

/** Who opened the page in a stretch of days, each with the last time, among its newest `max` signals. */
async function lookThrough(trx: Trx, workspaceId: string, value: string, look: Look, max: number): Promise<Found> {
  const rows = await trx.run<{ looked: number; oldest: Date | null; id: string | null; at: Date | null }>(
    {
      name: 'dashboard_openers',
      text: `select s.looked, s.oldest, o.id, o.at from (
          select count(*)::int as looked, min(at) as oldest,
            array_agg(identity_id) filter (where opened) as identities, array_agg(at) filter (where opened) as times
          from (select identity_id, at, kind = 'page_view' and filtered is null and left(path, ${PATH_LENGTH_MAX}) = $2 as opened
            from signal where workspace_id = $1 and id >= $3 and id < $4 order by id desc limit $5) as newest) as s
        left join lateral (
          select l.contact_id as id, max(v.at) as at from unnest(s.identities, s.times) as v(identity_id, at)
          join ledger l on l.workspace_id = $1 and l.identity_id = v.identity_id and l.closed_at is null
            and v.at >= to_timestamp(l.since / 1000.0) and (l.until is null or v.at < to_timestamp(l.until / 1000.0))
          group by l.contact_id) as o on true`,
    },
    [workspaceId, value, idAt(look.from), look.below === null ? LAST_ID : idAt(look.below), max],
  );
  const openers = rows.flatMap(({ id, at }) => (id !== null && at !== null ? [{ id, at }] : []));
  return { looked: rows[0]?.looked ?? 0, oldest: rows[0]?.oldest ?? null, openers };
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
