import { pino } from 'pino';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/machinery/database/database.ts';
import { startJobs } from '../../src/machinery/jobs.ts';
import { startPostgres, whyNoPostgres } from '../postgres.ts';
import { shownSignals, wrongsIn } from './audit.ts';
import { crowdOf } from './crowd.ts';
import { forgetHome, get, newHome, start } from './knock-process.ts';

const CONNECTIONS = 6;
// Generous: other tests may have the machine. What is claimed is 6 s.
const ANSWERS_WITHIN_MS = 15_000;
const RECOVERS = { timeout: 60_000, interval: 100 };

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function knockOnPostgres() {
  const postgres = await startPostgres();
  cleanups.push(postgres.remove);
  const home = await newHome(postgres.url);
  cleanups.push(() => forgetHome(home));
  const knock = await start(home);
  cleanups.push(async () => {
    await knock.end('SIGKILL');
  });
  return { postgres, home, knock };
}

async function expectAway(port: number): Promise<void> {
  const ready = await get(port, '/readyz');
  expect(ready.status).toBe(503);
  for (const path of ['/api/v1/contacts', '/api/v1/overview', '/api/v1/me']) {
    const read = await get(port, path);
    expect(read.status, `${path} ${JSON.stringify(read.body)}`).toBe(503);
    expect(read.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(read.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(read.took).toBeLessThan(ANSWERS_WITHIN_MS);
  }
  expect((await get(port, '/healthz')).status).toBe(200);
}

describe.skipIf(whyNoPostgres() !== null)('PostgreSQL goes away under load and comes back', () => {
  const ways = [
    ['it crashes', 'stop'],
    ['it hangs', 'signal'],
  ] as const;
  it.each(ways)('%s: senders hear 503 and lose nothing, and Knock recovers by itself', async (_words, way) => {
    const { postgres, home, knock } = await knockOnPostgres();
    const crowd = crowdOf(3);
    const going = crowd.go(home.port, CONNECTIONS);
    await going.answered(30);

    if (way === 'stop') await postgres.stop('immediate');
    else postgres.signal('SIGSTOP');
    await going.heard(503);
    await expectAway(home.port);
    expect(knock.child.exitCode).toBeNull();

    if (way === 'stop') await postgres.start();
    else postgres.signal('SIGCONT');
    await vi.waitFor(async () => expect((await get(home.port, '/readyz')).status).toBe(200), RECOVERS);
    await going.answered(30);
    await going.stop();
    await crowd.catchUp(home.port);
    const shown = await shownSignals(home.port);
    expect(crowd.faults).toEqual([]);
    expect(crowd.answers.get('lost')).toBeUndefined();
    expect(crowd.slowest()).toBeLessThan(ANSWERS_WITHIN_MS);
    expect(await knock.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(await wrongsIn(home, crowd, shown)).toEqual([]);
  });

  it('it crashes: jobs go on afterwards, those sent before and those it cut off too', async () => {
    const postgres = await startPostgres();
    cleanups.push(postgres.remove);
    const db = openDatabase({ url: postgres.url, dataDir: '' });
    cleanups.push(db.close);
    const jobs = await startJobs(db, pino({ level: 'silent' }), { everySeconds: 10, checkedEverySeconds: 1 });
    cleanups.push(jobs.stop);
    const worked: string[] = [];
    const crashed = Promise.withResolvers<void>();
    await jobs.work('cut', async () => {
      worked.push('cut');
      if (worked.length > 1) return;
      // Nobody can be told how this ended.
      await postgres.stop('immediate');
      crashed.resolve();
      throw new Error('cut off');
    });
    await jobs.send('waiting', {});
    await jobs.send('cut', {});
    await crashed.promise;
    await expect(jobs.send('waiting', {})).rejects.toThrow();
    await postgres.start();
    await jobs.work('waiting', async () => {
      worked.push('waiting');
    });
    await jobs.send('waiting', {});
    await vi.waitFor(() => expect(worked.toSorted()).toEqual(['cut', 'cut', 'waiting', 'waiting']), RECOVERS);
  });
});
