import type pg from 'pg';
import type { Logger } from 'pino';
import { isUnavailable } from './database.ts';

const EVERY_MS = 15_000;

interface Worn {
  readonly name: string;
  readonly dead: number;
  readonly changed: number;
  readonly rows: number;
}

/**
 * What PostgreSQL's own background workers do on a server and nobody does in the embedded database: fresh statistics for the
 * planner, and room of deleted rows made free. A table at a time, so that requests go in between. Returns how to stop.
 */
export function startUpkeep(pool: pg.Pool, log: Logger): () => Promise<void> {
  let isStopped = false;
  let working: Promise<void> = Promise.resolve();
  const work = async () => {
    try {
      for (const { name, what } of chores(await wornTables(pool))) {
        if (isStopped) return;
        await pool.query(`${what} "${name}"`);
      }
    } catch (error) {
      if (!isUnavailable(error)) log.warn({ err: error }, 'upkeep of the embedded database');
    }
  };
  const timer = setInterval(() => {
    working = working.then(work);
  }, EVERY_MS);
  timer.unref();
  return async () => {
    isStopped = true;
    clearInterval(timer);
    await working;
  };
}

/** Tables with changes since they were last looked after. */
export async function wornTables(pool: pg.Pool): Promise<readonly Worn[]> {
  // Counts are kept back while a session is busy, and the one session always is.
  await pool.query('select pg_stat_force_next_flush()');
  const { rows } = await pool.query<Worn>(
    `select s.relname as name, n_dead_tup::float8 as dead, n_mod_since_analyze::float8 as changed, greatest(c.reltuples, 0)::float8 as rows
     from pg_stat_user_tables s join pg_class c on c.oid = s.relid
     where s.schemaname = 'public' and c.relkind = 'r' and (n_dead_tup > 0 or n_mod_since_analyze > 0)`,
  );
  return rows;
}

export interface Chore {
  readonly name: string;
  readonly what: 'vacuum analyze' | 'analyze';
}

/** What needs doing, by the thresholds that autovacuum has by default. */
export function chores(tables: readonly Worn[]): Chore[] {
  return tables.flatMap(({ name, dead, changed, rows }): Chore[] => {
    if (dead > 50 + 0.2 * rows) return [{ name, what: 'vacuum analyze' }];
    return changed > 50 + 0.1 * rows ? [{ name, what: 'analyze' }] : [];
  });
}
