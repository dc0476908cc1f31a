import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record } from '../../../src/journey.ts';
import { startRescores } from '../../../src/rescore.ts';
import { openRules, type Rules } from '../../../src/rules.ts';
import { createWorld, type World } from '../../world.ts';
import { draftOf } from '../order/history.ts';
import { readState } from './world.ts';

let world: World;
let rules: Rules;
beforeAll(async () => {
  world = await createWorld();
  rules = openRules(world.ctx);
});
afterAll(() => world.close());

async function visits(from: number): Promise<void> {
  const drafts = Array.from({ length: 12 }, (_, n) =>
    draftOf(world.workspaceId, {
      ...{ n: from + n, at: world.ctx.clock() - n * 3_600_000, identity: { kind: 'browser', value: `b${n % 5}` } },
      ...{
        email: `p${n % 5}@acme.com`,
        userId: null,
        recipient: null,
        kind: 'page_view',
        path: '/pricing',
        source: null,
        entry: true,
        bot: false,
      },
    }),
  );
  await record(world.ctx.db, world.workspaceId, drafts, await rules.categorizeFor(world.workspaceId));
}

describe('a start with another score model', () => {
  it('scores everybody afresh, once', async () => {
    await startRescores(world.ctx);
    await visits(0);
    const right = await readState(world.ctx.db, world.workspaceId);
    // As a release with other weights left it: other sums, and its own name for them.
    const { db } = world.ctx;
    const own = ['workspace_id', '=', world.workspaceId] as const;
    const former = [3, 3, 3, 3, 3, 3, 3];
    await db.system
      .updateTable('contact_heat')
      .set({ sums: former, heat: 9 })
      .where(...own)
      .execute();
    await db.system
      .updateTable('account_heat')
      .set({ sums: former, heat: 9 })
      .where(...own)
      .execute();
    const task = JSON.stringify({ model: 'score-of-former-times' });
    await db.system
      .updateTable('job_run')
      .set({ task })
      .where(...own)
      .where('job', '=', 'rescore')
      .execute();

    await startRescores(world.ctx);
    await world.runJobs();
    expect(await readState(db, world.workspaceId)).toEqual(right);

    await db.system
      .updateTable('contact_heat')
      .set({ sums: former, heat: 9 })
      .where(...own)
      .execute();
    await startRescores(world.ctx);
    await world.runJobs();
    const rows = await db.system
      .selectFrom('contact_heat')
      .select('heat')
      .where(...own)
      .execute();
    expect(new Set(rows.map((row) => row.heat))).toEqual(new Set([9]));
  });
});
