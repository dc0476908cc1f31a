import type { Category, SignalKind } from '../../wire/signal.ts';
import { dayOf, startOfDay } from '../foundation/time.ts';
import { eachId, type Trx } from '../machinery/database/database.ts';
import { combine } from './heat.ts';
import { GROUPS } from './model.ts';
import { contribution } from './points.ts';
import { NO_STANDING, type PlacedTouch, type Standing } from './standing.ts';

interface StandingRow {
  id: string;
  sums: number[];
  signals: number;
  firstSignalAt: number;
  lastSignalAt: number;
  firstTouch: PlacedTouch['touch'] | null;
  firstTouchAt: number;
  firstTouchId: string;
  latestTouch: PlacedTouch['touch'] | null;
  latestTouchAt: number;
  latestTouchId: string;
}

const STANDING = `contact_id as id, sums, signals,
          (extract(epoch from first_signal_at) * 1000)::bigint as "firstSignalAt",
          (extract(epoch from last_signal_at) * 1000)::bigint as "lastSignalAt",
          first_touch as "firstTouch", first_touch_at as "firstTouchAt", first_touch_id as "firstTouchId",
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

/** The same of every contact that identities belong to in some stretch. */
export async function lockStandingsOfIdentities(
  trx: Trx,
  workspaceId: string,
  identityIds: readonly string[],
): Promise<Map<string, Standing>> {
  const rows = await trx.run<StandingRow>(
    {
      name: 'contact_heat_lock_of_identities',
      text: `with own as materialized (
          select distinct owned.contact_id from unnest($2::uuid[]) as asked (id),
            lateral (select contact_id from ledger where workspace_id = $1 and identity_id = asked.id and closed_at is null offset 0) as owned
          order by owned.contact_id)
        select found.* from own, lateral (select ${STANDING} from contact_heat
          where workspace_id = $1 and contact_heat.contact_id = own.contact_id offset 0 for update) as found`,
    },
    [workspaceId, identityIds],
  );
  return new Map(rows.map((row) => [row.id, standingOf(row)]));
}

function standingOf(row: StandingRow): Standing {
  const { sums, signals, firstSignalAt, lastSignalAt } = row;
  const placed = (touch: PlacedTouch['touch'] | null, at: number, signalId: string) =>
    touch === null ? null : { touch, at, signalId };
  return {
    // A model with another number of groups has not replayed this row yet: it will be computed afresh.
    sums: Array.from({ length: GROUPS }, (_, group) => sums[group] ?? 0),
    signals,
    firstSignalAt,
    lastSignalAt,
    firstTouch: placed(row.firstTouch, row.firstTouchAt, row.firstTouchId),
    latestTouch: placed(row.latestTouch, row.latestTouchAt, row.latestTouchId),
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
  if (contacts.length === 0) return;
  const rows = contacts.map(({ contactId, accountId, identified, standing }) => ({
    contact_id: contactId,
    account_id: accountId,
    identified,
    sums: standing.sums,
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
  await trx.run({ name: 'contact_heat_save', text: SAVE_STANDINGS }, [workspaceId, JSON.stringify(rows)]);
}

const SAVE_STANDINGS = saveStatement('contact_heat', 'contact_id', {
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
});

function saveStatement(table: string, key: string, columns: Readonly<Record<string, string>>): string {
  const names = Object.keys(columns);
  const shape = [`${key} uuid`, ...names.map((name) => `${name} ${columns[name]}`)].join(', ');
  return `insert into ${table} (workspace_id, ${key}, ${names.join(', ')})
    select $1::uuid, ${key}, ${names.join(', ')} from json_to_recordset($2::json) as r(${shape}) order by ${key}
    on conflict (workspace_id, ${key}) do update set ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`;
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
  const values = [workspaceId, contactIds];
  const activity = await trx.run<{ id: string; day: number; kind: SignalKind; category: Category; n: number }>(
    {
      name: 'activity_of_contacts',
      text: `select l.contact_id as id, a.day, a.kind, a.category, a.n from ledger l
        join activity a on a.workspace_id = l.workspace_id and a.identity_id = l.identity_id and a.since = l.since
        where l.workspace_id = $1 and l.contact_id = any($2::uuid[]) and l.closed_at is null
        order by a.identity_id, a.since, a.day, a.kind, a.category`,
    },
    values,
  );
  const extents = await trx.run<StandingRow>({ name: 'extents_of_contacts', text: EXTENTS }, values);
  const standings = new Map(extents.map((row) => [row.id, standingOf({ ...row, sums: [], signals: 0 })]));
  for (const [id, rows] of Map.groupBy(activity, (row) => row.id)) {
    const sums = Array.from({ length: GROUPS }, () => 0);
    let signals = 0;
    for (const { kind, category, day, n } of rows) {
      const { group, amount } = contribution(kind, category, day, 0, n);
      sums[group] = (sums[group] ?? 0) + amount;
      signals += n;
    }
    standings.set(id, { ...withDays(standings.get(id) ?? NO_STANDING, rows), sums, signals });
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

// Every unfiltered signal of the contacts' stretches; first and last by time, the touches by (time, id).
const EXTENTS = `with own as (
    select l.contact_id as id, s.at, s.id as signal_id, s.path, s.context->'touch' as touch
    from ledger l join signal s on s.workspace_id = l.workspace_id and s.identity_id = l.identity_id
      and s.at >= to_timestamp(l.since / 1000.0) and (l.until is null or s.at < to_timestamp(l.until / 1000.0))
    where l.workspace_id = $1 and l.contact_id = any($2::uuid[]) and l.closed_at is null and s.filtered is null),
  extent as (select id, min(at) as first, max(at) as last from own group by id),
  earliest as (select distinct on (id) * from own where touch is not null order by id, at, signal_id),
  latest as (select distinct on (id) * from own
    where touch is not null and (touch->>'entry')::boolean and touch->>'channel' <> 'Direct' order by id, at desc, signal_id desc)
  select e.id,
    (extract(epoch from e.first) * 1000)::bigint as "firstSignalAt", (extract(epoch from e.last) * 1000)::bigint as "lastSignalAt",
    f.touch || jsonb_build_object('landing', f.path) as "firstTouch",
    (extract(epoch from f.at) * 1000)::bigint as "firstTouchAt", f.signal_id as "firstTouchId",
    t.touch || jsonb_build_object('landing', t.path) as "latestTouch",
    (extract(epoch from t.at) * 1000)::bigint as "latestTouchAt", t.signal_id as "latestTouchId"
  from extent e left join earliest f on f.id = e.id left join latest t on t.id = e.id`;
