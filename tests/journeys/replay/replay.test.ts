import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignalDraft } from '../../../src/capture/draft.ts';
import { record } from '../../../src/journey.ts';
import { type Database, openDatabase } from '../../../src/machinery/database/database.ts';
import { migrate } from '../../../src/machinery/database/migrate.ts';
import { lastReplay, requestReplay } from '../../../src/replay.ts';
import { beginReplay, type Pass, replayChunk } from '../../../src/replay-pass.ts';
import { openRules, type Rules } from '../../../src/rules.ts';
import { saveRules } from '../../../src/signals/rules-store.ts';
import { batchesOf, deliveries, draftOf, events } from '../order/history.ts';
import { NOW, newRules, newWorkspace, quietJobs, quietLive, readState, rulesOf, setRules } from './world.ts';

let db: Database;
beforeAll(async () => {
  db = openDatabase({ url: process.env['TEST_DATABASE_URL'] ?? null, dataDir: 'memory://' });
  await migrate(db);
});
afterAll(() => db.close());

const BEFORE = rulesOf({ '/pricing': 'Pricing', '/careers': 'Find a Job', '/blog': 'Blog' });
const AFTER = rulesOf({ '/pricing': 'Docs', '/careers': 'Find a Job', '/blog': 'Pricing' });

function deps(rules: Rules) {
  return { db, rules, clock: () => NOW, jobs: quietJobs, live: quietLive };
}

async function begin(rules: Rules, workspaceId: string, size: number): Promise<Pass> {
  const run = await requestReplay(deps(rules), workspaceId);
  const pass = await beginReplay(deps(rules), workspaceId, run.id);
  if (!pass) throw new Error('the replay that was asked for did not begin');
  pass.size = size;
  return pass;
}

async function replayAll(rules: Rules, pass: Pass, between: () => Promise<unknown> = async () => {}): Promise<void> {
  const { size } = pass;
  while (await replayChunk(deps(rules), pass)) {
    pass.size = size;
    await between();
  }
}

async function recordAll(rules: Rules, workspaceId: string, batches: readonly (readonly SignalDraft[])[]) {
  for (const batch of batches) await record(db, workspaceId, batch, await rules.categorizeFor(workspaceId));
}

const histories = events.chain((history) =>
  fc.record({
    history: fc.constant(history),
    delivery: deliveries(history.length),
    size: fc.integer({ min: 1, max: 9 }),
    share: fc.nat({ max: 10 }),
  }),
);

describe('a replay', () => {
  it('makes everything what it would be had the new rules been there from the start, while signals are recorded', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ history, delivery, size, share }) => {
        const rules = newRules(db);
        const workspaceId = await newWorkspace(db);
        const batches = batchesOf(
          history.map((event) => draftOf(workspaceId, event)),
          delivery,
        );
        const early = batches.slice(0, Math.ceil((batches.length * share) / 10));
        const late = batches.slice(early.length);
        await setRules(db, rules, workspaceId, BEFORE);
        await recordAll(rules, workspaceId, early);
        await setRules(db, rules, workspaceId, AFTER);
        await replayAll(rules, await begin(rules, workspaceId, size), async () => {
          await recordAll(rules, workspaceId, late.splice(0, 1));
        });
        await recordAll(rules, workspaceId, late);
        const replayed = await readState(db, workspaceId);

        await wipe(workspaceId);
        await recordAll(rules, workspaceId, batches);
        expect(replayed).toEqual(await readState(db, workspaceId));
      }),
      { numRuns: 60 },
    );
  });

  it('moves nothing the second time', async () => {
    const { rules, workspaceId } = await recorded();
    await setRules(db, rules, workspaceId, AFTER);
    const first = await begin(rules, workspaceId, 4);
    await replayAll(rules, first);
    expect(first.run.task.moved).toBe(16);
    const again = await begin(rules, workspaceId, 4);
    await replayAll(rules, again);
    expect(again.run.task.moved).toBe(0);
    expect(again.run).toMatchObject({ state: 'done', done: 24, total: 24 });
  });

  it('goes on where it was after a crash', async () => {
    const { rules, workspaceId } = await recorded();
    await setRules(db, rules, workspaceId, AFTER);
    const pass = await begin(rules, workspaceId, 5);
    await replayChunk(deps(rules), pass);
    pass.size = 5;
    await replayChunk(deps(rules), pass);

    const restarted = newRules(db);
    const resumed = await beginReplay(deps(restarted), workspaceId, pass.run.id);
    expect(resumed?.run.done).toBe(10);
    await replayAll(restarted, resumed as Pass);
    expect(await readState(db, workspaceId)).toEqual(await fromTheStart(rules, workspaceId));
  });

  it('starts over when the rules change again, whoever changed them', async () => {
    const { rules, workspaceId } = await recorded();
    await setRules(db, rules, workspaceId, rulesOf({ '/pricing': 'Security', '/blog': 'Events' }));
    const pass = await begin(rules, workspaceId, 5);
    await replayChunk(deps(rules), pass);
    await db.inWorkspace(workspaceId, (trx) => saveRules(trx, workspaceId, AFTER));
    await replayAll(rules, pass);
    expect(pass.run.task).toMatchObject({ rulesVersion: 3, applied: 3 });
    expect(await readState(db, workspaceId)).toEqual(await fromTheStart(rules, workspaceId));
  });

  it('gives way to a later request with newer rules, and is the same request with the same', async () => {
    const { rules, workspaceId } = await recorded();
    await setRules(db, rules, workspaceId, AFTER);
    const first = await begin(rules, workspaceId, 5);
    expect((await requestReplay(deps(rules), workspaceId)).id).toBe(first.run.id);
    await setRules(db, rules, workspaceId, BEFORE);
    const second = await requestReplay(deps(rules), workspaceId);
    expect(second.id).not.toBe(first.run.id);
    expect(await replayChunk(deps(rules), first)).toBe(false);
    expect(first.run.state).toBe('running');
    const last = await db.inWorkspace(workspaceId, (trx) => lastReplay(trx, workspaceId));
    expect(last).toMatchObject({ id: second.id, state: 'waiting', done: 0 });
  });
});

