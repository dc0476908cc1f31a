import { afterEach, describe, expect, it } from 'vitest';
import { randomFrom, whole } from '../../src/sample/random.ts';
import { type Postgres, startPostgres, whyNoPostgres } from '../postgres.ts';
import { shownSignals, wrongsIn } from './audit.ts';
import { type Crowd, crowdOf } from './crowd.ts';
import { forgetHome, type Home, newHome, newMadeHome, start } from './knock-process.ts';

const ROUNDS = 4;
const CONNECTIONS = 6;

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Starts Knock under load and kills it, again and again, each time while requests are under way. */
async function killRepeatedly(home: Home, crowd: Crowd, seed: number): Promise<void> {
  const random = randomFrom(seed, 'kill');
  for (let round = 0; round < ROUNDS; round += 1) {
    const knock = await start(home);
    const going = crowd.go(home.port, CONNECTIONS, true);
    await going.answered(whole(random, 10, 80));
    const moments = whole(random, 0, 40);
    await new Promise((resolve) => setTimeout(resolve, moments));
    await knock.end('SIGKILL');
    await going.stop();
  }
}

async function expectAllOnce(home: Home, crowd: Crowd): Promise<void> {
  const lastly = await start(home);
  await crowd.catchUp(home.port);
  const shown = await shownSignals(home.port);
  expect(crowd.faults).toEqual([]);
  expect(await lastly.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(await wrongsIn(home, crowd, shown)).toEqual([]);
}

describe('kill -9 under load, again and again: nothing acknowledged is lost, nothing is counted twice', () => {
  it('on the embedded database', async () => {
    const home = await newMadeHome();
    cleanups.push(() => forgetHome(home));
    const crowd = crowdOf(1);
    await killRepeatedly(home, crowd, 1);
    expect(crowd.answers.get('lost')).toBeGreaterThan(0);
    await expectAllOnce(home, crowd);
  });

  it.skipIf(whyNoPostgres() !== null)('on PostgreSQL', async () => {
    const postgres: Postgres = await startPostgres();
    cleanups.push(postgres.remove);
    const home = await newHome(postgres.url);
    cleanups.push(() => forgetHome(home));
    const crowd = crowdOf(2);
    await killRepeatedly(home, crowd, 2);
    expect(crowd.answers.get('lost')).toBeGreaterThan(0);
    await expectAllOnce(home, crowd);
  });
});
