import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWorld, type World } from '../../tests/world.ts';
import type { Delivering, DeliveryOutcome, NewDelivery } from './outbox.ts';
import { backoff, openOutbox } from './outbox-sender.ts';
import { revive } from './outbox-store.ts';

let world: World;
let answer: (delivery: Delivering) => DeliveryOutcome = () => DONE;
const sent: string[] = [];
const DONE: DeliveryOutcome = { done: true };

beforeAll(async () => {
  world = await createWorld();
  world.ctx.outbox.handle('post', async (delivery) => {
    const outcome = answer(delivery);
    sent.push(`${delivery.lane} ${delivery.key}${outcome.done ? '' : ' failed'}`);
    return outcome;
  });
});
afterAll(() => world.close());

async function add(...deliveries: (Partial<NewDelivery> & { key: string })[]): Promise<void> {
  const { db, outbox } = world.ctx;
  await db.inWorkspace(world.workspaceId, (trx) =>
    outbox.add(
      trx,
      world.workspaceId,
      deliveries.map((delivery) => ({ topic: 'post', lane: 'a', payload: {}, ...delivery })),
    ),
  );
}

async function sentAfter(work: () => Promise<void>): Promise<string[]> {
  sent.length = 0;
  await work();
  world.ctx.outbox.kick();
  await world.ctx.outbox.idle();
  return [...sent];
}

describe('the outbox', () => {
  it('sends a lane in the order of its causes, and each key once', async () => {
    answer = () => DONE;
    expect(await sentAfter(() => add({ key: '1' }, { key: '2' }, { key: '3' }))).toEqual(['a 1', 'a 2', 'a 3']);
    expect(await sentAfter(() => add({ key: '2' }, { key: '4' }))).toEqual(['a 4']);
  });

  it('sends nothing of a transaction that failed', async () => {
    const { db, outbox } = world.ctx;
    const failing = () =>
      db
        .inWorkspace(world.workspaceId, async (trx) => {
          await outbox.add(trx, world.workspaceId, [{ topic: 'post', lane: 'a', key: 'never', payload: {} }]);
          throw new Error('the cause failed');
        })
        .catch(() => {});
    expect(await sentAfter(failing)).toEqual([]);
  });

  it('holds back what follows in the lane of a failure, not other lanes, and tries again later', async () => {
    answer = ({ key }) => (key === 'bad' ? { done: false, problem: 'timeout: no answer' } : DONE);
    const first = await sentAfter(() =>
      add({ key: 'bad', lane: 'b' }, { key: 'after', lane: 'b' }, { key: 'other', lane: 'c' }),
    );
    expect(first.sort()).toEqual(['b bad failed', 'c other']);
    answer = () => DONE;
    expect(await sentAfter(async () => {})).toEqual([]);
    world.pass(3_000);
    expect(await sentAfter(async () => {})).toEqual(['b bad', 'b after']);
  });

  it('gives up after twelve tries, lets the lane go on, and tries again when asked', async () => {
    answer = ({ key }) => (key === 'poison' ? { done: false, problem: 'refused: no such channel' } : DONE);
    await add({ key: 'poison', lane: 'd' }, { key: 'behind', lane: 'd' });
    const all: string[] = [];
    for (let turn = 0; turn < 14; turn += 1) {
      all.push(...(await sentAfter(async () => {})));
      world.pass(3_600_000);
    }
    expect(all.filter((one) => one === 'd poison failed')).toHaveLength(12);
    expect(all.at(-1)).toBe('d behind');
    const { db, clock } = world.ctx;
    const dead = await db.system
      .selectFrom('delivery')
      .selectAll()
      .where('state', '=', 'dead')
      .where('workspace_id', '=', world.workspaceId)
      .execute();
    expect(dead.map(({ key, problem, attempts }) => ({ key, problem, attempts }))).toEqual([
      { key: 'poison', problem: 'refused: no such channel', attempts: 12 },
    ]);
    answer = () => DONE;
    const again = await sentAfter(async () => {
      await db.inWorkspace(world.workspaceId, (trx) => revive(trx, world.workspaceId, String(dead[0]?.id), clock()));
    });
    expect(again).toEqual(['d poison']);
  });

  it('waits as long as it is told without counting it as a try', async () => {
    let tries: number[] = [];
    answer = ({ attempts }) => {
      tries.push(attempts);
      return tries.length < 4 ? { done: false, problem: 'rate_limited: wait', afterMs: 60_000, isFree: true } : DONE;
    };
    await sentAfter(() => add({ key: 'limited', lane: 'e' }));
    for (let turn = 0; turn < 3; turn += 1) {
      world.pass(59_000);
      expect(await sentAfter(async () => {})).toEqual([]);
      world.pass(1_000);
      await sentAfter(async () => {});
    }
    expect(tries).toEqual([0, 0, 0, 0]);
    tries = [];
  });

  it('begins what comes while others are slow, also when all of another topic hangs', async () => {
    const { outbox } = world.ctx;
    const { promise: answered, resolve: answerSlow } = Promise.withResolvers<void>();
    const begun: string[] = [];
    const { promise: quickSent, resolve: quickDone } = Promise.withResolvers<void>();
    outbox.handle('slow', async ({ lane }) => {
      begun.push(lane);
      await answered;
      return DONE;
    });
    outbox.handle('quick', async () => {
      quickDone();
      return DONE;
    });
    await add(...Array.from({ length: 60 }, (_, index) => ({ topic: 'slow', lane: `s${index}`, key: `s${index}` })));
    outbox.kick();
    while (begun.length < 20) await new Promise(setImmediate);
    await add({ topic: 'quick', lane: 'q', key: 'q' });
    outbox.kick();
    await quickSent;
    expect(begun.length).toBeLessThan(60);
    answerSlow();
    await outbox.idle();
    expect(begun).toHaveLength(60);
  });

  it('takes over what a process left that died while sending', async () => {
    answer = () => DONE;
    const { db, clock, outbox } = world.ctx;
    // What a dead process leaves: taken, a try counted, due again when its hold has run out.
    await db.inWorkspace(world.workspaceId, async (trx) => {
      await outbox.add(trx, world.workspaceId, [{ topic: 'post', lane: 'f', key: 'left', payload: {} }]);
      await trx.q
        .updateTable('delivery')
        .set({ due_at: new Date(clock() + 30_000), attempts: 1 })
        .where('key', '=', 'left')
        .execute();
    });
    expect(await sentAfter(async () => {})).toEqual([]);
    world.pass(30_000);
    expect(await sentAfter(async () => {})).toEqual(['f left']);
  });
});

