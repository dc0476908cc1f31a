import fc from 'fast-check';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Backlog, type BacklogDeps, openBacklog } from '../../src/backlog.ts';
import { dropKept, holdKept, keepDrafts, leaveKept, sizesOfKept } from '../../src/capture/backlog-store.ts';
import type { SignalDraft } from '../../src/capture/draft.ts';
import { LogUnavailable } from '../../src/capture/log.ts';
import { forget, StillRecording } from '../../src/forget.ts';
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
  const nobody = { email: null, userId: null, recipient: null, source: null, entry: true, bot: false };
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
  const backlogOf = (crowd: number, parts: Partial<BacklogDeps> = {}) => {
    const backlog = openBacklog({ db, log, recorder, clock: () => now, crowd, ...parts });
    opened.push(backlog);
    return backlog;
  };
  const recordedIds = async () => {
    const rows = await db.system.selectFrom('signal').select('id').where('workspace_id', '=', workspaceId).execute();
    return rows.map(({ id }) => id).sort();
  };
  const signalsKept = async () => (await sizesOfKept(db, now)).reduce((sum, { signals }) => sum + signals, 0);
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
    const { promise: free, resolve: unlock } = Promise.withResolvers<void>();
    const busy: Recorder = {
      ...recorder,
      append: async (...batch) => {
        await free;
        await recorder.append(...batch);
      },
    };
    const backlog = backlogOf(0, { recorder: busy });
    backlog.start();
    await backlog.append(workspaceId, drafts);
    expect(await recordedIds()).toEqual([]);
    expect(await signalsKept()).toBe(30);
    unlock();
    await backlog.idle();
    expect(await recordedIds()).toEqual(idsOf(drafts));
    expect(await signalsKept()).toBe(0);
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
            // Either may have taken what the other kept.
            for (const each of [backlog, direct]) await each.idle();
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
    expect(await signalsKept()).toBe(0);
  });

  it.skipIf(missing)('is recorded by another process too, and each knows when nothing of its own is left', async () => {
    const drafts = [1, 2, 3].map((n) => draftOf(workspaceId, view(n)));
    const said: [string[], string[]] = [[], []];
    const one = backlogOf(0, { log: heardBy(said[0]) });
    const other = backlogOf(0, { log: heardBy(said[1]) });
    one.start();
    other.start();
    await Promise.all([one.append(workspaceId, drafts.slice(0, 2)), other.append(workspaceId, drafts.slice(2))]);
    for (const backlog of [one, other, one, other]) await backlog.idle();
    expect(await recordedIds()).toEqual(idsOf(drafts));
    expect(await signalsKept()).toBe(0);
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
      expect(await signalsKept()).toBe(1);
      // Mended, say by a newer version.
      await sql`update signal_backlog set drafts = replace(drafts, 'no-uuid', ${drafts[1]?.id})`.execute(db.system);
      await backlog.idle();
      expect(await signalsKept()).toBe(1);
      now += HOUR;
      await backlog.idle();
      expect(await recordedIds()).toEqual(idsOf(drafts));
      expect(await signalsKept()).toBe(0);
    },
  );

  it.skipIf(missing)('that cannot be kept is refused, so that its senders come again', async () => {
    const full = Object.assign(new Error('full'), { code: '53100' });
    const backlog = backlogOf(0, { db: { ...db, inWorkspace: () => Promise.reject(full) } });
    backlog.start();
    await expect(backlog.append(workspaceId, [draftOf(workspaceId, view(1))])).rejects.toThrow(LogUnavailable);
    expect(await recordedIds()).toEqual([]);
  });

  it.skipIf(missing)('keeps no more than there is room for, and says how many wait until none does', async () => {
    const held = await keepDrafts(db, workspaceId, [draftOf(workspaceId, view(1)), draftOf(workspaceId, view(2))]);
    await holdKept(db, held, now + HOUR);
    const said: [string, number][] = [];
    const behind = (...told: [string, number]) => void said.push(told);
    const backlog = backlogOf(0, { bytesMax: 10, lookEveryMs: 20, behind });
    backlog.start();
    await expect.poll(() => said.at(-1)).toEqual([workspaceId, 2]);
    // As if there were no backlog.
    const next = draftOf(workspaceId, view(3));
    await backlog.append(workspaceId, [next]);
    expect(await recordedIds()).toEqual([next.id]);
    await dropKept(db, held);
    await expect.poll(() => said.at(-1)).toEqual([workspaceId, 0]);
    expect(said.filter(([, waiting]) => waiting === 0)).toHaveLength(1);
  });

  it.skipIf(missing)('does not say that what is put off for an hour waits', async () => {
    const drafts = [draftOf(workspaceId, view(1))];
    await leaveKept(db, await keepDrafts(db, workspaceId, drafts), drafts, now + HOUR);
    expect(await sizesOfKept(db, now)).toMatchObject([{ workspaceId, signals: 1, due: 0 }]);
  });

  it.skipIf(missing)('waits without a storm while nothing can be recorded, and is recorded when it can', async () => {
    const drafts = Array.from({ length: 40 }, (_, n) => draftOf(workspaceId, view(n)));
    let isStuck = true;
    let tries = 0;
    const stuck: Recorder = {
      ...recorder,
      append: async (...batch) => {
        tries += 1;
        if (isStuck) throw new LogUnavailable('the database takes too long');
        await recorder.append(...batch);
      },
    };
    const words: string[] = [];
    const backlog = backlogOf(0, { recorder: stuck, log: heardBy(words) });
    backlog.start();
    for (const draft of drafts) await backlog.append(workspaceId, [draft]);
    await backlog.idle();
    // Those that say who they are go there too, and none did.
    expect(tries).toBeLessThanOrEqual(2);
    expect(words).toEqual(['more signals come than can be recorded at once: they are kept and recorded in turn']);
    isStuck = false;
    now += 20_000;
    await backlog.idle();
    expect(await recordedIds()).toEqual(idsOf(drafts));
    expect(words.at(-1)).toBe('all kept signals are recorded');
  });

  it.skipIf(missing)('is forgotten with the person, also on a browser that is somebody else’s too', async () => {
    const minute = 60_000;
    const shared = { kind: 'browser', value: 'shared' } as const;
    const ann = { kind: 'identify', identity: shared, email: 'ann@acme.com', at: START } as const;
    const bob = { ...ann, email: 'bob@acme.com', at: START + 10 * minute } as const;
    await recorder.append(workspaceId, [draftOf(workspaceId, view(1, ann)), draftOf(workspaceId, view(2, bob))]);
    const waiting = [
      draftOf(workspaceId, view(3, { identity: shared, at: START + minute })),
      draftOf(workspaceId, view(4, { identity: shared, at: START + 11 * minute })),
    ];
    const kept = await keepDrafts(db, workspaceId, waiting);
    const erase = () =>
      db.inWorkspace(workspaceId, (trx) =>
        forget(trx, workspaceId, { email: 'ann@acme.com' }, { actor: 'a', at: now }),
      );
    await holdKept(db, kept, now + 1_000);
    await expect(erase()).rejects.toThrow(StillRecording);
    now += 2_000;
    expect(await erase()).toMatchObject({ signals: 1 });
    const backlog = backlogOf(100);
    backlog.start();
    await backlog.idle();
    expect(await signalsKept()).toBe(0);
    const bobs = [draftOf(workspaceId, view(2, bob)), waiting[1]] as SignalDraft[];
    expect(await recordedIds()).toEqual(idsOf(bobs));
  });

  it.skipIf(missing)('is left for the next start when the process ends', async () => {
    const drafts = [draftOf(workspaceId, view(1)), draftOf(workspaceId, view(2))];
    const away: Recorder = { ...recorder, append: () => Promise.reject(new LogUnavailable('the database is away')) };
    const first = backlogOf(0, { recorder: away });
    first.start();
    await first.append(workspaceId, drafts);
    await first.stop();
    expect(await signalsKept()).toBe(2);
    now += 20_000;
    const second = backlogOf(100);
    second.start();
    await second.idle();
    expect(await recordedIds()).toEqual(idsOf(drafts));
  });
});

function heardBy(words: string[]) {
  return pino({ level: 'info' }, { write: (line: string) => void words.push(JSON.parse(line).msg) });
}
