import type { Millis } from '../foundation/time.ts';
import type { Person } from '../identity/forget-store.ts';
import type { Trx } from '../machinery/database/database.ts';

/** Tables of this room that `forgetConversations` takes a person out of. */
export const FORGOTTEN = ['conversation', 'conversation_key', 'message', 'chat_file', 'type_label'] as const;

/** The conversations that a person began. Needs the ledger as it was while the person was there. */
export async function conversationsOfPerson(trx: Trx, workspaceId: string, person: Person): Promise<readonly string[]> {
  const stretches = person.stretches.map(({ identityId, since, until }) => ({ identityId, since, until }));
  const rows = await trx.run<{ id: string }>(
    {
      name: 'chat_of_person',
      text: `select c.id from conversation c where c.workspace_id = $1 and (c.identity_id = any($2::uuid[]) or exists (
          select from json_to_recordset($3::json) as r("identityId" uuid, since bigint, until bigint)
          where c.identity_id = r."identityId" and c.started_at >= r.since and (r.until is null or c.started_at < r.until)))`,
    },
    [workspaceId, person.identityIds, JSON.stringify(stretches)],
  );
  return rows.map(({ id }) => id);
}

/** Conversations in which nothing happened since `before`, at most `max`. */
export async function conversationsBefore(
  trx: Trx,
  workspaceId: string,
  before: Millis,
  max: number,
): Promise<readonly string[]> {
  const rows = await trx.run<{ id: string }>(
    {
      name: 'chat_before',
      text: 'select id from conversation where workspace_id = $1 and active_at < to_timestamp($2 / 1000.0) limit $3',
    },
    [workspaceId, before, max],
  );
  return rows.map(({ id }) => id);
}

/** Deletes conversations with all that was said in them, and what was still to be done with it. What other rooms made of them goes before. */
export async function forgetConversations(trx: Trx, workspaceId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  for (const [table, column] of Object.entries(KEYS)) {
    await trx.run(
      {
        name: `forget_${table}`,
        text: `delete from ${table} where workspace_id = $1 and ${column} = any($2::uuid[])`,
      },
      [workspaceId, ids],
    );
  }
  await trx.run(
    {
      name: 'forget_chat_deliveries',
      text: `delete from delivery where workspace_id = $1 and payload->>'conversationId' = any($2::text[])`,
    },
    [workspaceId, ids],
  );
}

const KEYS: Readonly<Record<(typeof FORGOTTEN)[number], string>> = {
  conversation: 'id',
  conversation_key: 'conversation_id',
  message: 'conversation_id',
  chat_file: 'conversation_id',
  type_label: 'conversation_id',
};
