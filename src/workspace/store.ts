import { randomBytes, randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Millis } from '../foundation/time.ts';
import type { Secrets } from '../machinery/secrets.ts';
import type { Tables } from '../machinery/tables.ts';
import { readSettings, rotated, type Settings } from './settings.ts';

/** What identity secrets are sealed for. */
export const IDENTITY_SECRET_USE = 'identity-tokens';

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly tagId: string;
  readonly settings: Settings;
  readonly createdAt: Millis;
}

/**
 * Makes a workspace and its twin among the sign-in's organisations, which has the same id. `tagId` null: a random one.
 * It gets an identity secret that nobody has seen: signing begins with the first rotation, which shows one.
 */
export async function insertWorkspace(
  q: Kysely<Tables>,
  secrets: Secrets,
  made: { readonly name: string; readonly tagId: string | null; readonly at: Millis },
): Promise<Workspace> {
  const id = randomUUID();
  const at = new Date(made.at);
  const tagId = made.tagId ?? randomBytes(9).toString('base64url');
  const settings = { identitySecret: rotated(null, newIdentitySecret(secrets).sealed, made.at) };
  await q
    .insertInto('workspace')
    .values({ id, name: made.name, tag_id: tagId, settings: JSON.stringify(settings), created_at: at })
    .execute();
  await q.insertInto('auth_organization').values({ id, name: made.name, slug: id, createdAt: at }).execute();
  return { id, name: made.name, tagId, settings: readSettings(settings), createdAt: made.at };
}

/** A secret that identity tokens are signed with, in clear for its one showing, and sealed for keeping. */
export function newIdentitySecret(secrets: Secrets): { readonly text: string; readonly sealed: string } {
  const text = randomBytes(32).toString('base64url');
  return { text, sealed: secrets.seal(IDENTITY_SECRET_USE, text) };
}

export async function findWorkspace(q: Kysely<Tables>, id: string): Promise<Workspace | null> {
  return firstOf(await select(q).where('id', '=', id).execute());
}

export async function findWorkspaceByTag(q: Kysely<Tables>, tagId: string): Promise<Workspace | null> {
  return firstOf(await select(q).where('tag_id', '=', tagId).execute());
}

/** All workspaces, the oldest first. */
export async function listWorkspaces(q: Kysely<Tables>): Promise<Workspace[]> {
  const rows = await select(q).orderBy('created_at').orderBy('id').execute();
  return rows.flatMap((row) => firstOf([row]) ?? []);
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
  const row = await q
    .selectFrom('signal')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Until the transaction ends, no other set-up, provisioning or change of members or secrets runs, in any process. */
export async function lockChanges(q: Kysely<Tables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(5610234)`.execute(q);
}

function select(q: Kysely<Tables>) {
  return q.selectFrom('workspace').select(['id', 'name', 'tag_id', 'settings', 'created_at']);
}

function firstOf(
  rows: readonly {
    readonly id: string;
    readonly name: string;
    readonly tag_id: string;
    readonly settings: unknown;
    readonly created_at: Date;
  }[],
): Workspace | null {
  const row = rows[0];
  if (!row) return null;
  const { id, name, tag_id: tagId, created_at: createdAt } = row;
  return { id, name, tagId, settings: readSettings(row.settings), createdAt: createdAt.getTime() };
}
