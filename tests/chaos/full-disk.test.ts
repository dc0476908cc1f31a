import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isUnavailable, openDatabase } from '../../src/machinery/database/database.ts';
import { startJobs } from '../../src/machinery/jobs.ts';
import { copyMadeDatabase } from '../made-database.ts';
import { startPostgres, whyNoPostgres } from '../postgres.ts';
import { shownSignals, wrongsIn } from './audit.ts';
import { crowdOf } from './crowd.ts';
import { forgetHome, get, type Home, newHome, newMadeHome, start } from './knock-process.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';

const RECOVERS = { timeout: 60_000, interval: 100 };

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function smallDisk(skip: (why: string) => never): SmallDisk {
  const disk = mountSmallDisk();
  if ('problem' in disk) return skip(disk.problem);
  cleanups.push(disk.remove);
  return disk;
}

/** Fills the disk of a running Knock under load, then frees it. */
async function fillAndFree(home: Home, disk: SmallDisk): Promise<void> {
  const knock = await start(home);
  cleanups.push(async () => {
    await knock.end('SIGKILL');
  });
  const crowd = crowdOf(4);
  const going = crowd.go(home.port, 6);
  await going.answered(30);
  disk.fill();
  for (let again = 0; again < 40; again += 1) await going.heard(503);
  expect((await get(home.port, '/healthz')).status).toBe(200);
  disk.free();
  await vi.waitFor(async () => expect((await get(home.port, '/readyz')).status).toBe(200), RECOVERS);
  await going.answered(30);
  await going.stop();
  await crowd.catchUp(home.port);
  const shown = await shownSignals(home.port);
  expect(crowd.faults).toEqual([]);
  expect(crowd.answers.get('lost')).toBeUndefined();
  expect(await knock.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(await wrongsIn(home, crowd, shown)).toEqual([]);
}

describe('a disk that is full under load, and then is not', () => {
  it('on the embedded database: 503 meanwhile, nothing acknowledged is lost', async ({ skip }) => {
    const disk = smallDisk(skip);
    await fillAndFree(await newMadeHome(disk.path), disk);
  });

  it('on PostgreSQL: 503 meanwhile, nothing acknowledged is lost', async ({ skip }) => {
    const why = whyNoPostgres();
    if (why) skip(why);
    const disk = smallDisk(skip);
    const postgres = await startPostgres(disk.path);
    cleanups.push(postgres.remove);
    const home = await newHome(postgres.url);
    cleanups.push(() => forgetHome(home));
    await fillAndFree(home, disk);
  });
});

describe('the embedded engine breaks down: no room for its write-ahead log', () => {
  it('starts again by itself, with everything it had confirmed, and its jobs go on', async ({ skip }) => {
    const disk = smallDisk(skip);
    const dataDir = join(disk.path, 'database');
    await copyMadeDatabase(dataDir);
    const db = openDatabase({ url: null, dataDir });
    cleanups.push(db.close);
    const jobs = await startJobs(db, pino({ level: 'silent' }));
    cleanups.push(jobs.stop);
    const worked: number[] = [];
    await jobs.work<{ n: number }>('note', async ({ n }) => {
      worked.push(n);
    });
    await jobs.send('note', { n: 1 });
    await vi.waitFor(() => expect(worked).toEqual([1]), RECOVERS);
    await db.pool.query('create table kept (n integer)');
    let kept = 0;
    const keep = async () => {
      await db.pool.query('insert into kept values ($1)', [kept]);
      kept += 1;
      // The next row needs a new file for the log.
      await db.pool.query('select pg_switch_wal()');
    };
    await keep();

    disk.fill();
    const errors: unknown[] = [];
    while (errors.length < 10) await keep().catch((error) => errors.push(error));
    expect(errors.filter((error) => !isUnavailable(error))).toEqual([]);
    expect(errors[0]).toMatchObject({ severity: 'PANIC' });

    disk.free();
    await vi.waitFor(keep, RECOVERS);
    await keep();
    const { rows } = await db.pool.query('select n from kept order by n');
    const confirmed = Array.from({ length: kept }, (_, n) => ({ n }));
    // A row whose answer was an error may be there all the same: then it was written twice, since we tried again.
    expect([...new Map(rows.map((row) => [row.n, row])).values()]).toEqual(confirmed);
    await jobs.send('note', { n: 2 });
    await vi.waitFor(() => expect(worked).toEqual([1, 2]), RECOVERS);
  });
});
