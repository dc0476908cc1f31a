import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../tests/world.ts';
import type { Trx } from './database.ts';

const COUNT = {
  name: 'test_count',
  text: `insert into daily_count (workspace_id, day, dimension, value, n) values ($1, $2, 'kind', 'page_view', 1)`,
};
const DAYS = { name: 'test_days', text: 'select day from daily_count where workspace_id = $1 order by day' };

describe('the one connection of the embedded database', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  const count = (trx: Trx, day: number) => trx.run(COUNT, [world.workspaceId, day]);
  const days = (trx: Trx) => trx.run<{ day: number }>(DAYS, [world.workspaceId]);
  /** Two transactions, the second begun when the first hands its connection over; both end before this answers. */
  const oneAfterTheOther = async (first: (trx: Trx) => Promise<void>, second: (trx: Trx) => Promise<unknown>) => {
    const { db } = world.ctx;
    const begun: Promise<unknown>[] = [];
    const handOver = () => begun.push(db.inWorkspace(world.workspaceId, second));
    const [outcome] = await Promise.allSettled([db.inWorkspace(world.workspaceId, first, handOver)]);
    expect(begun).toHaveLength(1);
    return [outcome.status, await begun[0]];
  };

  it('serves the next transaction before the last commit is answered, and in its order', async () => {
    const outcome = await oneAfterTheOther((trx) => trx.commitWith([count(trx, 1)]), days);
    expect(outcome).toEqual(['fulfilled', [{ day: 1 }]]);
  });

  it('says what failed, though a statement sent behind it is heard of first', async () => {
    const heardLate = async (trx: Trx) => {
      const work = [count(trx, 5).then(() => days(trx)), days(trx)];
      await Promise.all([...work, Promise.all([Promise.all([count(trx, 1)])]), days(trx)]);
    };
    const failing = world.ctx.db.inWorkspace(world.workspaceId, heardLate);
    await expect(failing).rejects.toMatchObject({ code: '23505' });
  });

  it('takes back all of a transaction that fails at its end, and nothing of the next', async () => {
    const failing = async (trx: Trx) => {
      await count(trx, 2);
      await trx.commitWith([count(trx, 3), count(trx, 1)]);
    };
    const [status] = await oneAfterTheOther(failing, (trx) => count(trx, 4));
    expect(status).toBe('rejected');
    expect(await world.ctx.db.inWorkspace(world.workspaceId, days)).toEqual([{ day: 1 }, { day: 4 }]);
  });
});
