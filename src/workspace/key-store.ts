import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { KEY_SCOPES, type KeyScope } from '../../wire/api/words.ts';
import type { ApiKey } from '../../wire/api/workspace.ts';
import { DAY, MINUTE, type Millis } from '../foundation/time.ts';
import type { Tables } from '../machinery/tables.ts';

const PREFIX_LENGTH = 9;

export interface NewKey {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly createdBy: string;
  readonly at: Millis;
  readonly expiresInDays: number | null;
}

/** A key as its owner shows it, found by the text they sent. */
export interface FoundKey {
  readonly workspaceId: string;
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
}

/** A new key's text: 256 bits of chance behind a recognisable beginning. */
export function newKeyText(): string {
  return `knk_${randomBytes(32).toString('base64url')}`;
}

/** Keeps a key by its hash; the text itself is kept nowhere. */
export async function insertKey(
  q: Kysely<Tables>,
  workspaceId: string,
  text: string,
  key: NewKey,
  provisioned = false,
): Promise<ApiKey> {
  const row = await q
    .insertInto('api_key')
    .values({
      workspace_id: workspaceId,
      id: randomUUID(),
      name: key.name,
      prefix: text.slice(0, PREFIX_LENGTH),
      hash: hashOf(text),
      scopes: [...new Set(key.scopes)],
      created_by: key.createdBy,
      created_at: new Date(key.at),
      expires_at: key.expiresInDays === null ? null : new Date(key.at + key.expiresInDays * DAY),
      provisioned,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return keyOf(row);
}

/** Newest first, also the expired ones, which say so by their date. */
export async function listKeys(q: Kysely<Tables>, workspaceId: string): Promise<ApiKey[]> {
  const rows = await q
    .selectFrom('api_key')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(keyOf);
}

/** Takes a key away for good; its name, or null when there is none. */
export async function deleteKey(q: Kysely<Tables>, workspaceId: string, id: string): Promise<string | null> {
  const row = await q
    .deleteFrom('api_key')
    .where('workspace_id', '=', workspaceId)
    .where(sql`id::text`, '=', id)
    .returning('name')
    .executeTakeFirst();
  return row?.name ?? null;
}

/** Takes away the provisioned keys other than `text`. */
export async function deleteOtherProvisionedKeys(q: Kysely<Tables>, workspaceId: string, text: string): Promise<void> {
  await q
    .deleteFrom('api_key')
    .where('workspace_id', '=', workspaceId)
    .where('provisioned', '=', true)
    .where('hash', '<>', hashOf(text))
    .execute();
}

/** Whether any workspace has this key, expired or not. */
export async function hasKey(q: Kysely<Tables>, text: string): Promise<boolean> {
  return (await q.selectFrom('api_key').select('id').where('hash', '=', hashOf(text)).executeTakeFirst()) !== undefined;
}

/** The key behind a text, unless it has expired; notes its use, at most once a minute. */
export async function findKeyByText(q: Kysely<Tables>, text: string, now: Millis): Promise<FoundKey | null> {
  const row = await q
    .selectFrom('api_key')
    .select(['workspace_id', 'id', 'name', 'scopes', 'last_used_at'])
    .where('hash', '=', hashOf(text))
    .where((key) => key.or([key('expires_at', 'is', null), key('expires_at', '>', new Date(now))]))
    .executeTakeFirst();
  if (!row) return null;
  if (!row.last_used_at || row.last_used_at.getTime() < now - MINUTE) {
    await q
      .updateTable('api_key')
      .set({ last_used_at: new Date(now) })
      .where('workspace_id', '=', row.workspace_id)
      .where('id', '=', row.id)
      .execute();
  }
  return { workspaceId: row.workspace_id, id: row.id, name: row.name, scopes: row.scopes };
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function keyOf(row: {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly created_by: string;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
  readonly expires_at: Date | null;
}): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: KEY_SCOPES.filter((scope) => row.scopes.includes(scope)),
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
  };
}
