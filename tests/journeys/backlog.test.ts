import fc from 'fast-check';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Backlog, openBacklog } from '../../src/backlog.ts';
import { countKept } from '../../src/capture/backlog-store.ts';
import type { SignalDraft } from '../../src/capture/draft.ts';
import { LogUnavailable } from '../../src/capture/log.ts';
import { namedId } from '../../src/foundation/ids.ts';
import { HOUR } from '../../src/foundation/time.ts';
import { type Database, openDatabase } from '../../src/machinery/database/database.ts';
import { migrate } from '../../src/machinery/database/migrate.ts';
import { openRecorder, type Recorder } from '../../src/recorder.ts';
import { type Postgres, startPostgres, whyNoPostgres } from '../postgres.ts';
import { batchesOf, deliveries, draftOf, type Event, events, START } from './order/history.ts';
import { categorize, expectedContacts, readContacts } from './order/recorded.ts';
import { expectTidy } from './order/tidy.ts';

const log = pino({ level: 'silent' });

/** Without an address the embedded database, in memory. */
async function openHouse(url: string | null) {
  const db = openDatabase({ url, dataDir: 'memory://' });
  await migrate(db);
  const recorder = openRecorder({ db, log, categorizeFor: async () => categorize, recorded: () => {} });
  return { db, recorder };
}

function view(n: number, changes: Partial<Event> = {}): Event {
  const nobody = { email: null, userId: null, recipient: null, source: null, bot: false };
  const identity = { kind: 'browser', value: `b${n % 3}` } as const;
  return { n, at: START + n * 1_000, identity, kind: 'page_view', path: '/pricing', ...nobody, ...changes };
}

