import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Trx } from '../machinery/database/database.ts';
import type { KeyRange, Leg, Seen } from './legs.ts';

/** A table sorted by one column, and among equals by id. Columns and order are ours, never a caller's text. */
export interface SortedList {
  readonly from: RawBuilder<unknown>;
  readonly key: RawBuilder<unknown>;
  readonly id: RawBuilder<unknown>;
  readonly order: RawBuilder<unknown>;
  /** `number` as it is; `time` is a timestamptz, ms outside. */
  readonly type: 'number' | 'time';
  readonly direction: 'desc' | 'asc';
  readonly where: readonly RawBuilder<SqlBool>[];
}

interface Row {
  readonly id: string;
  readonly key: number | Date | null;
}

/** Reads leg after leg until `limit` rows are there. A page that lies inside one leg is one query. */
export async function readLegs(trx: Trx, list: SortedList, legs: readonly Leg[], limit: number): Promise<Seen[]> {
  const found: Seen[] = [];
  for (const leg of legs) {
    if (found.length >= limit) break;
    const where = [...list.where, ...legConditions(list, leg)];
    const { rows } = await sql<Row>`select ${list.id} as id, ${list.key} as key from ${list.from}
      where ${sql.join(where, sql` and `)} order by ${list.order} limit ${limit - found.length}`.execute(trx.q);
    for (const { id, key } of rows) found.push({ id, key: key instanceof Date ? key.getTime() : key });
  }
  return found;
}

/** Rows that match, counted up to `max`; null when there are more: counting them all would cost more than the page. */
export async function countUpTo(
  trx: Trx,
  list: Pick<SortedList, 'from' | 'where'>,
  max: number,
): Promise<number | null> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (select from ${list.from}
    where ${sql.join(list.where, sql` and `)} limit ${max + 1}) as counted`.execute(trx.q);
  const n = rows[0]?.n ?? 0;
  return n > max ? null : n;
}

function legConditions(list: SortedList, leg: Leg): RawBuilder<SqlBool>[] {
  const after = (id: string) =>
    list.direction === 'desc' ? sql<SqlBool>`${list.id} > ${id}` : sql<SqlBool>`${list.id} < ${id}`;
  switch (leg.kind) {
    case 'none':
      return [sql<SqlBool>`${list.key} is null`, ...(leg.after === null ? [] : [after(leg.after)])];
    case 'tie':
      return [sql<SqlBool>`${list.key} = ${bound(list.type, leg.key)}`, after(leg.after)];
    case 'range':
      return [inRange(list.key, leg.range, list.type)];
  }
}

/** The condition that a column lies in a range; never true for null. */
export function inRange(key: RawBuilder<unknown>, range: KeyRange, type: SortedList['type']): RawBuilder<SqlBool> {
  const { atLeast, below, above } = range;
  const conditions = [
    ...(atLeast === null ? [] : [sql<SqlBool>`${key} >= ${bound(type, atLeast)}`]),
    ...(above === undefined ? [] : [sql<SqlBool>`${key} > ${bound(type, above)}`]),
    ...(below === null ? [] : [sql<SqlBool>`${key} < ${bound(type, below)}`]),
  ];
  return conditions.length > 0 ? sql<SqlBool>`(${sql.join(conditions, sql` and `)})` : sql<SqlBool>`${key} is not null`;
}

function bound(type: SortedList['type'], key: number): RawBuilder<unknown> {
  return type === 'time' ? sql`${new Date(key).toISOString()}::timestamptz` : sql`${key}::float8`;
}
