import { join } from 'node:path';
import { signalId } from '../../src/foundation/ids.ts';
import { combine } from '../../src/intent/heat.ts';
import { GROUPS } from '../../src/intent/model.ts';
import type { Standing } from '../../src/intent/standing.ts';
import { computeStandings, lockStandings } from '../../src/intent/store.ts';
import { openDatabase, type Trx } from '../../src/machinery/database/database.ts';
import type { Crowd } from './crowd.ts';
import { get, type Home } from './knock-process.ts';

// There are hundreds of contacts: while one timeline travels, the next is read.
const READERS = 4;

/**
 * What is wrong in the database of a home whose process has ended, told in sentences; empty when all is right:
 * every event of the crowd recorded exactly once, and every count and score what the recorded signals make it.
 * `shown` are the signals that the contacts' timelines showed before: see `shownSignals`.
 */
export async function wrongsIn(home: Home, crowd: Crowd, shown: readonly string[] | null = null): Promise<string[]> {
  const db = openDatabase({ url: home.databaseUrl, dataDir: join(home.dataDir, 'database') });
  try {
    const { id } = await db.system.selectFrom('workspace').select('id').executeTakeFirstOrThrow();
    return await db.inWorkspace(id, async (trx) => [
      ...(await wrongSignals(trx, id, crowd)),
      ...(shown === null ? [] : wrongTimelines(id, crowd, shown)),
      ...(await wrongCounts(trx, id)),
      ...(await wrongStandings(trx, id)),
      ...(await wrongAccounts(trx, id)),
    ]);
  } finally {
    await db.close();
  }
}

async function wrongSignals(trx: Trx, workspaceId: string, crowd: Crowd): Promise<string[]> {
  const rows = await ask<{ id: string }>(trx, 'select id from signal where workspace_id = $1', workspaceId);
  const times = timesOf(rows.map((row) => row.id));
  const wanted = sentSignals(workspaceId, crowd);
  const absent = [...wanted].filter(([id]) => !times.has(id));
  const lost = absent.filter(([, event]) => crowd.acknowledged.has(event));
  return [
    ...(lost.length > 0 ? [`${lost.length} acknowledged events are not recorded, such as ${lost[0]}`] : []),
    ...(absent.length > lost.length ? [`${absent.length - lost.length} events that were sent are not recorded`] : []),
    ...[...times].flatMap(([id, count]) => (count > 1 ? [`signal ${id} is recorded ${count} times`] : [])),
    ...[...times.keys()].flatMap((id) => (wanted.has(id) ? [] : [`signal ${id} was never sent`])),
  ];
}

function wrongTimelines(workspaceId: string, crowd: Crowd, shown: readonly string[]): string[] {
  const times = timesOf(shown);
  const wanted = sentSignals(workspaceId, crowd);
  return [...new Set([...wanted.keys(), ...times.keys()])].flatMap((id) => {
    const count = times.get(id) ?? 0;
    return wanted.has(id) && count === 1 ? [] : [`signal ${id} is shown ${count} times in timelines`];
  });
}

/** The crowd's events by the ids of the signals that they should be. */
function sentSignals(workspaceId: string, crowd: Crowd): Map<string, string> {
  return new Map([...crowd.sent].map(([id, at]) => [signalId(workspaceId, id, at), id]));
}

function timesOf(ids: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1);
  return times;
}

// What activity, daily counts and ledger say, beside what the signals themselves add up to.
async function wrongCounts(trx: Trx, workspaceId: string): Promise<string[]> {
  const perIdentity = await ask<{ id: string; counted: number; recorded: number }>(
    trx,
    `select coalesce(a.id, s.id) as id, coalesce(a.n, 0)::int as counted, coalesce(s.n, 0)::int as recorded
      from (select identity_id as id, sum(n) as n from activity where workspace_id = $1 group by 1) a
      full join (select identity_id as id, count(*) as n from signal where workspace_id = $1 and filtered is null group by 1) s on s.id = a.id
      where a.n is distinct from s.n`,
    workspaceId,
  );
  const perDay = await ask<{ day: number; value: string; counted: number; recorded: number }>(
    trx,
    `select coalesce(d.day, s.day) as day, coalesce(d.value, s.category) as value, coalesce(d.n, 0)::int as counted, coalesce(s.n, 0)::int as recorded
      from (select day, value, n from daily_count where workspace_id = $1 and dimension = 'category') d
      full join (select floor(extract(epoch from at) / 86400)::int as day, category, count(*) as n from signal
        where workspace_id = $1 and filtered is null group by 1, 2) s on s.day = d.day and s.category = d.value
      where d.n is distinct from s.n`,
    workspaceId,
  );
  return [
    ...perIdentity.map((one) => `identity ${one.id} counts ${one.counted} of its ${one.recorded} signals`),
    ...perDay.map((one) => `day ${one.day} counts ${one.counted} signals of ${one.value}, it has ${one.recorded}`),
  ];
}