describe('an outbox of its own', () => {
  /** Deliveries that hang until told; `isAway`: nothing can be read or written. */
  async function opened() {
    const { db, clock } = world.ctx;
    const connect = db.pool.connect.bind(db.pool);
    const state = { isAway: false, hanging: [] as (() => void)[], sent: [] as string[], words: [] as string[] };
    const spy = vi.spyOn(db.pool, 'connect').mockImplementation((...given: unknown[]) => {
      if (state.isAway) return Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }));
      return connect(...(given as []));
    });
    const log = pino({ level: 'warn' }, { write: (line: string) => void state.words.push(JSON.parse(line).msg) });
    const outbox = openOutbox({ db, clock, log, chance: () => 0.5, only: () => world.workspaceId });
    outbox.handle('hang', async ({ key }) => {
      await new Promise<void>((go) => state.hanging.push(go));
      state.sent.push(key);
      return DONE;
    });
    outbox.start();
    const hangs = async (...keys: string[]) => {
      const before = state.hanging.length;
      await add(...keys.map((key) => ({ topic: 'hang', lane: key, key })));
      outbox.kick();
      while (state.hanging.length < before + keys.length) await new Promise(setImmediate);
    };
    const goOn = () => {
      for (const go of state.hanging.splice(0)) go();
    };
    return { outbox, state, hangs, goOn, restore: () => spy.mockRestore() };
  }

  it('outlives a database that goes away while it sends, says so once, and sends again when it is back', async () => {
    const { outbox, state, hangs, goOn, restore } = await opened();
    await hangs('one', 'two');
    state.isAway = true;
    for (let kick = 0; kick < 5; kick += 1) {
      outbox.kick();
      await new Promise(setImmediate);
    }
    goOn();
    await expect.poll(() => state.sent).toEqual(['one', 'two']);
    await expect.poll(() => state.words).toEqual(['the outbox cannot be read or written now']);
    state.isAway = false;
    // That they were sent could not be written down: whoever receives them knows their keys.
    world.pass(31_000);
    outbox.kick();
    while (state.hanging.length < 2) await new Promise(setImmediate);
    goOn();
    await outbox.idle();
    expect(state.sent.toSorted()).toEqual(['one', 'one', 'two', 'two']);
    await outbox.stop();
    restore();
  });

  it('ends after what is under way, and leaves the rest for the next start', async () => {
    const { outbox, state, hangs, goOn, restore } = await opened();
    await hangs('begun');
    await add({ topic: 'hang', lane: 'left', key: 'left-1' }, { topic: 'hang', lane: 'left', key: 'left-2' });
    const stopped = outbox.stop();
    goOn();
    await stopped;
    expect(state.sent).toEqual(['begun']);
    restore();
  });
});

describe('backoff', () => {
  it('doubles from two seconds to half an hour, a quarter up or down', () => {
    expect([1, 2, 3, 20].map((attempts) => backoff(attempts, 0.5))).toEqual([2_000, 4_000, 8_000, 1_800_000]);
    expect([0, 1].map((chance) => backoff(1, chance))).toEqual([1_500, 2_500]);
  });
});
