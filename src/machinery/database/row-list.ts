import type { Trx } from './database.ts';

/** The columns of a list of rows and their PostgreSQL types, in the order in which they are sent. The first is never null. */
export type Columns<Row> = Readonly<Record<Extract<keyof Row, string>, string>>;

/** Sends rows to the database and answers what their statement returns. Nothing is sent for no rows. */
export type SendRows<Row> = <Answer>(trx: Trx, workspaceId: string, rows: readonly Row[]) => Promise<Answer[]>;

// A statement is prepared once per connection and number of rows, so there are few numbers. Ascending.
const SIZES = [1, 4, 16, 64, 256];
const LARGEST = 256;

/**
 * A statement over a list of rows. `text` is given the list as something to select from, under the name `r`, and the names of its columns;
 * `$1` is the workspace.
 *
 * The rows are bound values: inserting a signal from them costs the server a third less than inserting it from JSON. Many rows
 * are several statements, sent together; rows reach the table in the order of the list. Columns that `seldom` have a value are left out
 * together where none of them has one: the statement must mean the same with nulls, or false, in them.
 */
export function rowStatement<Row extends object>(
  name: string,
  columns: Columns<Row>,
  text: (list: string, names: string) => string,
  seldom: readonly Extract<keyof Row, string>[] = [],
): SendRows<Row> {
  type Name = Extract<keyof Row, string>;
  const shapeOf = (shape: string, names: readonly Name[]) => {
    const types = names.map((column) => columns[column]);
    const texts = SIZES.map((size) => [size, text(listOf(names, types, size), names.map(quoted).join(', '))] as const);
    return { name: shape, names, texts: new Map(texts) };
  };
  const names = Object.keys(columns) as Name[];
  const long = shapeOf(name, names);
  const short = shapeOf(
    `${name}_short`,
    names.filter((column) => !seldom.includes(column)),
  );
  const isShort = (row: Row) => seldom.every((column) => row[column] === null || row[column] === false);
  return async <Answer>(trx: Trx, workspaceId: string, rows: readonly Row[]) => {
    const shape = seldom.length > 0 && rows.every(isShort) ? short : long;
    const sent: Promise<Answer[]>[] = [];
    for (let at = 0; at < rows.length; ) {
      const size = sizeFor(rows.length - at);
      const values: unknown[] = [workspaceId];
      for (const row of rows.slice(at, at + size)) for (const column of shape.names) values.push(row[column]);
      // What is left over of the list is filled with nulls, which it leaves out.
      while (values.length < 1 + size * shape.names.length) values.push(null);
      sent.push(trx.run<Answer>({ name: `${shape.name}_${size}`, text: shape.texts.get(size) ?? '' }, values));
      at += size;
    }
    const [first = [], ...others] = await Promise.all(sent);
    return others.length === 0 ? first : first.concat(...others);
  };
}

/** The list that holds all of `left` rows when at least half of it is filled, else the largest that is filled whole. */
export function sizeFor(left: number): number {
  const enough = SIZES.find((size) => size >= left) ?? LARGEST;
  return enough <= 2 * left ? enough : (SIZES.findLast((size) => size <= left) ?? 1);
}

function listOf(names: readonly string[], types: readonly string[], size: number): string {
  const columns = names.map(quoted);
  let parameter = 1;
  const row = () => `(${types.map((type) => `$${++parameter}::${type}`).join(', ')})`;
  const rows = Array.from({ length: size }, row).join(', ');
  return `(select * from (values ${rows}) as list (${columns.join(', ')}) where ${columns[0]} is not null) as r`;
}

function quoted(name: string): string {
  return `"${name}"`;
}
