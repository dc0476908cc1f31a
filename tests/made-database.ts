import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { openDatabase } from '../src/machinery/database/database.ts';
import { migrate } from '../src/machinery/database/migrate.ts';
import { ensurePartitions } from '../src/machinery/database/partitions.ts';
import { startJobs } from '../src/machinery/jobs.ts';

const ROOT = join(import.meta.dirname, '..');
const MADE = join(ROOT, '.cache', 'made-database');
// Whatever a new database is made of: after a change of any of it another one is made.
const MADE_OF = ['migrations', 'src/machinery/database', 'src/machinery/jobs.ts', 'package-lock.json'];

/**
 * Puts an embedded database in `folder` (not there yet) that has all tables and nobody in them, as a first start would make it,
 * in a tenth of the time: a copy of one that was made once.
 */
export async function copyMadeDatabase(folder: string): Promise<void> {
  cpSync(await made(), folder, { recursive: true });
}

async function made(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of MADE_OF.flatMap(filesIn)) hash.update(readFileSync(file));
  const name = hash.digest('hex');
  const kept = join(MADE, name);
  if (existsSync(kept)) return kept;
  const fresh = `${kept}-${randomUUID()}`;
  mkdirSync(MADE, { recursive: true });
  forgetFormer(name);
  const db = openDatabase({ url: null, dataDir: fresh });
  await migrate(db);
  await ensurePartitions(db.pool, Date.now());
  const jobs = await startJobs(db, pino({ level: 'silent' }));
  await jobs.stop();
  await db.close();
  try {
    renameSync(fresh, kept);
  } catch {
    // Another process was faster.
    rmSync(fresh, { recursive: true, force: true });
  }
  return kept;
}

// Of migrations and versions that are no more. Other processes may be making the present one: those of its name stay.
function forgetFormer(name: string): void {
  for (const other of readdirSync(MADE)) {
    if (!other.startsWith(name)) rmSync(join(MADE, other), { recursive: true, force: true });
  }
}

function filesIn(path: string): string[] {
  const full = join(ROOT, path);
  if (!statSync(full).isDirectory()) return [full];
  return readdirSync(full)
    .sort()
    .map((name) => join(full, name));
}
