import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findPostgres } from '../scripts/debian.mjs';

/** A PostgreSQL server of its own, from Debian's package, in a temporary folder. It syncs to disk like a real one. */
export interface Postgres {
  /** Of its only database, over TCP on this machine. */
  readonly url: string;
  /** `immediate` is a crash: nobody is asked, everything is cut. `fast` ends sessions in order. */
  readonly stop: (mode: 'immediate' | 'fast') => Promise<void>;
  /** Starts it again on the same data and the same port. */
  readonly start: () => Promise<void>;
  /** kill -9 of the server and whatever it started. */
  readonly kill: () => Promise<void>;
  /** Signals the server and all its sessions: `SIGSTOP` makes it hold still without closing a connection, `SIGCONT` go on. */
  readonly signal: (signal: 'SIGSTOP' | 'SIGCONT') => void;
  /** Ends it and deletes its folder. */
  readonly remove: () => Promise<void>;
}

/** Why there are no tests on PostgreSQL here, or null when there are. Said once by whoever skips. */
export function whyNoPostgres(): string | null {
  return findPostgres() === null
    ? 'PostgreSQL >= 15 is not installed (Debian: `apt-get install postgresql`): its tests are skipped'
    : null;
}

const READY_WITHIN_MS = 60_000;

/** Makes and starts one. `dataParent` is a folder for its data, else one in the system's temporary folder. */
export async function startPostgres(dataParent: string = tmpdir()): Promise<Postgres> {
  const bin = findPostgres();
  if (bin === null) throw new Error('PostgreSQL is not installed: ask whyNoPostgres() first');
  const folder = mkdtempSync(join(dataParent, 'knock-postgres-'));
  const data = join(folder, 'data');
  const sockets = mkdtempSync(join(tmpdir(), 'knock-pg-'));
  for (const path of [folder, sockets]) giveToServer(path);
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C'];
  const made = spawnSync(...asServer(join(bin, 'initdb'), initdb), { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | null = null;

  const start = async () => {
    const options = ['-D', data, '-p', String(port), '-k', sockets, '-h', '127.0.0.1'];
    // Small and quick to checkpoint, so that a test sees both.
    const settings = ['-c', 'fsync=on', '-c', 'max_wal_size=64MB', '-c', 'log_min_messages=panic'];
    const child = spawn(join(bin, 'postgres'), [...options, ...settings], {
      ...whoServes(),
      stdio: 'ignore',
    });
    server = child;
    await answers(url, child);
  };
  const ended = async (child: ChildProcess) => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  const signalAll = (signal: NodeJS.Signals) => {
    if (!server?.pid || server.exitCode !== null || server.signalCode !== null) return;
    // Each session is a process in a group of its own.
    for (const pid of [server.pid, ...childrenOf(server.pid)]) {
      try {
        process.kill(pid, signal);
      } catch {
        // It has just ended by itself.
      }
    }
  };
  const stop = async (mode: 'immediate' | 'fast') => {
    if (!server) return;
    // What `pg_ctl stop -m` sends, to the server itself.
    server.kill(mode === 'immediate' ? 'SIGQUIT' : 'SIGINT');
    await ended(server);
  };
  const kill = async () => {
    signalAll('SIGKILL');
    if (server) await ended(server);
  };
  const neverLeftBehind = () => signalAll('SIGKILL');
  process.once('exit', neverLeftBehind);
  await start();
  return {
    url,
    start,
    stop,
    kill,
    signal: signalAll,
    remove: async () => {
      process.off('exit', neverLeftBehind);
      await kill();
      for (const path of [folder, sockets]) rmSync(path, { recursive: true, force: true });
    },
  };
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch (cause) {
      if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}`, { cause });
      if (Date.now() > until) throw new Error('postgres does not answer', { cause });
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await client.end().catch(() => {});
    }
  }
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').map(Number).filter(Boolean);
}

// PostgreSQL refuses to run as root; Debian's package made a user for it.
function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function asServer(command: string, args: readonly string[]): [string, string[]] {
  return isRoot() ? ['runuser', ['-u', 'postgres', '--', command, ...args]] : [command, [...args]];
}

function whoServes(): { uid?: number; gid?: number } {
  if (!isRoot()) return {};
  const idOf = (flag: '-u' | '-g') => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: idOf('-u'), gid: idOf('-g') };
}

function giveToServer(path: string): void {
  const { uid, gid } = whoServes();
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

// Below 32768, where the system begins to give ports to whoever asks for any: one of these stays its owner's between a kill and the next
// start. Each process has a stretch of its own, so that workers do not meet either.
const PORTS_FROM = 10_000;
const STRETCHES = 200;
const STRETCH = 100;
let portsTaken = 0;

/** A port that nobody listens on at this moment, and that this process gives to nobody else before 99 others. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < STRETCH; tries += 1) {
    const port = PORTS_FROM + (process.pid % STRETCHES) * STRETCH + (portsTaken % STRETCH);
    portsTaken += 1;
    if (await isFree(port)) return port;
  }
  throw new Error(`all ports of this process from ${PORTS_FROM} on are taken`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
