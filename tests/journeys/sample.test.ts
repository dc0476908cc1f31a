import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignalDraft } from '../../src/capture/draft.ts';
import { signalId } from '../../src/foundation/ids.ts';
import { record } from '../../src/journey.ts';
import { openRules } from '../../src/rules.ts';
import { generateSample } from '../../src/sample/generate.ts';
import { sampleRoutes, startSampleJobs } from '../../src/sample-data.ts';
import { createWorld, type World } from '../world.ts';
import { draftOf } from './order/history.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld({
    signals: ({ db, clock }) => {
      const rules = openRules({ db, clock });
      return {
        append: async (workspaceId, drafts) => {
          await record(db, workspaceId, drafts, await rules.categorizeFor(workspaceId));
        },
      };
    },
    rooms: (ctx) => [(app) => sampleRoutes(app, ctx)],
  });
  await startSampleJobs(world.ctx);
});
afterAll(() => world.close());

const HOUR = 3_600_000;

/** Real visitors; one states an e-mail that the sample has too, as somebody trying things out does. */
function real(from: number, sampleEmail: string): SignalDraft[] {
  const { workspaceId, ctx } = world;
  const visit = (n: number, browser: string, email: string | null, path: string, kind: 'page_view' | 'identify') => ({
    ...draftOf(workspaceId, {
      ...{
        n,
        at: ctx.clock() - n * HOUR,
        identity: { kind: 'browser', value: browser },
        email,
        userId: null,
        recipient: null,
      },
      ...{ kind, path, source: n % 2 ? 'Google' : null, bot: false },
    }),
    traits: kind === 'identify' ? { company: 'Globex Ltd', plan: `p${n}` } : null,
    id: signalId(workspaceId, `real ${n}`, ctx.clock() - n * HOUR),
  });
  return [
    visit(from, 'real-1', null, '/pricing', 'page_view'),
    visit(from + 1, 'real-2', 'ann@acme.com', '/docs', 'identify'),
    visit(from + 2, 'real-3', 'eve@our-own.example', '/pricing', 'page_view'),
    visit(from + 3, 'real-4', sampleEmail, '/product', 'identify'),
    visit(from + 4, 'real-4', null, '/careers', 'page_view'),
  ];
}

describe('the sample data', () => {
  it('loads once, is counted, and goes without a trace of itself or a loss of anything real', async () => {
    const { workspaceId, ctx } = world;
    const drafts = generateSample({ seed: 1, now: ctx.clock(), workspaceId, contacts: 320 });
    const email = drafts.find((draft) => draft.claim?.email?.endsWith('.example'))?.claim?.email as string;
    expect((await world.call('GET /sample')).body).toMatchObject({ state: 'absent', contacts: 0, progress: null });
    await ctx.signals.append(workspaceId, real(1, email));

    expect((await world.call('POST /sample')).body).toMatchObject({ state: 'loading' });
    expect((await world.call('DELETE /sample')).status).toBe(409);
    await world.runJobs();
    const loaded = (await world.call('GET /sample')).body;
    expect(loaded).toMatchObject({
      state: 'present',
      signals: drafts.length,
      progress: { state: 'done', job: 'sample' },
    });
    expect(loaded.contacts).toBeGreaterThan(300);
    expect(await count('signal')).toBe(drafts.length + 5);
    expect(await count('bucket_count')).toBe(90);
    await world.call('POST /sample');
    await world.runJobs();
    expect(await count('signal')).toBe(drafts.length + 5);

    await ctx.signals.append(workspaceId, real(11, email));
    expect((await world.call('DELETE /sample')).body).toMatchObject({ state: 'removing' });
    await world.runJobs();
    expect((await world.call('GET /sample')).body).toMatchObject({ state: 'absent', signals: 0 });
    const left = await everything();
    expect(left.signal).toHaveLength(10);

    await wipe();
    await ctx.signals.append(workspaceId, real(1, email));
    await ctx.signals.append(workspaceId, real(11, email));
    expect(left).toEqual(await everything());
  }, 120_000);

  it('goes on with a load that was interrupted, without loading anything twice', async () => {
    const { workspaceId, ctx } = world;
    await wipe();
    await world.call('POST /sample');
    await world.runJobs();
    const loaded = (await world.call('GET /sample')).body;
    const whole = await everything();
    await ctx.db.system
      .updateTable('job_run')
      .set({ state: 'running', after: String(loaded.signals - 600), done: loaded.signals - 600 })
      .where('workspace_id', '=', workspaceId)
      .where('job', '=', 'sample')
      .execute();
    await startSampleJobs(ctx);
    await world.runJobs();
    expect((await world.call('GET /sample')).body).toMatchObject({ state: 'present', signals: loaded.signals });
    expect(await everything()).toEqual(whole);
  }, 120_000);

  it('is for those who may: a rep sees its state and neither loads nor removes it', async () => {
    const rep = await world.signIn('rep');
    expect((await world.call('GET /sample', { as: rep })).status).toBe(200);
    expect((await world.call('POST /sample', { as: rep })).status).toBe(403);
    expect((await world.call('DELETE /sample', { as: rep })).status).toBe(403);
  });
});

const TABLES = [
  ...(['signal', 'activity', 'daily_count', 'contact_heat', 'account_heat', 'ledger', 'claim', 'identity'] as const),
  ...(['contact', 'account', 'account_domain', 'possible_duplicate'] as const),
];

async function count(table: 'signal' | 'bucket_count'): Promise<number> {
  const rows = await world.ctx.db.system
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('workspace_id', '=', world.workspaceId)
    .execute();
  return Number(rows[0]?.n);
}

/** All rows less what says when they were written. */
async function everything(): Promise<Record<(typeof TABLES)[number], string[]>> {
  const dumps = TABLES.map(async (table) => {
    const rows = await world.ctx.db.system
      .selectFrom(table)
      .selectAll()
      .where('workspace_id', '=', world.workspaceId)
      .execute();
    const open = rows.filter((row) => !('closed_at' in row) || row.closed_at === null);
    return [table, open.map((row) => JSON.stringify(lasting(row))).sort()] as const;
  });
  return Object.fromEntries(await Promise.all(dumps)) as Record<(typeof TABLES)[number], string[]>;
}

function lasting(row: object): object {
  const { created_at, opened_at, sums, heat, ...rest } = row as Record<string, unknown> & {
    sums?: number[];
    heat?: number;
  };
  if ('rule' in rest) delete rest['id'];
  return {
    ...rest,
    sums: sums?.map((sum) => Number(sum.toFixed(9))),
    heat: heat == null ? null : Number(heat.toFixed(9)),
  };
}

async function wipe(): Promise<void> {
  for (const table of TABLES) {
    await world.ctx.db.system.deleteFrom(table).where('workspace_id', '=', world.workspaceId).execute();
  }
}