describe.each(['the embedded database', 'PostgreSQL'])('a crowd, on %s', (where) => {
  const missing = where === 'PostgreSQL' ? whyNoPostgres() : null;
  let server: Postgres | null = null;
  let db: Database;
  let recorder: Recorder;
  let workspaceId: string;
  let now: number;
  let workspaces = 0;
  const opened: Backlog[] = [];
  const backlogOf = (crowd: number) => {
    const backlog = openBacklog({ db, log, recorder, clock: () => now, crowd });
    opened.push(backlog);
    return backlog;
  };
  const recordedIds = async () => {
    const rows = await db.system.selectFrom('signal').select('id').where('workspace_id', '=', workspaceId).execute();
    return rows.map(({ id }) => id).sort();
  };
  const idsOf = (drafts: readonly SignalDraft[]) => drafts.map(({ id }) => id).sort();

  beforeAll(async () => {
    if (missing) return;
    server = where === 'PostgreSQL' ? await startPostgres() : null;
    ({ db, recorder } = await openHouse(server?.url ?? null));
  });
  afterAll(async () => {
    await db?.close();
    await server?.remove();
  });
  beforeEach(() => {
    workspaces += 1;
    now = START + 5 * 24 * HOUR;
    workspaceId = namedId('backlog-test', where, String(workspaces), String(process.pid));
  });
  afterEach(async () => {
    for (const backlog of opened.splice(0)) await backlog.stop();
    if (!missing) await sql`delete from signal_backlog`.execute(db.system);
  });

  it.skipIf(missing)('is acknowledged when its signals are durable, and recorded in turn', async () => {
    const drafts = Array.from({ length: 30 }, (_, n) => draftOf(workspaceId, view(n)));
    const acknowledging = backlogOf(0);
    acknowledging.start();
    // Nothing can be recorded before the lock is given back, but kept it can be.
    let unlock = () => {};
    const locked =
      db.mode === 'server' ? holdGrouping(db, workspaceId, new Promise<void>((done) => (unlock = done))) : null;
    await locked?.held;
    await acknowledging.append(workspaceId, drafts);
    if (locked) {
      expect(await recordedIds()).toEqual([]);
      expect(await countKept(db)).toBe(30);
    }
    unlock();
    await locked?.done;
    await acknowledging.idle();
    expect(await recordedIds()).toEqual(idsOf(drafts));
    expect(await countKept(db)).toBe(0);
    expect(await readContacts(db, workspaceId)).toEqual(expectedContacts(workspaceId, drafts));
  });

  it.skipIf(missing)(
    'gives what the whole set of events gives, whatever is kept, sent twice and told in between',
    async () => {
      const backlog = backlogOf(0);
      backlog.start();
      const direct = backlogOf(1_000_000);
      direct.start();
      await fc.assert(
        fc.asyncProperty(
          events.chain((history) =>
            fc.tuple(fc.constant(history), deliveries(history.length), fc.array(fc.boolean(), { maxLength: 30 })),
          ),
          async ([history, delivery, ways]) => {
            workspaces += 1;
            workspaceId = namedId('backlog-test', where, String(workspaces), String(process.pid));
            const drafts = history.map((event) => draftOf(workspaceId, event));
            const batches = batchesOf(drafts, delivery);
            await Promise.all(
              batches.map((batch, index) => (ways[index] ? direct : backlog).append(workspaceId, batch)),
            );
            await backlog.idle();
            expect(await readContacts(db, workspaceId)).toEqual(expectedContacts(workspaceId, drafts));
            await expectTidy(db, workspaceId);
          },
        ),
        { numRuns: 25 },
      );
    },
  );

  it.skipIf(missing)('does not keep anybody waiting who says who they are', async () => {
    const backlog = backlogOf(0);
    const told = draftOf(workspaceId, view(1, { kind: 'identify', email: 'ann@acme.com' }));
    backlog.start();
    await backlog.append(workspaceId, [told]);
    expect(await recordedIds()).toEqual([told.id]);
  });

  it.skipIf(missing)('is recorded after a restart, when the process that acknowledged it ended', async () => {
    const drafts = [draftOf(workspaceId, view(1)), draftOf(workspaceId, view(2))];
    await db.inWorkspace(workspaceId, (trx) =>
      trx.run({ name: '', text: 'insert into signal_backlog (workspace_id, drafts, n) values ($1, $2, 2)' }, [
        workspaceId,
        JSON.stringify(drafts),
      ]),
    );
    const next = backlogOf(100);
    next.start();
    await next.idle();
    expect(await recordedIds()).toEqual(idsOf(drafts));
    expect(await countKept(db)).toBe(0);
  });

  it.skipIf(missing)('is recorded by another process too, and each knows when nothing of its own is left', async () => {
    const drafts = [1, 2, 3].map((n) => draftOf(workspaceId, view(n)));
    const said: [string[], string[]] = [[], []];
    const processes = said.map((words) => {
      const heard = pino({ level: 'info' }, { write: (line: string) => void words.push(JSON.parse(line).msg) });
      const backlog = openBacklog({ db, log: heard, recorder, clock: () => now, crowd: 0 });
      opened.push(backlog);
      backlog.start();
      return backlog;
    });
    const [one, other] = processes as [Backlog, Backlog];
    await Promise.all([one.append(workspaceId, drafts.slice(0, 2)), other.append(workspaceId, drafts.slice(2))]);
    for (const backlog of [one, other, one, other]) await backlog.idle();
    expect(await recordedIds()).toEqual(idsOf(drafts));
    expect(await countKept(db)).toBe(0);
    for (const words of said) expect(words.at(-1)).toBe('all kept signals are recorded');
  });

  it.skipIf(missing)(
    'is recorded but for what the database will not have, which stays and is tried again',
    async () => {
      const drafts = [1, 2, 3].map((n) => draftOf(workspaceId, view(n)));
      const bad = drafts.map((draft, index) => (index === 1 ? { ...draft, id: 'no-uuid' } : draft));
      const backlog = backlogOf(0);
      backlog.start();
      await backlog.append(workspaceId, bad);
      await backlog.idle();
      expect(await recordedIds()).toEqual(idsOf([drafts[0], drafts[2]] as SignalDraft[]));
      expect(await countKept(db)).toBe(1);
      // Mended, say by a newer version.
      await sql`update signal_backlog set drafts = replace(drafts, 'no-uuid', ${drafts[1]?.id})`.execute(db.system);
      await backlog.idle();
      expect(await countKept(db)).toBe(1);
      now += HOUR;
      await backlog.idle();
      expect(await recordedIds()).toEqual(idsOf(drafts));
      expect(await countKept(db)).toBe(0);
    },
  );

  it.skipIf(missing)('that cannot be kept is refused, so that its senders come again', async () => {
    const away: Database = {
      ...db,
      inWorkspace: () => Promise.reject(Object.assign(new Error('full'), { code: '53100' })),
    };
    const backlog = openBacklog({ db: away, log, recorder, clock: () => now, crowd: 0 });
    opened.push(backlog);
    backlog.start();
    await expect(backlog.append(workspaceId, [draftOf(workspaceId, view(1))])).rejects.toThrow(LogUnavailable);
    expect(await recordedIds()).toEqual([]);
  });
});

/** Holds what every recording must have, until `unlocked`. */
function holdGrouping(db: Database, workspaceId: string, unlocked: Promise<void>) {
  let begun = () => {};
  const held = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const done = db.inWorkspace(workspaceId, async (trx) => {
    await trx.run({ name: '', text: 'select pg_advisory_xact_lock(hashtextextended($1, 7))' }, [workspaceId]);
    begun();
    await unlocked;
  });
  return { held, done };
}
