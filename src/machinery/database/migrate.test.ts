import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP_ROLE, type Database, openDatabase } from './database.ts';
import { migrate } from './migrate.ts';

let db: Database;
beforeAll(async () => {
  db = openDatabase({ url: null, dataDir: 'memory://' });
  await migrate(db);
});
afterAll(() => db.close());

const keep = (workspaceId: string) =>
  db.inWorkspace(workspaceId, (trx) =>
    trx.run({ name: '', text: `insert into signal_backlog (workspace_id, drafts, n) values ($1, '[]', 0)` }, [
      workspaceId,
    ]),
  );
const seen = (workspaceId: string) =>
  db.inWorkspace(workspaceId, (trx) => trx.run({ name: '', text: 'select from signal_backlog' }, []));

describe('migrate', () => {
  it('guards tables that a start which was cut off left open', async () => {
    await sql.raw(`alter table signal_backlog disable row level security`).execute(db.system);
    await sql.raw(`drop policy own_workspace on signal_backlog`).execute(db.system);
    await sql.raw(`revoke all on signal_backlog from ${APP_ROLE}`).execute(db.system);
    const workspaceId = randomUUID();
    await expect(keep(workspaceId)).rejects.toThrow('permission denied');
    expect(await migrate(db)).toEqual([]);
    await keep(workspaceId);
    expect(await seen(workspaceId)).toHaveLength(1);
    expect(await seen(randomUUID())).toHaveLength(0);
  });

  it('changes nothing at a start at which nothing is missing', async () => {
    const state = async () =>
      (await db.pool.query(`select relname, xmin from pg_class where relkind in ('r', 'p') and relname not like 'pg%'`))
        .rows;
    const before = await state();
    await migrate(db);
    expect(await state()).toEqual(before);
  });

  it('refuses a database that a newer release has used', async () => {
    await sql.raw(`insert into migration (name) values ('9999-of-tomorrow.sql')`).execute(db.system);
    await expect(migrate(db)).rejects.toThrow('9999-of-tomorrow.sql');
  });
});