async function wrongStandings(trx: Trx, workspaceId: string): Promise<string[]> {
  const rows = await ask<{ id: string; heat: number | null }>(
    trx,
    'select contact_id as id, heat from contact_heat where workspace_id = $1',
    workspaceId,
  );
  const owners = await ask<{ id: string }>(
    trx,
    `select distinct l.contact_id as id from ledger l join signal s on s.workspace_id = l.workspace_id and s.identity_id = l.identity_id
      and s.at >= to_timestamp(l.since / 1000.0) and (l.until is null or s.at < to_timestamp(l.until / 1000.0))
      where l.workspace_id = $1 and l.closed_at is null and s.filtered is null`,
    workspaceId,
  );
  const ids = [...new Set([...rows, ...owners].map((row) => row.id))];
  const heats = new Map(rows.map((row) => [row.id, row.heat]));
  const stored = await lockStandings(trx, workspaceId, ids);
  const afresh = await computeStandings(trx, workspaceId, ids);
  return ids.flatMap((id) => {
    const one = stored.get(id);
    const other = afresh.get(id);
    if (!one || !other) return [`contact ${id} has ${one ? 'a score and no signals' : 'signals and no score'}`];
    return differences(
      `contact ${id}`,
      { ...one, heat: heats.get(id) ?? null },
      { ...other, heat: combine(other.sums) },
    );
  });
}

async function wrongAccounts(trx: Trx, workspaceId: string): Promise<string[]> {
  const sums = Array.from({ length: GROUPS }, (_, group) => `coalesce(sum(h.sums[${group + 1}]), 0)`).join(', ');
  const rows = await ask<{ id: string; stored: Sums | null; afresh: Sums }>(
    trx,
    `select a.id,
        (select jsonb_build_object('sums', t.sums, 'heat', t.heat, 'signals', t.signals, 'contacts', t.contacts)
          from account_heat t where t.workspace_id = a.workspace_id and t.account_id = a.id) as stored,
        jsonb_build_object('sums', array[${sums}], 'signals', coalesce(sum(h.signals), 0), 'contacts', count(h.contact_id)) as afresh
      from account a left join contact_heat h on h.workspace_id = a.workspace_id and h.account_id = a.id
      where a.workspace_id = $1 group by a.workspace_id, a.id`,
    workspaceId,
  );
  return rows.flatMap(({ id, stored, afresh }) => {
    if (stored === null) return afresh.contacts > 0 ? [`account ${id} has contacts and no score`] : [];
    return differences(`account ${id}`, stored, { ...afresh, heat: combine(afresh.sums) });
  });
}

interface Sums extends Pick<Standing, 'sums' | 'signals'> {
  readonly heat: number | null;
  readonly contacts: number;
}

type Comparable = Partial<Standing> & { readonly heat: number | null; readonly contacts?: number };

function differences(whose: string, stored: Comparable, afresh: Comparable): string[] {
  const names = ['signals', 'contacts', 'firstSignalAt', 'lastSignalAt'] as const;
  const counts = names.flatMap((name) =>
    stored[name] === afresh[name] ? [] : [`${whose}: ${name} is ${stored[name]}, should be ${afresh[name]}`],
  );
  const numbers = [
    ['heat', stored.heat, afresh.heat],
    ...(afresh.sums ?? []).map((sum, group) => [`sum ${group}`, stored.sums?.[group] ?? 0, sum]),
  ] as [string, number | null, number | null][];
  const apart = numbers.flatMap(([name, is, should]) =>
    isClose(is, should) ? [] : [`${whose}: ${name} is ${is}, should be ${should}`],
  );
  return [...counts, ...apart];
}

function isClose(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

function ask<Row>(trx: Trx, text: string, workspaceId: string): Promise<Row[]> {
  return trx.run<Row>({ name: '', text }, [workspaceId]);
}

/** Ids of all signals that the timelines of all contacts show, each as often as it is shown. */
export async function shownSignals(port: number): Promise<string[]> {
  const contacts = await allOf<{ id: string }>(port, '/api/v1/contacts');
  const shown: string[] = [];
  const reader = async () => {
    for (let contact = contacts.pop(); contact; contact = contacts.pop()) {
      const signals = await allOf<{ id: string }>(port, `/api/v1/contacts/${contact.id}/timeline`);
      shown.push(...signals.map((signal) => signal.id));
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
  return shown;
}

async function allOf<Item>(port: number, path: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const heard = await get(port, `${path}?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    if (heard.status !== 200) throw new Error(`${path} answered ${heard.status}`);
    items.push(...heard.body.items);
    cursor = heard.body.nextCursor;
  }
  return items;
}
