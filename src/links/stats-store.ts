import type { LinkStats, LinkTotals } from '../../wire/api/links.ts';
import { DAY, type Day, type Millis, startOfDay } from '../foundation/time.ts';
import { heatThreshold } from '../intent/heat.ts';
import type { Trx } from '../machinery/database/database.ts';

const NONE: LinkTotals = { opens: 0, people: 0, conversations: 0, meetings: 0, highLeads: 0, filtered: 0 };

/** What became of links since they were made. People are contacts as they are now: two browsers that turned out to be one person are one. */
export async function linkTotals(
  trx: Trx,
  workspaceId: string,
  linkIds: readonly string[],
  now: Millis,
): Promise<ReadonlyMap<string, LinkTotals>> {
  if (linkIds.length === 0) return new Map();
  const values = [workspaceId, linkIds];
  const [counts, people, talks] = await Promise.all([
    trx.run<{ linkId: string; opens: number; filtered: number }>(COUNTS, values),
    trx.run<{ linkId: string; people: number; highLeads: number }>(PEOPLE, [...values, heatThreshold('High', now)]),
    trx.run<{ linkId: string; conversations: number }>(TALKS, values),
  ]);
  const totals = new Map(linkIds.map((id) => [id, { ...NONE }]));
  for (const { linkId, ...found } of [...counts, ...people, ...talks]) Object.assign(totals.get(linkId) ?? {}, found);
  return totals;
}

const COUNTS = {
  name: 'link_totals',
  text: `select link_id as "linkId", sum(opens)::int as opens, sum(filtered)::int as filtered from link_count
    where workspace_id = $1 and link_id = any($2::uuid[]) group by link_id`,
};

const PEOPLE = {
  name: 'link_people',
  text: `select v.link_id as "linkId", count(distinct l.contact_id)::int as people,
      (count(distinct l.contact_id) filter (where h.heat >= $3))::int as "highLeads"
    from link_visitor v
    join ledger l on l.workspace_id = v.workspace_id and l.identity_id = v.identity_id and l.closed_at is null
      and l.since <= (extract(epoch from v.first_at) * 1000)::bigint
      and (l.until is null or (extract(epoch from v.first_at) * 1000)::bigint < l.until)
    left join contact_heat h on h.workspace_id = l.workspace_id and h.contact_id = l.contact_id
    where v.workspace_id = $1 and v.link_id = any($2::uuid[]) group by v.link_id`,
};

// One without a word of the lead's is only a page that was open.
const TALKS = {
  name: 'link_conversations',
  text: `select link_id as "linkId", count(*)::int as conversations from conversation
    where workspace_id = $1 and link_id = any($2::uuid[]) and last_message_at is not null group by link_id`,
};

/** A link's days from `first` to `last`, every one of them, and its sources in these days. */
export async function linkDays(
  trx: Trx,
  workspaceId: string,
  linkId: string,
  first: Day,
  last: Day,
): Promise<Pick<LinkStats, 'byDay' | 'bySource'>> {
  const [counts, talks] = await Promise.all([
    trx.run<{ day: Day; source: string; opens: number; clicks: number; filtered: number }>(DAYS, [
      workspaceId,
      linkId,
      first,
      last,
    ]),
    trx.run<{ day: Day; conversations: number }>(TALK_DAYS, [
      workspaceId,
      linkId,
      new Date(startOfDay(first)),
      new Date(startOfDay(last + 1)),
    ]),
  ]);
  const byDay = Map.groupBy(counts, (row) => row.day);
  const bySource = Map.groupBy(counts, (row) => row.source);
  const sum = (
    rows: readonly { opens: number; clicks: number; filtered: number }[],
    part: 'opens' | 'clicks' | 'filtered',
  ) => rows.reduce((total, row) => total + row[part], 0);
  return {
    byDay: Array.from({ length: last - first + 1 }, (_, index) => {
      const day = first + index;
      const rows = byDay.get(day) ?? [];
      return {
        day: new Date(day * DAY).toISOString().slice(0, 10),
        ...{ opens: sum(rows, 'opens'), clicks: sum(rows, 'clicks'), filtered: sum(rows, 'filtered') },
        conversations: talks.find((row) => row.day === day)?.conversations ?? 0,
      };
    }),
    bySource: [...bySource]
      .map(([source, rows]) => ({ source, opens: sum(rows, 'opens'), clicks: sum(rows, 'clicks') }))
      .filter(({ opens, clicks }) => opens + clicks > 0)
      .sort((a, b) => b.opens - a.opens || b.clicks - a.clicks || (a.source < b.source ? -1 : 1)),
  };
}

const DAYS = {
  name: 'link_days',
  text: `select day, source, opens, clicks, filtered from link_count
    where workspace_id = $1 and link_id = $2 and day between $3 and $4`,
};

const TALK_DAYS = {
  name: 'link_conversation_days',
  text: `select floor(extract(epoch from created_at) / 86400)::int as day, count(*)::int as conversations from conversation
    where workspace_id = $1 and link_id = $2 and created_at >= $3 and created_at < $4 and last_message_at is not null group by 1`,
};
