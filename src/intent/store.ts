import { dayOf, startOfDay } from '../foundation/time.ts';
import { eachId, type Trx } from '../machinery/database/database.ts';
import { type Columns, rowStatement } from '../machinery/database/row-list.ts';
import { activityOfContacts } from './activity-store.ts';
import { sumsOf } from './explain.ts';
import { combine } from './heat.ts';
import { GROUPS } from './model.ts';
import { NO_STANDING, type PlacedTouch, type Standing } from './standing.ts';

export interface StandingRow {
  id: string;
  sums: number[];
  signals: number;
  firstSignalAt: number;
  lastSignalAt: number;
  firstTouch: PlacedTouch['touch'];
  firstTouchEntry: boolean | null;
  firstTouchAt: number | null;
  firstTouchId: string | null;
  latestTouch: PlacedTouch['touch'];
  latestTouchAt: number | null;
  latestTouchId: string | null;
}

const STANDING = `contact_id as id, sums, signals,
          (date_part('epoch', first_signal_at) * 1000)::bigint as "firstSignalAt",
          (date_part('epoch', last_signal_at) * 1000)::bigint as "lastSignalAt",
          first_touch as "firstTouch", (first_touch->>'entry')::boolean as "firstTouchEntry", first_touch_at as "firstTouchAt", first_touch_id as "firstTouchId",
          latest_touch as "latestTouch", latest_touch_at as "latestTouchAt", latest_touch_id as "latestTouchId"`;

