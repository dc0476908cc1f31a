import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { dropKept, holdKept, keepDrafts, takeKept } from '../../src/capture/backlog-store.ts';
import { forgetRoutes } from '../../src/forget.ts';
import { HOUR } from '../../src/foundation/time.ts';
import { createWorld, type World } from '../world.ts';
import { draftOf, records } from './signals.ts';

/** What happens between two tries of an erasure. */
let meanwhile: (tried: number) => Promise<void>;
let tries: number;
let world: World;

beforeEach(async () => {
  tries = 0;
  const wait = async () => {
    tries += 1;
    await meanwhile(tries);
  };
  world = await createWorld({ rooms: (ctx) => [(app) => forgetRoutes(app, ctx, () => {}, wait)] });
  // Whoever takes does so for everybody, and a test that failed may have left something.
  await sql`delete from signal_backlog`.execute(world.ctx.db.system);
  await records(world, { by: 'browser:ann', email: 'ann@acme.com' }, { by: 'browser:bob', email: 'bob@bolt.com' });
  return world.close;
});

const keep = (...by: string[]) =>
  keepDrafts(
    world.ctx.db,
    world.workspaceId,
    by.map((one) => draftOf(world.workspaceId, world.ctx.clock(), { by: one })),
  );
const take = () => takeKept(world.ctx.db, world.ctx.clock(), world.ctx.clock() + 1);
const erase = () => world.call('POST /privacy/erase', { body: { email: 'ann@acme.com' } });

it('waits for what is being recorded, while nobody takes up more of it, though more comes', async () => {
  const held = await keep('browser:ann');
  await holdKept(world.ctx.db, held, world.ctx.clock() + HOUR);
  const taken: unknown[] = [];
  meanwhile = async (tried) => {
    await keep('browser:ann', 'browser:bob');
    taken.push(await take());
    if (tried === 3) await dropKept(world.ctx.db, held);
  };
  expect(await erase()).toMatchObject({ status: 200, body: { contacts: 1 } });
  expect(taken).toEqual([null, null, null]);
  // What is left is Bob's, and is taken up again at once.
  const left = [await take(), await take(), await take(), await take()];
  expect(left.map((kept) => kept?.drafts.map((draft) => draft.identity.value))).toEqual([
    ...[['bob'], ['bob'], ['bob']],
    undefined,
  ]);
  for (const kept of left) if (kept) await dropKept(world.ctx.db, kept.id);
});

it('leaves other workspaces alone', async () => {
  const other = await createWorld();
  const held = await keep('browser:ann');
  await holdKept(world.ctx.db, held, world.ctx.clock() + HOUR);
  const theirs = await keepDrafts(world.ctx.db, other.workspaceId, [
    draftOf(other.workspaceId, world.ctx.clock(), { by: 'browser:eve' }),
  ]);
  const taken: unknown[] = [];
  meanwhile = async () => {
    taken.push((await take())?.id);
    await dropKept(world.ctx.db, held);
  };
  expect(await erase()).toMatchObject({ status: 200 });
  expect(taken).toEqual([theirs]);
  await dropKept(world.ctx.db, theirs);
  await other.close();
});

it('gives up when it takes too long: nothing is erased, recording goes on, and it says when to ask again', async () => {
  const held = await keep('browser:bob');
  await holdKept(world.ctx.db, held, world.ctx.clock() + HOUR);
  const waiting = await keep('browser:bob');
  meanwhile = async () => {};
  const refused = await erase();
  expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '60' } });
  expect(refused.body.detail).toContain('try again in a minute');
  expect((await take())?.id).toBe(waiting);
  await dropKept(world.ctx.db, held);
  await dropKept(world.ctx.db, waiting);
  expect(await erase()).toMatchObject({ status: 200, body: { contacts: 1 } });
});

it('does not leave recording paused for ever when the process ends meanwhile', async () => {
  const held = await keep('browser:ann');
  await holdKept(world.ctx.db, held, world.ctx.clock() + HOUR);
  const waiting = await keep('browser:bob');
  const { promise: never } = Promise.withResolvers<void>();
  const paused = new Promise<void>((resolve) => {
    meanwhile = () => {
      resolve();
      return never;
    };
  });
  void erase();
  await paused;
  expect(await take()).toBeNull();
  world.pass(HOUR / 60);
  expect((await take())?.id).toBe(waiting);
});

it('takes a person out of all that waits, however much it is', async () => {
  const rows: number[] = [];
  for (let n = 0; n < 45; n += 1) rows.push(await keep('browser:ann', ...(n % 2 === 0 ? ['browser:bob'] : [])));
  expect(await erase()).toMatchObject({ status: 200 });
  const left = new Set<string | undefined>();
  for (let kept = await take(); kept; kept = await take()) {
    for (const draft of kept.drafts) left.add(draft.identity.value);
    await dropKept(world.ctx.db, kept.id);
    rows.splice(rows.indexOf(kept.id), 1);
  }
  expect([...left]).toEqual(['bob']);
  expect(rows).toHaveLength(22);
});
