import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../tests/world.ts';
import { rowStatement, sizeFor } from './row-list.ts';

interface Row {
  readonly id: number;
  readonly Name: string | null;
  readonly sums: readonly number[];
  readonly props: object | null;
}

const echo = rowStatement<Row>(
  'echo',
  { id: 'int', Name: 'text', sums: 'float8[]', props: 'jsonb' },
  (list) => `select r.*, $1::uuid as "workspaceId" from ${list}`,
);

describe('a statement over a list of rows', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());

  const echoed = (rows: readonly Row[]) =>
    world.ctx.db.inWorkspace(world.workspaceId, (trx) => echo<Row>(trx, world.workspaceId, rows));

  it.each([0, 1, 2, 3, 5, 17, 40, 65, 100, 257, 700])('sends each of %i rows once and in order', async (count) => {
    const rows = Array.from({ length: count }, (_, id) => ({ id, Name: `n${id}`, sums: [id, 0.1], props: { id } }));
    expect(await echoed(rows)).toEqual(rows.map((row) => ({ ...row, workspaceId: world.workspaceId })));
  });

  it('keeps what cannot be written in JSON or SQL as it is', async () => {
    const rows: Row[] = [
      { id: 1, Name: `O'Brien "{\\}" \u2028 ,`, sums: [1e300, -0.5], props: { quote: `'"\\` } },
      { id: 2, Name: null, sums: [], props: null },
      { id: 3, Name: '', sums: [0], props: {} },
    ];
    expect(await echoed(rows)).toEqual(rows.map((row) => ({ ...row, workspaceId: world.workspaceId })));
  });

  it('leaves seldom columns out only where none of the rows has a value in them', async () => {
    const sent = rowStatement<Row>(
      'echo_seldom',
      { id: 'int', Name: 'text', sums: 'float8[]', props: 'jsonb' },
      (list, names) => `select r.*, $1::uuid is not null as "has", '${names}' as "names" from ${list}`,
      ['Name', 'props'],
    );
    const send = (rows: readonly Row[]) =>
      world.ctx.db.inWorkspace(world.workspaceId, (trx) => sent<object>(trx, world.workspaceId, rows));
    const bare: Row = { id: 1, Name: null, sums: [1], props: null };
    expect(await send([bare])).toEqual([{ id: 1, sums: [1], has: true, names: '"id", "sums"' }]);
    const named = { ...bare, id: 2, Name: 'n' };
    const all = { has: true, names: '"id", "Name", "sums", "props"' };
    expect(await send([bare, named])).toEqual([
      { ...bare, ...all },
      { ...named, ...all },
    ]);
  });

  it.each([
    [1, 1],
    [2, 4],
    [5, 4],
    [9, 16],
    [33, 64],
    [100, 64],
    [128, 256],
    [5_000, 256],
  ])('for %i rows that are left takes a list of %i', (left, size) => {
    expect(sizeFor(left)).toBe(size);
  });
});