/** The standings of contacts, locked until the transaction ends, in one order for all. Absent: nothing counted yet. */
export async function lockStandings(
  trx: Trx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<Map<string, Standing>> {
  const rows = await trx.run<StandingRow>(
    {
      name: 'contact_heat_lock',
      text: eachId(`select ${STANDING}
        from contact_heat where workspace_id = $1 and contact_id = asked.id for update`),
    },
    [workspaceId, [...contactIds].sort()],
  );
  return new Map(rows.map((row) => [row.id, standingOf(row)]));
}

/** Reads a row of standing; touches that were not read are null, with what places them. */
export function standingOf(row: StandingRow): Standing {
  const { sums, signals, firstSignalAt, lastSignalAt } = row;
  const placed = (touch: PlacedTouch['touch'], entry: boolean, at: number | null, signalId: string | null) =>
    at === null || signalId === null ? null : { touch, entry, at, signalId };
  return {
    // A model with another number of groups has not replayed this row yet: it will be computed afresh.
    sums: Array.from({ length: GROUPS }, (_, group) => sums[group] ?? 0),
    signals,
    firstSignalAt,
    lastSignalAt,
    firstTouch: placed(row.firstTouch, row.firstTouchEntry === true, row.firstTouchAt, row.firstTouchId),
    latestTouch: placed(row.latestTouch, true, row.latestTouchAt, row.latestTouchId),
  };
}

export interface ContactStanding {
  readonly contactId: string;
  readonly accountId: string | null;
  readonly identified: boolean;
  readonly standing: Standing;
}

export async function saveStandings(
  trx: Trx,
  workspaceId: string,
  contacts: readonly ContactStanding[],
): Promise<void> {
  const rows = contacts.map(({ contactId, accountId, identified, standing }) => ({
    contact_id: contactId,
    account_id: accountId,
    identified,
    sums: `{${standing.sums.join()}}`,
    heat: combine(standing.sums),
    signals: standing.signals,
    first_signal_at: new Date(standing.firstSignalAt).toISOString(),
    last_signal_at: new Date(standing.lastSignalAt).toISOString(),
    first_touch: standing.firstTouch?.touch ?? null,
    first_touch_at: standing.firstTouch?.at ?? null,
    first_touch_id: standing.firstTouch?.signalId ?? null,
    latest_touch: standing.latestTouch?.touch ?? null,
    latest_touch_at: standing.latestTouch?.at ?? null,
    latest_touch_id: standing.latestTouch?.signalId ?? null,
  }));
  // In one order for all, so that two writers wait for each other and not both.
  await sendStandings(
    trx,
    workspaceId,
    rows.sort((a, b) => (a.contact_id < b.contact_id ? -1 : 1)),
  );
}

interface HeatRow {
  readonly contact_id: string;
  readonly account_id: string | null;
  readonly identified: boolean;
  /** As PostgreSQL writes an array. */
  readonly sums: string;
  readonly heat: number | null;
  readonly signals: number;
  readonly first_signal_at: string;
  readonly last_signal_at: string;
  readonly first_touch: PlacedTouch['touch'];
  readonly first_touch_at: number | null;
  readonly first_touch_id: string | null;
  readonly latest_touch: PlacedTouch['touch'];
  readonly latest_touch_at: number | null;
  readonly latest_touch_id: string | null;
}

const COLUMNS: Columns<HeatRow> = {
  contact_id: 'uuid',
  account_id: 'uuid',
  identified: 'boolean',
  sums: 'float8[]',
  heat: 'float8',
  signals: 'int',
  first_signal_at: 'timestamptz',
  last_signal_at: 'timestamptz',
  first_touch: 'jsonb',
  first_touch_at: 'bigint',
  first_touch_id: 'uuid',
  latest_touch: 'jsonb',
  latest_touch_at: 'bigint',
  latest_touch_id: 'uuid',
};
const NAMES = Object.keys(COLUMNS);

const sendStandings = rowStatement<HeatRow>(
  'contact_heat_save',
  COLUMNS,
  (
    list,
  ) => `insert into contact_heat (workspace_id, ${NAMES.join(', ')}) select $1::uuid, ${NAMES.join(', ')} from ${list}
    on conflict (workspace_id, contact_id) do update set ${NAMES.slice(1).map(savedColumn).join(', ')}`,
);

// A touch that is placed but not given was not read: it stays.
function savedColumn(name: string): string {
  if (name !== 'first_touch' && name !== 'latest_touch') return `${name} = excluded.${name}`;
  return `${name} = case when excluded.${name}_at is not null then coalesce(excluded.${name}, contact_heat.${name}) end`;
}

export async function deleteStandings(trx: Trx, workspaceId: string, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return;
  await trx.run(
    {
      name: 'contact_heat_delete',
      text: 'delete from contact_heat where workspace_id = $1 and contact_id = any($2::uuid[])',
    },
    [workspaceId, contactIds],
  );
}

/** Standings computed from the recorded activity and signals alone. Contacts that have nothing are absent. */
export async function computeStandings(
  trx: Trx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<Map<string, Standing>> {
  if (contactIds.length === 0) return new Map();
  const activity = await activityOfContacts(trx, workspaceId, contactIds);
  const extents = await trx.run<StandingRow>({ name: 'extents_of_contacts', text: EXTENTS }, [workspaceId, contactIds]);
  const standings = new Map(extents.map((row) => [row.id, standingOf({ ...row, sums: [], signals: 0 })]));
  for (const [id, rows] of activity) {
    const signals = rows.reduce((sum, { n }) => sum + n, 0);
    standings.set(id, { ...withDays(standings.get(id) ?? NO_STANDING, rows), sums: sumsOf(rows), signals });
  }
  return standings;
}

// Days of activity whose signals are no longer kept still count to when a contact was seen.
function withDays(standing: Standing, rows: readonly { readonly day: number }[]): Standing {
  let { firstSignalAt, lastSignalAt } = standing;
  for (const { day } of rows) {
    if (day < dayOf(firstSignalAt)) firstSignalAt = startOfDay(day);
    if (day > dayOf(lastSignalAt)) lastSignalAt = startOfDay(day);
  }
  return { ...standing, firstSignalAt, lastSignalAt };
}

// Every unfiltered signal of the contacts' stretches; first and last by time, the touches as `first` and `later` order them.
const EXTENTS = `with own as (
    select l.contact_id as id, s.at, s.id as signal_id, s.path, s.context->'touch' as touch
    from ledger l join signal s on s.workspace_id = l.workspace_id and s.identity_id = l.identity_id
      and s.at >= to_timestamp(l.since / 1000.0) and (l.until is null or s.at < to_timestamp(l.until / 1000.0))
    where l.workspace_id = $1 and l.contact_id = any($2::uuid[]) and l.closed_at is null and s.filtered is null),
  extent as (select id, min(at) as first, max(at) as last from own group by id),
  earliest as (select distinct on (id) * from own
    where touch is not null order by id, coalesce((touch->>'entry')::boolean, false) desc, at, signal_id),
  latest as (select distinct on (id) * from own
    where touch is not null and (touch->>'entry')::boolean and touch->>'channel' <> 'Direct' order by id, at desc, signal_id desc)
  select e.id,
    (extract(epoch from e.first) * 1000)::bigint as "firstSignalAt", (extract(epoch from e.last) * 1000)::bigint as "lastSignalAt",
    f.touch || jsonb_build_object('landing', f.path) as "firstTouch", (f.touch->>'entry')::boolean as "firstTouchEntry",
    (extract(epoch from f.at) * 1000)::bigint as "firstTouchAt", f.signal_id as "firstTouchId",
    t.touch || jsonb_build_object('landing', t.path) as "latestTouch",
    (extract(epoch from t.at) * 1000)::bigint as "latestTouchAt", t.signal_id as "latestTouchId"
  from extent e left join earliest f on f.id = e.id left join latest t on t.id = e.id`;
