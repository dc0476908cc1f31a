import { pino } from 'pino';
import { describe, expect, it, type TestContext, vi } from 'vitest';
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

type Finished = TestContext['onTestFinished'];

async function knockOnPostgres(onTestFinished: Finished) {
  const postgres = await startPostgres();
  onTestFinished(postgres.remove);
  const home = await newHome(postgres.url);
  onTestFinished(() => forgetHome(home));
  const knock = await start(home);
  onTestFinished(async () => {
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

// Side by side, each with a server of its own: a server that hangs is mostly waited for.
describe.skipIf(whyNoPostgres() !== null)(
  'PostgreSQL goes away under load and comes back',
  { concurrent: true },
  () => {
    const ways = [
      ['it crashes', 'stop'],
      ['it hangs', 'signal'],
    ] as const;
    it.for(ways)('%s: senders hear 503 and lose nothing, and Knock recovers by itself', async ([, way], test) => {
      const { postgres, home, knock } = await knockOnPostgres(test.onTestFinished);
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

    it('it crashes: jobs go on afterwards, those sent before and those it cut off too', async ({ onTestFinished }) => {
      const postgres = await startPostgres();
      onTestFinished(postgres.remove);
      const db = openDatabase({ url: postgres.url, dataDir: '' });
      onTestFinished(db.close);
      const jobs = await startJobs(db, pino({ level: 'silent' }), { everySeconds: 10, checkedEverySeconds: 1 });
      onTestFinished(jobs.stop);
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
  },
);
