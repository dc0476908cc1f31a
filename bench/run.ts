/**
 * All measurements of docs/performance.md, on the embedded database and, where it is installed, on a PostgreSQL of its own with
 * its settings as Debian ships them. `npm run bench -- ingest latency` runs single ones: tag, ingest, latency, links, memory,
 * pages, replay.
 */
import { spawnSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { startPostgres, whyNoPostgres } from '../tests/postgres.ts';

const ROOT = join(import.meta.dirname, '..');
const ON_BOTH = ['ingest', 'latency', 'memory', 'replay', 'links'];
/** What goes before the database's address. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = { replay: ['300000'] };
const asked = process.argv.slice(2);
const wants = (name: string) => asked.length === 0 || asked.includes(name);
const missing = whyNoPostgres();

console.log(
  `${cpus().length} x ${cpus()[0]?.model ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${new Date().toISOString().slice(0, 10)}`,
);
if (missing) console.log(missing.replace('tests are', 'measurements are'));
if (wants('tag')) run('scripts/build-tag.ts');
for (const name of ON_BOTH.filter(wants)) {
  run(`bench/${name}.ts`);
  await onPostgres(name);
}
if (wants('pages')) await onPostgres('pages');

async function onPostgres(name: string): Promise<void> {
  if (missing) return;
  const postgres = await startPostgres();
  try {
    run(`bench/${name}.ts`, ...(ARGUMENTS[name] ?? []), postgres.url);
  } finally {
    await postgres.remove();
  }
}

function run(...args: string[]): void {
  const done = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (done.status !== 0) console.log(`${args.join(' ')} failed`);
}
