import type { DeviceType } from '../../../wire/api/words.ts';
import { PAGE_ENGAGED } from '../../../wire/collect.ts';
import type { Category, SignalKind } from '../../../wire/signal.ts';
import { DAY, type Millis } from '../../foundation/time.ts';
import type { Trx } from '../../machinery/database/database.ts';
import type { ShownSignal } from './signal-item.ts';

/** A stretch of an identity that belongs to a contact: [since, until) in ms, null to the end. */
export interface Stretch {
  readonly contactId: string;
  readonly identityId: string;
  readonly since: Millis;
  readonly until: Millis | null;
}

export interface TimelineFilter {
  readonly kinds: readonly SignalKind[] | null;
  readonly categories: readonly Category[] | null;
  readonly devices: readonly DeviceType[] | null;
  /** Part of the path, any case. */
  readonly page: string | null;
  /** Whether signals that weigh nothing are shown too. */
  readonly withFiltered: boolean;
}

export const NO_FILTER: TimelineFilter = {
  kinds: null,
  categories: null,
  devices: null,
  page: null,
  withFiltered: true,
};

/** The last signal a reader has seen. */
export interface TimelinePlace {
  readonly at: Millis;
  readonly id: string;
}

export interface TimelineSignal extends ShownSignal {
  readonly contactId: string;
}

/** The stretches that are these contacts' now. */
export async function stretchesOfContacts(
  trx: Trx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<Stretch[]> {
  return trx.run<Stretch>(
    {
      name: 'dashboard_stretches',
      text: `select contact_id as "contactId", identity_id as "identityId", since, until from ledger
        where workspace_id = $1 and contact_id = any($2::uuid[]) and closed_at is null`,
    },
    [workspaceId, contactIds],
  );
}

/**
 * Stretches as parallel arrays for `unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[])`. As times and without a function around them,
 * since under row-level security PostgreSQL looks up by a bound only when nothing in it could leak what it sees.
 */
export function columnsOf(stretches: readonly Stretch[]): [string[], string[], string[]] {
  return [
    stretches.map((one) => one.identityId),
    stretches.map((one) => new Date(one.since).toISOString()),
    stretches.map((one) => (one.until === null ? 'infinity' : new Date(one.until).toISOString())),
  ];
}

type Row = Omit<TimelineSignal, 'at' | 'identity'> & {
  at: Date;
  identityId: string;
  identityKind: string;
  identityValue: string;
};

/**
 * Signals of these stretches, newest first, after `place` and not before `from`. One descent of the timeline index per stretch, each
 * stopped at `limit`, then merged. The tag's reports of engaged time are left out: they belong to their page views.
 */
export async function readTimeline(
  trx: Trx,
  workspaceId: string,
  stretches: readonly Stretch[],
  filter: TimelineFilter,
  range: { readonly place: TimelinePlace | null; readonly from: Millis | null; readonly limit: number },
): Promise<TimelineSignal[]> {
  if (stretches.length === 0) return [];
  const { place, from, limit } = range;
  const rows = await trx.run<Row>({ name: 'dashboard_timeline', text: TIMELINE }, [
    workspaceId,
    ...columnsOf(stretches),
    stretches.map((one) => one.contactId),
    place ? new Date(place.at).toISOString() : 'infinity',
    place?.id ?? LAST_ID,
    from === null ? '-infinity' : new Date(from).toISOString(),
    limit,
    filter.kinds,
    filter.categories,
    filter.devices,
    filter.page,
    filter.withFiltered,
    PAGE_ENGAGED,
  ]);
  return rows.map(({ identityId, identityKind, identityValue, ...signal }) => ({
    ...signal,
    at: signal.at.getTime(),
    identity: { id: identityId, kind: identityKind, value: identityValue },
  }));
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

// One statement for every filter: prepared once, and planning over all partitions is the greater part of its cost.
const TIMELINE = `
  select s.*, st.contact_id as "contactId", i.kind as "identityKind", i.value as "identityValue", m.email as mailbox
  from unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::uuid[]) as st(identity_id, since, until, contact_id)
  cross join lateral (
    select s.id, s.at, s.kind, s.category, s.host, s.path, s.title, s.text, s.name, s.props, s.context, s.filtered,
      s.identity_id as "identityId"
    from signal s
    where s.workspace_id = $1 and s.identity_id = st.identity_id and s.at >= st.since and s.at < st.until
      and (s.at, s.id) < ($6::timestamptz, $7::uuid) and s.at >= $8::timestamptz
      and (s.kind <> 'track' or s.name is distinct from $15)
      and ($10::text[] is null or s.kind = any($10))
      and ($11::text[] is null or s.category = any($11))
      and ($12::text[] is null or s.context->'device'->>'type' = any($12))
      and ($13::text is null or position(lower($13) in lower(s.path)) > 0)
      and ($14 or s.filtered is null)
    order by s.at desc, s.id desc limit $9
  ) s
  join identity i on i.workspace_id = $1 and i.id = st.identity_id
  left join role_mailbox m on m.workspace_id = $1 and m.identity_id = st.identity_id and m.signal_id = s.id
  order by s.at desc, s.id desc limit $9`;

/** Seconds of attention by page view, of the page views among these signals. A view may report more than once; reports add up. */
export async function engagedSeconds(
  trx: Trx,
  workspaceId: string,
  signals: readonly TimelineSignal[],
): Promise<ReadonlyMap<string, number>> {
  const views = signals.filter((one) => one.kind === 'page_view' && one.context?.pageView);
  const oldest = views.at(-1);
  const newest = views[0];
  if (!oldest || !newest) return new Map();
  const rows = await trx.run<{ pageView: string; seconds: unknown }>(
    {
      name: 'dashboard_engaged',
      text: `select context->>'pageView' as "pageView", props->'seconds' as seconds from signal
        where workspace_id = $1 and identity_id = any($2::uuid[]) and at >= $3 and at < $4
          and kind = 'track' and name = $5 and context->>'pageView' = any($6::text[])`,
    },
    [
      workspaceId,
      [...new Set(views.map((one) => one.identity.id))],
      new Date(oldest.at),
      new Date(newest.at + DAY),
      PAGE_ENGAGED,
      views.map((one) => one.context?.pageView),
    ],
  );
  const sums = new Map<string, number>();
  for (const { pageView, seconds } of rows) {
    if (typeof seconds === 'number' && seconds > 0) sums.set(pageView, (sums.get(pageView) ?? 0) + seconds);
  }
  return sums;
}
