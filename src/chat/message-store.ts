import type { Millis } from '../foundation/time.ts';
import type { Trx } from '../machinery/database/database.ts';
import type { FileRef, StoredMessage } from './change.ts';

interface MessageRow extends Omit<StoredMessage, 'at' | 'editedAt' | 'deletedAt'> {
  readonly at: Date;
  readonly editedAt: Date | null;
  readonly deletedAt: Date | null;
}

const SELECT = `select m.seq, m.change, m.id, m.client_id as "clientId", m.at, m.author, m.author_id as "authorId",
    m.author_name as "authorName", r.avatar_url as "avatarUrl", m.via, m.text, m.internal, m.extra, m.edited_at as "editedAt",
    m.deleted_at as "deletedAt", coalesce((
      select json_agg(json_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size) order by f.place)
      from chat_file f where f.workspace_id = m.workspace_id and f.conversation_id = m.conversation_id and f.message_id = m.id), '[]') as files
  from message m left join rep r on r.workspace_id = m.workspace_id and r.id = m.author_id
  where m.workspace_id = $1 and m.conversation_id = $2`;

export async function insertMessage(
  trx: Trx,
  workspaceId: string,
  conversationId: string,
  message: Omit<StoredMessage, 'files' | 'avatarUrl' | 'editedAt' | 'deletedAt'>,
): Promise<void> {
  await trx.run(
    {
      name: 'chat_message_insert',
      text: `insert into message (workspace_id, conversation_id, seq, id, client_id, at, author, author_id, author_name, via, text, internal,
          extra, change)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    },
    [
      workspaceId,
      conversationId,
      message.seq,
      message.id,
      message.clientId,
      new Date(message.at),
      message.author,
      message.authorId,
      message.authorName,
      message.via,
      message.text,
      message.internal,
      message.extra === null ? null : JSON.stringify(message.extra),
      message.change,
    ],
  );
}

/** New text, or with `deletedAt` none: what was written is gone, not hidden, and its files with it. */
export async function changeMessage(
  trx: Trx,
  workspaceId: string,
  conversationId: string,
  to: {
    readonly seq: number;
    readonly change: number;
    readonly text: string;
    readonly at: Millis;
    readonly how: 'edit' | 'delete';
  },
): Promise<void> {
  const values = [workspaceId, conversationId, to.seq, to.change];
  const at = new Date(to.at);
  if (to.how === 'edit') {
    const text = `update message set text = $5, edited_at = $6, change = $4 where workspace_id = $1 and conversation_id = $2 and seq = $3`;
    await trx.run({ name: 'chat_message_edit', text }, [...values, to.text, at]);
    return;
  }
  const text = `with gone as (update message set text = '', deleted_at = $5, change = $4
      where workspace_id = $1 and conversation_id = $2 and seq = $3 returning id)
    delete from chat_file f using gone where f.workspace_id = $1 and f.conversation_id = $2 and f.message_id = gone.id`;
  await trx.run({ name: 'chat_message_delete', text }, [...values, at]);
}

export function findByClientId(trx: Trx, workspaceId: string, conversationId: string, clientId: string) {
  return first(trx, 'chat_message_client', 'and m.client_id = $3', workspaceId, conversationId, clientId);
}

export function findById(trx: Trx, workspaceId: string, conversationId: string, id: string) {
  return first(trx, 'chat_message_id', 'and m.id = $3', workspaceId, conversationId, id);
}

export function findBySeq(trx: Trx, workspaceId: string, conversationId: string, seq: number) {
  return first(trx, 'chat_message_seq', 'and m.seq = $3', workspaceId, conversationId, seq);
}

async function first(trx: Trx, name: string, where: string, ...values: readonly (string | number)[]) {
  const rows = await trx.run<MessageRow>({ name, text: `${SELECT} ${where}` }, values);
  return rows[0] ? messageOf(rows[0]) : null;
}

/** What changed after `after`, oldest change first, at most `limit`. Internal ones too: readers for the lead leave them out. */
export async function listChanges(
  trx: Trx,
  workspaceId: string,
  conversationId: string,
  after: number,
  limit: number,
): Promise<StoredMessage[]> {
  const rows = await trx.run<MessageRow>(
    { name: 'chat_message_changes', text: `${SELECT} and m.change > $3 order by m.change limit $4` },
    [workspaceId, conversationId, after, limit],
  );
  return rows.map(messageOf);
}

/** The last `limit` messages before `before` (null: of all), oldest first. */
export async function listBefore(
  trx: Trx,
  workspaceId: string,
  conversationId: string,
  before: number | null,
  limit: number,
): Promise<StoredMessage[]> {
  const rows = await trx.run<MessageRow>(
    { name: 'chat_message_page', text: `${SELECT} and m.seq < $3 order by m.seq desc limit $4` },
    [workspaceId, conversationId, before ?? Number.MAX_SAFE_INTEGER, limit],
  );
  return rows.map(messageOf).reverse();
}

/** What the lead wrote, oldest first: the last `limit` messages. */
export async function leadTexts(
  trx: Trx,
  workspaceId: string,
  conversationId: string,
  limit: number,
): Promise<string[]> {
  const rows = await trx.run<{ text: string }>(
    {
      name: 'chat_lead_texts',
      text: `select text from message where workspace_id = $1 and conversation_id = $2 and author = 'lead' and deleted_at is null
        and extra->>'answer' is null order by seq desc limit $3`,
    },
    [workspaceId, conversationId, limit],
  );
  return rows.map(({ text }) => text).reverse();
}

function messageOf(row: MessageRow): StoredMessage {
  return {
    ...row,
    at: row.at.getTime(),
    editedAt: row.editedAt?.getTime() ?? null,
    deletedAt: row.deletedAt?.getTime() ?? null,
    files: row.files as readonly FileRef[],
  };
}
