import type { Kpi, Overview } from '../../../wire/api/overview.ts';
import { CATEGORIES, type Category } from '../../../wire/signal.ts';
import { DAY, type Day, type Millis, startOfDay } from '../../foundation/time.ts';
import { heatThreshold } from '../../intent/heat.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { wordOf } from '../record/signal-item.ts';
import { visitorsOfPages } from '../search/store.ts';
import { dayText } from '../why.ts';

/** The days an overview is about, today last, and as many before them. */
export interface DayRange {
  readonly first: Day;
  readonly last: Day;
  readonly before: Day;
}

const NONE = { now: 0, before: 0 };
// Visitors of pages are told apart among this many newest signals of the stretch.
const VISITORS_FROM = 200_000;
const PAGES_LOOKED_AT = 30;
const SHOWN = 10;

/** The first day on which a signal counted; null when none ever did. */
export async function firstDay(trx: Trx, workspaceId: string): Promise<Day | null> {
  const rows = await trx.run<{ day: Day | null }>(
    { name: 'dashboard_first_day', text: 'select min(day) as day from daily_count where workspace_id = $1 and n > 0' },
    [workspaceId],
  );
  return rows[0]?.day ?? null;
}

/** Distinct contacts with a signal in the stretch, and in the one before. */
export async function visitors(trx: Trx, workspaceId: string, range: DayRange): Promise<Kpi> {
  // Whoever was last seen in the stretch before was there; of those seen since, the ones known earlier are looked up.
  const rows = await trx.run<Kpi>(
    {
      name: 'dashboard_visitors',
      text: `select
          (select count(*) from contact_heat where workspace_id = $1 and last_signal_at >= $2)::int as now,
          ((select count(*) from contact_heat where workspace_id = $1 and last_signal_at >= $3 and last_signal_at < $2) +
            (select count(*) from contact_heat h where h.workspace_id = $1 and h.last_signal_at >= $2 and h.first_signal_at < $2
              and exists (select from ledger l
                join activity a on a.workspace_id = l.workspace_id and a.identity_id = l.identity_id and a.since = l.since
                where l.workspace_id = $1 and l.contact_id = h.contact_id and l.closed_at is null and a.day >= $4 and a.day < $5)))::int as before`,
    },
    [workspaceId, new Date(startOfDay(range.first)), new Date(startOfDay(range.before)), range.before, range.first],
  );
  return rows[0] ?? NONE;
}

/** Contacts whose e-mail was first stated in the stretch: by somebody's claim, or with their first signal. */
export async function identified(trx: Trx, workspaceId: string, range: DayRange): Promise<Kpi> {
  const rows = await trx.run<Kpi>(
    {
      name: 'dashboard_identified',
      text: `with known as (
          select h.contact_id, coalesce(min(c.at), extract(epoch from min(h.first_signal_at)) * 1000) as at
          from contact_heat h
          join ledger l on l.workspace_id = h.workspace_id and l.contact_id = h.contact_id and l.closed_at is null
          join identity i on i.workspace_id = l.workspace_id and i.id = l.identity_id and i.kind = 'email'
          left join claim c on c.workspace_id = i.workspace_id and c.object_id = i.id
          where h.workspace_id = $1 and h.identified and h.last_signal_at >= to_timestamp($3::float8 / 1000)
          group by h.contact_id)
        select count(*) filter (where at >= $2::float8)::int as now,
          count(*) filter (where at < $2::float8 and at >= $3::float8)::int as before from known`,
    },
    [workspaceId, startOfDay(range.first), startOfDay(range.before)],
  );
  return rows[0] ?? NONE;
}

export async function signals(trx: Trx, workspaceId: string, range: DayRange): Promise<Kpi> {
  const rows = await trx.run<Kpi>(
    {
      name: 'dashboard_signal_counts',
      text: `select coalesce(sum(n) filter (where day >= $2), 0)::float8 as now,
          coalesce(sum(n) filter (where day < $2), 0)::float8 as before
        from daily_count where workspace_id = $1 and day >= $3 and day <= $4 and dimension = 'kind'`,
    },
    [workspaceId, range.first, range.before, range.last],
  );
  return rows[0] ?? NONE;
}

export async function signalsByDay(trx: Trx, workspaceId: string, range: DayRange): Promise<Overview['signalsByDay']> {
  const rows = await trx.run<{ day: Day; value: string; n: number }>(
    {
      name: 'dashboard_signals_by_day',
      text: `select day, value, n from daily_count
        where workspace_id = $1 and day between $2 and $3 and dimension = 'category' and n > 0`,
    },
    [workspaceId, range.first, range.last],
  );
  const byDay = Map.groupBy(rows, (row) => row.day);
  return Array.from({ length: range.last - range.first + 1 }, (_, index) => {
    const counts: Partial<Record<Category, number>> = {};
    for (const { value, n } of byDay.get(range.first + index) ?? []) {
      const category = wordOf(CATEGORIES, value);
      if (category) counts[category] = n;
    }
    return { day: dayText(range.first + index), counts };
  });
}

/** The most visited of the most viewed pages. Visitors are counted among the newest 200,000 signals. */
export async function topPages(trx: Trx, workspaceId: string, range: DayRange): Promise<Overview['topPages']> {
  const pages = await trx.run<{ path: string; views: number }>(
    {
      name: 'dashboard_top_pages',
      text: `select value as path, sum(n)::int as views from daily_count
        where workspace_id = $1 and day between $2 and $3 and dimension = 'page'
        group by value having sum(n) > 0 order by views desc, value limit ${PAGES_LOOKED_AT}`,
    },
    [workspaceId, range.first, range.last],
  );
  const seen = await visitorsOfPages(
    trx,
    workspaceId,
    pages.map((page) => page.path),
    { since: startOfDay(range.first), newest: VISITORS_FROM },
  );
  return pages
    .map(({ path, views }) => {
      const page = seen.get(path);
      const category = wordOf(CATEGORIES, page?.category) ?? 'Other';
      return { path, title: page?.title ?? null, category, visitors: page?.visitors ?? 0, views };
    })
    .sort((a, b) => b.visitors - a.visitors || b.views - a.views)
    .slice(0, SHOWN);
}

/** First-touch channels of the stretch's visitors. */
export function channels(trx: Trx, workspaceId: string, range: DayRange, now: Millis): Promise<Overview['channels']> {
  return trx.run<Overview['channels'][number]>(
    {
      name: 'dashboard_channels',
      text: `select first_touch->>'channel' as channel, count(*)::int as visitors, count(*) filter (where heat >= $3)::int as high
        from contact_heat where workspace_id = $1 and last_signal_at >= $2 and first_touch is not null
        group by 1 having first_touch->>'channel' is not null order by visitors desc, channel limit ${SHOWN}`,
    },
    [workspaceId, new Date(startOfDay(range.first)), heatThreshold('High', now)],
  );
}

/** Contacts whose bucket falls within a week if nothing happens, nearest to the edge first, at most 40 of each edge. */
export async function nearEdges(trx: Trx, workspaceId: string, now: Millis): Promise<string[]> {
  const ids: string[] = [];
  for (const bucket of ['High', 'Medium'] as const) {
    const rows = await trx.run<{ id: string }>(
      {
        name: 'dashboard_near_edge',
        text: `select contact_id as id from contact_heat where workspace_id = $1 and heat >= $2 and heat < $3
          order by heat nulls first, contact_id desc limit 40`,
      },
      [workspaceId, heatThreshold(bucket, now), heatThreshold(bucket, now + 7 * DAY)],
    );
    ids.push(...rows.map((row) => row.id));
  }
  return ids;
}
