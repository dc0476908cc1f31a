import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { sizesOfKept } from '../../src/capture/backlog-store.ts';
import { openDatabase } from '../../src/machinery/database/database.ts';
import { type Postgres, startPostgres, whyNoPostgres } from '../postgres.ts';
import { wrongsIn } from './audit.ts';
import { type Crowd, crowdOf } from './crowd.ts';
import { forgetHome, get, type Home, newHome, newMadeHome, start } from './knock-process.ts';

const ROUNDS = 3;
// More than can wait before signals are kept to be recorded in turn.
const CONNECTIONS = 300;

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Kills Knock in a crowd, again and again. Answers whether it owed the recording of something that it had acknowledged. */
async function killIndebted(home: Home, crowd: Crowd): Promise<boolean> {
  let isIndebted = false;
  for (let round = 0; round < ROUNDS; round += 1) {
    const knock = await start(home);
    const going = crowd.go(home.port, CONNECTIONS, true);
    await going.answered(CONNECTIONS);
    await knock.end('SIGKILL');
    await going.stop();
    isIndebted ||= await owes(home);
  }
  return isIndebted;
}

async function owes({ databaseUrl, dataDir }: Home): Promise<boolean> {
  const db = openDatabase({ url: databaseUrl, dataDir: join(dataDir, 'database') });
  try {
    return (await sizesOfKept(db, Date.now())).length > 0;
  } finally {
    await db.close();
  }
}

async function allRecorded(port: number): Promise<void> {
  await expect
    .poll(async () => (await get(port, '/metrics')).body, { timeout: 120_000, interval: 200 })
    .toMatch(/^knock_signals_waiting 0$/m);
}

async function expectAllOnce(home: Home, crowd: Crowd): Promise<void> {
  const lastly = await start(home);
  await crowd.catchUp(home.port);
  await allRecorded(home.port);
  expect(crowd.faults).toEqual([]);
  expect(await lastly.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(await wrongsIn(home, crowd)).toEqual([]);
}

describe('kill -9 in a crowd, with acknowledged signals waiting to be recorded: none is lost, none counts twice', () => {
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
});
