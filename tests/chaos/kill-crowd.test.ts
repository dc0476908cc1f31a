import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sizesOfKept } from '../../src/capture/backlog-store.ts';
import { openDatabase } from '../../src/machinery/database/database.ts';
import { type Postgres, startPostgres, whyNoPostgres } from '../postgres.ts';
import { wrongsIn } from './audit.ts';
import { type Crowd, crowdOf } from './crowd.ts';
import { forgetHome, get, type Home, newHome, newMadeHome, start } from './knock-process.ts';

const ROUNDS = 3;
const ROUNDS_MAX = 12;
// More than can wait before signals are kept to be recorded in turn.
const CONNECTIONS = 300;
// A crowd's letters are many on a slow machine.
const TAKES = { timeout: 360_000 };

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/**
 * Kills Knock in a crowd, again and again, each time when it says that signals wait, and until it owed the recording of some that it had
 * acknowledged. Answers whether it ever did: between its word and its end they may have been recorded.
 */
async function killIndebted(home: Home, crowd: Crowd): Promise<boolean> {
  let isIndebted = false;
  for (let round = 0; round < ROUNDS || (!isIndebted && round < ROUNDS_MAX); round += 1) {
    const knock = await start(home);
    const going = crowd.go(home.port, CONNECTIONS, true);
    await going.answered(CONNECTIONS);
    await expect.poll(() => waiting(home.port), { timeout: 60_000, interval: 20 }).toBeGreaterThan(0);
    await knock.end('SIGKILL');
    await going.stop();
    isIndebted ||= await owes(home);
  }
  return isIndebted;
}

/** Signals that wait to be recorded, by the process's own word. NaN: its database has no time to say. */
async function waiting(port: number): Promise<number> {
  const { body } = await get(port, '/metrics');
  return Number(/^knock_signals_waiting (\S+)$/m.exec(body)?.[1]);
}

async function owes({ databaseUrl, dataDir }: Home): Promise<boolean> {
  const db = openDatabase({ url: databaseUrl, dataDir: join(dataDir, 'database') });
  try {
    return (await sizesOfKept(db, Date.now())).length > 0;
  } finally {
    await db.close();
  }
}

async function expectAllOnce(home: Home, crowd: Crowd): Promise<void> {
  const lastly = await start(home);
  await crowd.catchUp(home.port);
  await expect.poll(() => waiting(home.port), { timeout: 120_000, interval: 200 }).toBe(0);
  expect(crowd.faults).toEqual([]);
  expect(await lastly.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(await wrongsIn(home, crowd)).toEqual([]);
}

describe(
  'kill -9 in a crowd, with acknowledged signals waiting to be recorded: none is lost, none counts twice',
  TAKES,
  () => {
    it('on the embedded database', async () => {
      const home = await newMadeHome();
      cleanups.push(() => forgetHome(home));
      const crowd = crowdOf(3);
      expect(await killIndebted(home, crowd)).toBe(true);
      await expectAllOnce(home, crowd);
    });

    it.skipIf(whyNoPostgres() !== null)('on PostgreSQL', async () => {
      const postgres: Postgres = await startPostgres();
      cleanups.push(postgres.remove);
      const home = await newHome(postgres.url);
      cleanups.push(() => forgetHome(home));
      const crowd = crowdOf(4);
      expect(await killIndebted(home, crowd)).toBe(true);
      await expectAllOnce(home, crowd);
    });
  },
);
