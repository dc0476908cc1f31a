import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyMadeDatabase } from '../made-database.ts';
import { freePort } from '../postgres.ts';

export const API_KEY = 'chaos_key_0123456789_0123456789';
export const TAG_ID = 'chaos-tag';
const ROOT = join(import.meta.dirname, '..', '..');
const STARTS_WITHIN_MS = 90_000;

/** How a process ended: its exit code, or null and the signal. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A real Knock, started as its users start it, on a data directory that outlives it. */
export interface KnockProcess {
  readonly port: number;
  readonly child: ChildProcess;
  /** Everything it said on standard error so far. */
  readonly complaints: () => string;
  /** Sends the signal and waits for the end. */
  readonly end: (signal: NodeJS.Signals) => Promise<Ended>;
}

/** The environment of a process: `url` null is the embedded database. */
export interface Home {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** The same at every start, so that a sender can go on. */
  readonly port: number;
}

export async function newHome(databaseUrl: string | null, parent: string = tmpdir()): Promise<Home> {
  return { dataDir: mkdtempSync(join(parent, 'knock-chaos-')), databaseUrl, port: await freePort() };
}

/** One with an embedded database that a first start has made: what comes after it is what is tested. */
export async function newMadeHome(parent?: string): Promise<Home> {
  const home = await newHome(null, parent);
  await copyMadeDatabase(join(home.dataDir, 'database'));
  return home;
}

export function forgetHome({ dataDir }: Home): void {
  rmSync(dataDir, { recursive: true, force: true });
}

/** Starts a process without waiting for anything. `program`: another one than Knock's own, with its arguments. */
export function launch(
  home: Home,
  env: Readonly<Record<string, string>> = {},
  program: readonly string[] = ['src/main.ts'],
): ChildProcess {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(KNOCK_|DATABASE_URL|NATS_URL|PORT|HOST)/.test(name),
  );
  return spawn(process.execPath, [...program], {
    cwd: ROOT,
    env: {
      ...Object.fromEntries(inherited),
      PORT: String(home.port),
      // Dozens of starts read the same sources: Node keeps what it makes of them.
      NODE_COMPILE_CACHE: join(ROOT, '.cache', 'compiled'),
      KNOCK_DATA_DIR: home.dataDir,
      KNOCK_API_KEY: API_KEY,
      KNOCK_TAG_ID: TAG_ID,
      ...(home.databaseUrl && { DATABASE_URL: home.databaseUrl }),
      ...env,
    },
  });
}

/** Starts a process and waits until it says that it runs. Rejects with its own words when it ends instead. */
export function start(
  home: Home,
  env: Readonly<Record<string, string>> = {},
  program?: readonly string[],
): Promise<KnockProcess> {
  const child = launch(home, env, program);
  let said = '';
  let complained = '';
  const end = async (signal: NodeJS.Signals): Promise<Ended> => {
    const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
    child.kill(signal);
    await ended;
    return { code: child.exitCode, signal: child.signalCode };
  };
  // A test that fails before it ends its process leaves none behind.
  const neverLeftBehind = () => child.kill('SIGKILL');
  process.once('exit', neverLeftBehind);
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`Knock did not start in ${STARTS_WITHIN_MS} ms: ${said}${complained}`));
    }, STARTS_WITHIN_MS);
    child.stderr?.on('data', (chunk: Buffer) => {
      complained += String(chunk);
      // What is logged as an error is a bug: whoever reads a failed test wants to see it.
      if (String(chunk).includes('"level":50')) process.stderr.write(chunk);
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      said += String(chunk);
      if (!said.includes('Knock is running')) return;
      clearTimeout(late);
      resolve({ port: home.port, child, complaints: () => complained, end });
    });
    child.once('exit', (code) => {
      clearTimeout(late);
      process.off('exit', neverLeftBehind);
      reject(new Error(`Knock ended with ${code}: ${said}${complained}`));
    });
  });
}

export interface Heard {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on what they expect to find
  readonly body: any;
  readonly headers: Headers;
  /** From the request to the whole answer, ms. */
  readonly took: number;
}

/** A GET with the API key. */
export async function get(port: number, path: string): Promise<Heard> {
  const from = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { authorization: `Bearer ${API_KEY}` },
    signal: AbortSignal.timeout(60_000),
  });
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  return {
    status: answer.status,
    body: isJson ? JSON.parse(text) : text,
    headers: answer.headers,
    took: performance.now() - from,
  };
}
