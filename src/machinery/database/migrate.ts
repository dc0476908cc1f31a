import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';
import { APP_ROLE, type Database } from './database.ts';

const FOLDER = new URL('../../../migrations/', import.meta.url);
// Any number will do as long as every process takes the same one.
const MIGRATION_LOCK = 5_610_233;

/**
 * Brings the schema up to the newest file in `migrations/`, each in its own transaction, forward only, once even when
 * several processes start together. Returns the names it applied.
 * @throws when a file fails, naming it; when the database knows a migration that this release does not (a downgrade).
 */
export function migrate(db: Database): Promise<string[]> {
  return db.unhurried(() => bringUpToDate(db));
}

async function bringUpToDate(db: Database): Promise<string[]> {
  const client = await db.pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(
      'create table if not exists migration (name text primary key, applied_at timestamptz not null default now())',
    );
    const files = readdirSync(FOLDER)
      .filter((name) => /^\d{4}-.*\.sql$/.test(name))
      .sort();
    const applied = await appliedNames(client);
    const unknown = applied.filter((name) => !files.includes(name));
    if (unknown.length > 0) {
      throw new Error(`the database was used by a newer Knock (it has ${unknown.join(', ')}): start that release`);
    }
    const missing = files.filter((name) => !applied.includes(name));
    for (const name of missing) await applyFile(client, name);
    // Also when nothing is missing: a start may have been cut off between its last file and this.
    await guardTables(client);
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    return missing;
  } finally {
    client.release();
  }
}

async function appliedNames(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from migration order by name');
  return rows.map((row) => row.name);
}

async function applyFile(client: pg.PoolClient, name: string): Promise<void> {
  const text = readFileSync(new URL(name, FOLDER), 'utf8');
  try {
    await client.query('begin');
    await client.query(text);
    await client.query('insert into migration (name) values ($1)', [name]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback').catch(() => {});
    throw new Error(`migration ${name} failed; nothing of it was applied`, { cause });
  }
}

/**
 * Row-level security on every table that has a workspace: a table added later cannot forget it.
 * The role is made here when the user may; where it may not (some managed databases), queries still name the workspace.
 */
async function guardTables(client: pg.PoolClient): Promise<void> {
  await client.query(`do $$
    declare t text; guarded boolean;
    begin
      begin
        if not exists (select from pg_roles where rolname = '${APP_ROLE}') then create role ${APP_ROLE} nologin; end if;
        execute format('grant ${APP_ROLE} to %I', current_user);
      exception when insufficient_privilege or duplicate_object or unique_violation then null;
      end;
      for t, guarded in
        select c.relname, c.relrowsecurity as guarded from pg_class c
        join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
        where c.relkind in ('r', 'p') and not c.relispartition
      loop
        -- Changing a table waits for all who use it: only where there is something to change.
        if not guarded then execute format('alter table %I enable row level security', t); end if;
        if not exists (select from pg_policy where polrelid = t::regclass and polname = 'own_workspace') then
          execute format(
            'create policy own_workspace on %I using (workspace_id = nullif(current_setting(''knock.workspace'', true), '''')::uuid)', t);
        end if;
        if exists (select from pg_roles where rolname = '${APP_ROLE}') and not has_table_privilege('${APP_ROLE}', t::regclass, 'delete') then
          execute format('grant select, insert, update, delete on %I to ${APP_ROLE}', t);
        end if;
      end loop;
      if exists (select from pg_roles where rolname = '${APP_ROLE}') then
        execute format('grant usage on schema %I to ${APP_ROLE}', current_schema());
        grant select (id, name, tag_id, settings, rules_version, created_at), update (name, settings, rules_version) on workspace to ${APP_ROLE};
      end if;
    end $$`);
}
