import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVER } from '../scripts/set-up.mjs';

export const API_KEY = 'bench_key_0123456789_0123456789';
export const TAG_ID = 'bench-tag';
const ROOT = join(import.meta.dirname, '..');

export interface Running {
  readonly port: number;
  readonly process: ChildProcess;
  readonly stop: () => Promise<void>;
}

/** A Knock of its own, on `databaseUrl` or on an embedded database in a new folder. */
export async function startKnock(databaseUrl: string | null): Promise<Running> {
  const dataDir = mkdtempSync(join(tmpdir(), 'knock-bench-'));
  const port = await freePort();
  const env = {
    ...process.env,
    PORT: String(port),
    KNOCK_DATA_DIR: dataDir,
    KNOCK_API_KEY: API_KEY,
    KNOCK_TAG_ID: TAG_ID,
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
  };
  return started(spawn(process.execPath, SERVER, { cwd: ROOT, env }), /Knock is running/, dataDir, port);
}

export async function startFloor(databaseUrl: string | null): Promise<Running> {
  const dataDir = mkdtempSync(join(tmpdir(), 'knock-floor-'));
  const env = { ...process.env, ...(databaseUrl && { DATABASE_URL: databaseUrl }) };
  const child = spawn(process.execPath, ['bench/floor-server.ts', join(dataDir, 'database')], { cwd: ROOT, env });
  return started(child, /port (\d+)/, dataDir, null);
}

function started(child: ChildProcess, sign: RegExp, dataDir: string, known: number | null): Promise<Running> {
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => {
        rmSync(dataDir, { recursive: true, force: true });
        resolve();
      });
      child.kill('SIGTERM');
    });
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += String(chunk);
      const match = sign.exec(said);
      if (match) resolve({ port: known ?? Number(match[1]), process: child, stop });
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', (chunk: Buffer) => process.stderr.write(chunk));
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
