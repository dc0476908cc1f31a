import type pg from 'pg';
import { MONTHS_BACK, monthStart } from './partitions.ts';

const LOCK_WAIT_MS = 5_000;

/**
 * Drops the monthly partitions of `signal` that end by `cutoff` and that `ensurePartitions` would not make again. Rows whose
 * own time is later than their id's (a device with a wrong clock) move to the default partition. Answers the names.
 * Rejects when the table is too busy to be altered within seconds: the next day will do as well.
 */
export async function dropPartitions(pool: pg.Pool, cutoff: number, now: number): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'signal'::regclass and c.relname ~ '^signal_[0-9]{4}_[0-9]{2}$' order by c.relname`,
  );
  const dropped: string[] = [];
  for (const { name } of rows) {
    const [year, month] = name.slice('signal_'.length).split('_').map(Number);
    const end = Date.UTC(year ?? 0, month ?? 0, 1);
    if (end > cutoff || end > monthStart(now, -MONTHS_BACK)) continue;
    await dropPartition(pool, name, cutoff);
    dropped.push(name);
  }
  return dropped;
}

async function dropPartition(pool: pg.Pool, name: string, cutoff: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`begin; set local lock_timeout = ${LOCK_WAIT_MS}`);
    await client.query(`alter table signal detach partition ${name}`);
    await client.query(`insert into signal select * from ${name} where at >= $1`, [new Date(cutoff)]);
    await client.query(`drop table ${name}`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}
