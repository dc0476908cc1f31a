import { type RawBuilder, type SqlBool, sql } from 'kysely';
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

/** Stretches as three parallel arrays for `unnest`. */
export function columnsOf(stretches: readonly Stretch[]): [string[], number[], (number | null)[]] {
  return [stretches.map((one) => one.identityId), stretches.map((one) => one.since), stretches.map((one) => one.until)];
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
  const where = conditions(filter);
  if (range.place) where.push(sql`(s.at, s.id) < (${time(range.place.at)}, ${range.place.id}::uuid)`);
  if (range.from !== null) where.push(sql`s.at >= ${time(range.from)}`);
  const { rows } = await sql<Row>`
    select s.*, st.contact_id as "contactId", i.kind as "identityKind", i.value as "identityValue"
    from unnest(${stretches.map((one) => one.identityId)}::uuid[], ${stretches.map((one) => one.contactId)}::uuid[],
      ${stretches.map((one) => new Date(one.since))}::timestamptz[],
      ${stretches.map((one) => (one.until === null ? 'infinity' : new Date(one.until)))}::timestamptz[]
    ) as st(identity_id, contact_id, since, until)
    cross join lateral (
      select s.id, s.at, s.kind, s.category, s.host, s.path, s.title, s.text, s.name, s.props, s.context, s.filtered,
        s.identity_id as "identityId"
      from signal s
      where s.workspace_id = ${workspaceId} and s.identity_id = st.identity_id and s.at >= st.since and s.at < st.until
        and ${sql.join(where, sql` and `)}
      order by s.at desc, s.id desc limit ${range.limit}
    ) s
    join identity i on i.workspace_id = ${workspaceId} and i.id = st.identity_id
    order by s.at desc, s.id desc limit ${range.limit}`.execute(trx.q);
  return rows.map(({ identityId, identityKind, identityValue, ...signal }) => ({
    ...signal,
    at: signal.at.getTime(),
    identity: { id: identityId, kind: identityKind, value: identityValue },
  }));
}

function conditions(filter: TimelineFilter): RawBuilder<SqlBool>[] {
  const where = [sql<SqlBool>`(s.kind <> 'track' or s.name is distinct from ${PAGE_ENGAGED})`];
  if (filter.kinds) where.push(sql`s.kind = any(${filter.kinds}::text[])`);
  if (filter.categories) where.push(sql`s.category = any(${filter.categories}::text[])`);
  if (filter.devices) where.push(sql`s.context->'device'->>'type' = any(${filter.devices}::text[])`);
  if (filter.page !== null) where.push(sql`position(lower(${filter.page}) in lower(s.path)) > 0`);
  if (!filter.withFiltered) where.push(sql`s.filtered is null`);
  return where;
}

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

function time(at: Millis): RawBuilder<unknown> {
  return sql`${new Date(at).toISOString()}::timestamptz`;
}
