import type pg from 'pg';

export const MONTHS_BACK = 3;
const MONTHS_AHEAD = 2;

/**
 * Makes the monthly partitions of `signal` from three months back to two ahead; older and stranger times live in the
 * default partition. Called at start and daily; makes nothing that is there. Rows that a wrong clock put into the
 * default partition ahead of their month are moved along.
 */
export async function ensurePartitions(pool: pg.Pool, now: number): Promise<void> {
  for (let offset = -MONTHS_BACK; offset <= MONTHS_AHEAD; offset += 1) {
    const from = monthStart(now, offset);
    const name = `signal_${new Date(from).toISOString().slice(0, 7).replace('-', '_')}`;
    const { rows } = await pool.query<{ there: boolean }>('select to_regclass($1) is not null as there', [name]);
    if (!rows[0]?.there) await makePartition(pool, name, idAt(from), idAt(monthStart(now, offset + 1)));
  }
}

async function makePartition(pool: pg.Pool, name: string, from: string, to: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`create table ${name} (like signal including defaults including constraints)`);
    await client.query(
      `with moved as (delete from signal_undated where id >= $1 and id < $2 returning *) insert into ${name} select * from moved`,
      [from, to],
    );
    await client.query(`alter table signal attach partition ${name} for values from ('${from}') to ('${to}')`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    // Another process made it between our look and our statement.
    if ((error as { code?: string }).code !== '42P07') throw error;
  } finally {
    client.release();
  }
}

/** The smallest signal id of an instant: its 48 bits of time, then zeros. */
export function idAt(ms: number): string {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}

/** The first ms of the UTC month `offset` months from that of `now`. */
export function monthStart(now: number, offset: number): number {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, 1);
}