describe('the rules in memory', () => {
  it('are the new ones in a batch that began to wait under the old ones', async () => {
    const { rules, workspaceId } = await recorded();
    const categorize = await rules.categorizeFor(workspaceId);
    await setRules(db, rules, workspaceId, AFTER);
    const pricing = { kind: 'page_view', host: null, path: '/pricing', title: null, text: null, name: null } as const;
    expect(categorize(pricing)).toMatchObject({ category: 'Docs', by: 'workspace', ruleId: '/pricing' });
  });

  it('follow what another process saved within two seconds, and not before they must ask', async () => {
    const { workspaceId } = await recorded();
    let now = NOW;
    const rules = openRules({ db, clock: () => now });
    const blog = { kind: 'page_view', host: null, path: '/blog', title: null, text: null, name: null } as const;
    const categoryOf = async () => (await rules.categorizeFor(workspaceId))(blog).category;
    expect(await categoryOf()).toBe('Blog');
    await db.inWorkspace(workspaceId, (trx) => saveRules(trx, workspaceId, AFTER));
    now += 1_999;
    expect(await categoryOf()).toBe('Blog');
    now += 1;
    expect(await categoryOf()).toBe('Pricing');
  });
});

/** 24 signals of four people over three pages, recorded under BEFORE. */
async function recorded() {
  const rules = newRules(db);
  const workspaceId = await newWorkspace(db);
  await setRules(db, rules, workspaceId, BEFORE);
  await recordAll(rules, workspaceId, [draftsOf(workspaceId)]);
  return { rules, workspaceId };
}

function draftsOf(workspaceId: string): SignalDraft[] {
  const pages = ['/pricing', '/careers', '/blog'] as const;
  return Array.from({ length: 24 }, (_, n) =>
    draftOf(workspaceId, {
      n,
      at: NOW - n * 3_600_000,
      identity: { kind: 'browser', value: `b${n % 4}` },
      email: n === 7 ? 'ann@acme.com' : null,
      userId: null,
      recipient: null,
      kind: 'page_view',
      path: pages[n % 3] ?? '/',
      source: null,
      entry: true,
      bot: false,
    }),
  );
}

async function fromTheStart(rules: Rules, workspaceId: string) {
  await wipe(workspaceId);
  await setRules(db, rules, workspaceId, AFTER);
  await recordAll(rules, workspaceId, [draftsOf(workspaceId)]);
  return readState(db, workspaceId);
}

async function wipe(workspaceId: string): Promise<void> {
  const tables = [
    'signal',
    'activity',
    'daily_count',
    'contact_heat',
    'account_heat',
    'ledger',
    'claim',
    'identity',
  ] as const;
  await db.inWorkspace(workspaceId, async (trx) => {
    for (const table of [...tables, 'contact', 'account', 'account_domain', 'possible_duplicate'] as const) {
      await trx.q.deleteFrom(table).where('workspace_id', '=', workspaceId).execute();
    }
  });
}
