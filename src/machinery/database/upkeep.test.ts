import { describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { chores, wornTables } from './upkeep.ts';

describe('chores', () => {
  it.each([
    ['little changed', { dead: 10, changed: 40, rows: 1_000 }, []],
    ['much new', { dead: 0, changed: 151, rows: 1_000 }, ['analyze']],
    ['much dead', { dead: 251, changed: 251, rows: 1_000 }, ['vacuum analyze']],
    ['a new table', { dead: 0, changed: 60, rows: 0 }, ['analyze']],
    ['a large table, a small change', { dead: 50, changed: 900, rows: 100_000 }, []],
  ])('%s', (_case, table, expected) => {
    expect(chores([{ name: 't', ...table }]).map((chore) => chore.what)).toEqual(expected);
  });

  it('reads its counts from an embedded database, and they settle once done', async () => {
    const db = openDatabase({ url: null, dataDir: 'memory://' });
    await db.pool.query('create table worn (a int)');
    await db.pool.query('insert into worn select generate_series(1, 2000)');
    await db.pool.query('update worn set a = a + 1');

    const before = chores(await wornTables(db.pool));
    expect(before).toEqual([{ name: 'worn', what: 'vacuum analyze' }]);
    await db.pool.query('vacuum analyze worn');
    expect(chores(await wornTables(db.pool))).toEqual([]);
    await db.close();
  });
});
