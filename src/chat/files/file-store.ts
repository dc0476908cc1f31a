import { randomUUID } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { CHAT_FILE_BYTES_MAX, CHAT_FILE_TYPES } from '../../../wire/chat-limits.ts';
import { type Outcome, ok, refused } from '../../foundation/outcome.ts';
import { DAY, type Millis } from '../../foundation/time.ts';
import type { Database, Trx } from '../../machinery/database/database.ts';
import type { FileRef } from '../change.ts';
import type { FileUpload } from '../room-store.ts';
import type { ChatWord } from '../state.ts';
import { fileName, textType } from './file-name.ts';

/** Bytes that one conversation may hold. */
export const CONVERSATION_BYTES_MAX = 50 * 1024 * 1024;
/** An uploaded file that no message carries is kept so long. */
export const UNSENT_MS = DAY;

export interface StoredFile extends FileRef {
  readonly bytes: Buffer;
  readonly conversationId: string;
}

/** What the bytes are, whatever they are called; null for what is not taken. */
export async function mediaTypeOf({ name, bytes }: FileUpload): Promise<string | null> {
  const found = await fileTypeFromBuffer(bytes);
  if (found) return (CHAT_FILE_TYPES as readonly string[]).includes(found.mime) ? found.mime : null;
  const text = utf8(bytes);
  return text === null ? null : textType(text, name);
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Keeps a file for a message to come. The conversation must be locked, so that two uploads cannot both be the last that fits. */
export async function insertFile(
  trx: Trx,
  workspaceId: string,
  conversationId: string,
  file: FileUpload & { readonly mediaType: string },
  at: Millis,
): Promise<Outcome<FileRef, ChatWord>> {
  const size = file.bytes.byteLength;
  if (size === 0) return refused('invalid', 'file', 'The file is empty.');
  if (size > CHAT_FILE_BYTES_MAX) return refused('too_large', 'file', 'A file may have 10 MB.');
  const [held] = await trx.run<{ bytes: number }>(
    {
      name: 'chat_file_bytes',
      text: `select coalesce(sum(size), 0)::bigint as bytes from chat_file where workspace_id = $1 and conversation_id = $2`,
    },
    [workspaceId, conversationId],
  );
  if ((held?.bytes ?? 0) + size > CONVERSATION_BYTES_MAX) {
    return refused('too_large', 'file', 'This conversation has no room for more files.');
  }
  const { mediaType } = file;
  const ref = { id: randomUUID(), name: fileName(file.name, mediaType), mediaType, size };
  await trx.run(
    {
      name: 'chat_file_insert',
      text: `insert into chat_file (workspace_id, id, conversation_id, name, media_type, size, bytes, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    },
    [workspaceId, ref.id, conversationId, ref.name, mediaType, size, Buffer.from(file.bytes), new Date(at)],
  );
  return ok(ref);
}

/** Gives waiting files of this conversation to a message. Null when one of them is not there, or another's already. */
export async function attachFiles(
  trx: Trx,
  workspaceId: string,
  conversationId: string,
  messageId: string,
  ids: readonly string[],
): Promise<readonly FileRef[] | null> {
  if (ids.length === 0) return [];
  const rows = await trx.run<FileRef>(
    {
      name: 'chat_file_attach',
      text: `update chat_file set message_id = $3, place = array_position($4::uuid[], id) where workspace_id = $1 and conversation_id = $2 and message_id is null
        and id = any($4::uuid[]) returning id, name, media_type as "mediaType", size`,
    },
    [workspaceId, conversationId, messageId, ids],
  );
  if (rows.length !== new Set(ids).size) return null;
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

export async function findFile(trx: Trx, workspaceId: string, id: string): Promise<StoredFile | null> {
  const rows = await trx.run<StoredFile>(
    {
      name: 'chat_file_find',
      text: `select id, name, media_type as "mediaType", size, bytes, conversation_id as "conversationId" from chat_file
        where workspace_id = $1 and id = $2`,
    },
    [workspaceId, id],
  );
  return rows[0] ?? null;
}

/** Deletes uploads that no message ever carried. Answers how many. */
export async function clearUnsent(db: Database, now: Millis): Promise<number> {
  const { rowCount } = await db.pool.query('delete from chat_file where message_id is null and created_at < $1', [
    new Date(now - UNSENT_MS),
  ]);
  return rowCount ?? 0;
}
