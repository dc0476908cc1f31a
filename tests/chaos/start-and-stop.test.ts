import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { freePort, startPostgres, whyNoPostgres } from '../postgres.ts';
import { shownSignals, wrongsIn } from './audit.ts';
import { type Crowd, crowdOf } from './crowd.ts';
import {
  API_KEY,
  forgetHome,
  get,
  type Home,
  type KnockProcess,
  launch,
  newHome,
  newMadeHome,
  start,
} from './knock-process.ts';

// Generous: other tests may have the machine. What is claimed is 10 s for a stop and 2 s for a refusal.
const STOPS_WITHIN_MS = 30_000;

const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function newEmbeddedHome(): Promise<Home> {
  const home = await newMadeHome();
  cleanups.push(() => forgetHome(home));
  return home;
}

async function started(home: Home, env: Readonly<Record<string, string>> = {}): Promise<KnockProcess> {
  const knock = await start(home, env);
  cleanups.push(async () => {
    await knock.end('SIGKILL');
  });
  return knock;
}

/** Starts a process that should refuse to run. Answers its exit code and what it said on standard error. */
async function refused(home: Home, env: Readonly<Record<string, string>> = {}) {
  const child = launch(home, env);
  cleanups.push(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += String(chunk);
  });
  await once(child, 'close');
  return { code: child.exitCode, lines: said.trimEnd().split('\n') };
}

describe('a second process on one data directory', () => {
  it('ends with one clear line; the first goes on', async () => {
    // On an empty folder, as nobody else here starts: the first start makes the database.
    const home = await newHome(null);
    cleanups.push(() => forgetHome(home));
    const first = await started(home);
    const second = await refused({ ...home, port: await freePort() });
    expect(second).toEqual({
      code: 1,
      lines: [expect.stringMatching(/^Knock does not start\. Another Knock is running on .*KNOCK_DATA_DIR/)],
    });
    expect(first.child.exitCode).toBeNull();
    const crowd = crowdOf(5);
    const going = crowd.go(home.port, 2);
    await going.answered(5);
    await going.stop();
    expect(crowd.faults).toEqual([]);
  });
});

describe('what cannot start says why in one line', () => {
  it.each([
    ['an unknown setting', { KNOCK_TAGID: 'x' }, /KNOCK_TAGID: no such setting/],
    ['a port that is none', { PORT: 'four' }, /PORT: must be a whole number/],
    ['an address of no database', { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, /ECONNREFUSED/],
  ])('%s', async (_what, env, words) => {
    const home = await newHome(null);
    cleanups.push(() => forgetHome(home));
    expect(await refused(home, env)).toEqual({ code: 1, lines: [expect.stringMatching(words)] });
  });

  it('a port that is taken', async () => {
    const home = await newEmbeddedHome();
    await started(home);
    const other = await newEmbeddedHome();
    expect(await refused({ ...other, port: home.port })).toEqual({
      code: 1,
      lines: [expect.stringMatching(/^Knock does not start\. Another program has port \d+: .* PORT/)],
    });
  });
});

/** Opens the news stream as a dashboard does. Resolves at its end. */
async function openStream(port: number): Promise<{ readonly ended: Promise<void> }> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/stream`, {
    headers: { authorization: `Bearer ${API_KEY}` },
  });
  expect(answer.status).toBe(200);
  const reader = answer.body?.getReader();
  const drain = async () => {
    while (reader && !(await reader.read()).done);
  };
  return { ended: drain() };
}

async function stopUnderLoad(home: Home, crowd: Crowd): Promise<void> {
  const knock = await started(home);
  const stream = await openStream(home.port);
  const going = crowd.go(home.port, 6, true);
  await going.answered(40);
  const from = performance.now();
  // Twice, as when `npm start` passes on what the terminal has sent already.
  knock.child.kill('SIGTERM');
  expect(await knock.end('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(performance.now() - from).toBeLessThan(STOPS_WITHIN_MS);
  await stream.ended;
  await going.stop();
  expect(crowd.faults).toEqual([]);
}

describe('SIGTERM under load: ends in order, and every answered event is recorded', () => {
  const databases: [string, string | null, () => Promise<Home>][] = [
    ['the embedded database', null, newEmbeddedHome],
    [
      'PostgreSQL',
      whyNoPostgres(),
      async () => {
        const postgres = await startPostgres();
        cleanups.push(postgres.remove);
        const home = await newHome(postgres.url);
        cleanups.push(() => forgetHome(home));
        return home;
      },
    ],
  ];
  it.for(databases)('on %s', async ([_name, why, make], { skip }) => {
    if (why) skip(why);
    const home = await make();
    const crowd = crowdOf(6);
    await stopUnderLoad(home, crowd);
    expect(crowd.acknowledged.size).toBeGreaterThan(0);
    const again = await started(home);
    await crowd.catchUp(home.port);
    const shown = await shownSignals(home.port);
    expect(await again.end('SIGINT')).toEqual({ code: 0, signal: null });
    expect(await wrongsIn(home, crowd, shown)).toEqual([]);
  });

  it('when PostgreSQL is away too', async ({ skip }) => {
    const why = whyNoPostgres();
    if (why) skip(why);
    const postgres = await startPostgres();
    cleanups.push(postgres.remove);
    const home = await newHome(postgres.url);
    cleanups.push(() => forgetHome(home));
    const knock = await started(home);
    await postgres.stop('immediate');
    await vi.waitFor(async () => expect((await get(home.port, '/readyz')).status).toBe(503), { timeout: 30_000 });
    const from = performance.now();
    expect(await knock.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(performance.now() - from).toBeLessThan(STOPS_WITHIN_MS);
  });
});
