import type { Trx } from '../machinery/database/database.ts';

/**
 * Whose a conversation is: the contact of its browser's open ledger row that holds its beginning. As an SQL expression over a row
 * of `conversation` by the name `alias`; null while nothing of the browser was recorded. Follows merges, un-merges and
 * profile switches, since the ledger does.
 */
export function contactOf(alias: string): string {
  return `(select l.contact_id from ledger l where l.workspace_id = ${alias}.workspace_id and l.identity_id = ${alias}.identity_id
    and l.closed_at is null and l.since <= ${alias}.started_at and (l.until is null or ${alias}.started_at < l.until)
    order by l.since desc limit 1)`;
}

/**
 * The conversations of contacts, as a table expression with the columns `contact_id` and `id`: each of their stretches' browsers' that began in
 * it. `contacts` is an SQL expression of their ids, `workspace` of the workspace's.
 */
export function conversationsOf(contacts: string, workspace = '$1'): string {
  return `(select l.contact_id, c.id from ledger l
    join conversation c on c.workspace_id = l.workspace_id and c.identity_id = l.identity_id
      and c.started_at >= l.since and (l.until is null or c.started_at < l.until)
    where l.workspace_id = ${workspace} and l.contact_id = any(${contacts}) and l.closed_at is null)`;
}

/** The contact of a conversation, or null. */
export async function contactOfConversation(trx: Trx, workspaceId: string, id: string): Promise<string | null> {
  const rows = await trx.run<{ contactId: string | null }>(
    {
      name: 'chat_contact',
      text: `select ${contactOf('c')} as "contactId" from conversation c where c.workspace_id = $1 and c.id = $2`,
    },
    [workspaceId, id],
  );
  return rows[0]?.contactId ?? null;
}
