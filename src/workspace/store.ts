import { randomBytes, randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Millis } from '../foundation/time.ts';
import type { Tables } from '../machinery/tables.ts';
import { readSettings, type Settings } from './settings.ts';

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly tagId: string;
  readonly settings: Settings;
}

/** Makes a workspace and its twin among the sign-in's organisations, which has the same id. `tagId` null: a random one. */
export async function insertWorkspace(
  q: Kysely<Tables>,
  made: { readonly name: string; readonly tagId: string | null; readonly at: Millis },
): Promise<Workspace> {
  const id = randomUUID();
  const at = new Date(made.at);
  const tagId = made.tagId ?? randomBytes(9).toString('base64url');
  await q.insertInto('workspace').values({ id, name: made.name, tag_id: tagId, created_at: at }).execute();
  await q.insertInto('auth_organization').values({ id, name: made.name, slug: id, createdAt: at }).execute();
  return { id, name: made.name, tagId, settings: readSettings({}) };
}

export async function findWorkspace(q: Kysely<Tables>, id: string): Promise<Workspace | null> {
  return firstOf(await select(q).where('id', '=', id).execute());
}

export async function findWorkspaceByTag(q: Kysely<Tables>, tagId: string): Promise<Workspace | null> {
  return firstOf(await select(q).where('tag_id', '=', tagId).execute());
}

/** The workspace that was made first: the one that set-up and provisioning speak of. */
export async function findFirstWorkspace(q: Kysely<Tables>): Promise<Workspace | null> {
  return firstOf(await select(q).orderBy('created_at').orderBy('id').limit(1).execute());
}

/** Changes the given settings and leaves the others, also those another request changes at the same time. */
export async function changeSettings(q: Kysely<Tables>, id: string, change: Partial<Settings>): Promise<void> {
  await q
    .updateTable('workspace')
    .set({ settings: sql`settings || ${JSON.stringify(change)}::jsonb` })
    .where('id', '=', id)
    .execute();
}

export async function renameWorkspace(q: Kysely<Tables>, id: string, name: string): Promise<void> {
  await q.updateTable('workspace').set({ name }).where('id', '=', id).execute();
  await q.updateTable('auth_organization').set({ name }).where('id', '=', id).execute();
}

export async function changeTagId(q: Kysely<Tables>, id: string, tagId: string): Promise<void> {
  await q.updateTable('workspace').set({ tag_id: tagId }).where('id', '=', id).execute();
}

/** Whether any signal ever arrived. */
export async function hasSignals(q: Kysely<Tables>, workspaceId: string): Promise<boolean> {
  const row = await q.selectFrom('signal').select('id').where('workspace_id', '=', workspaceId).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Until the transaction ends, no other set-up, provisioning or change of members runs, in any process. */
export async function lockMembership(q: Kysely<Tables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(5610234)`.execute(q);
}

function select(q: Kysely<Tables>) {
  return q.selectFrom('workspace').select(['id', 'name', 'tag_id', 'settings']);
}

function firstOf(
  rows: readonly { readonly id: string; readonly name: string; readonly tag_id: string; readonly settings: unknown }[],
): Workspace | null {
  const row = rows[0];
  return row ? { id: row.id, name: row.name, tagId: row.tag_id, settings: readSettings(row.settings) } : null;
}
