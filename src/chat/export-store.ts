import type { Trx } from '../machinery/database/database.ts';
import { conversationsOf } from './ledger-store.ts';

/** One conversation of a person, in plain JSON. */
export type ExportedConversation = Readonly<Record<string, unknown>>;

/** Everything that was said with a contact: messages both ways, and what files were sent. Internal notes are the team's, and left out. */
export function exportConversations(trx: Trx, workspaceId: string, contactId: string): Promise<ExportedConversation[]> {
  return trx.run<ExportedConversation>(
    {
      name: 'export_conversations',
      text: `select c.id, c.surface, c.status, c.intent_type as "intentType", c.intent_type_final as "intentTypeFinal", c.context,
          to_timestamp(c.started_at / 1000.0) as "startedAt", coalesce((
            select json_agg(json_build_object('at', m.at, 'author', m.author, 'name', m.author_name, 'text', m.text, 'deletedAt', m.deleted_at,
              'files', (select coalesce(json_agg(json_build_object('name', f.name, 'type', f.media_type, 'size', f.size)), '[]')
                from chat_file f where f.workspace_id = $1 and f.conversation_id = c.id and f.message_id = m.id)) order by m.seq)
            from message m where m.workspace_id = $1 and m.conversation_id = c.id and not m.internal), '[]') as messages
        from conversation c where c.workspace_id = $1 and c.id in (select held.id from ${conversationsOf('array[$2::uuid]')} held)
        order by c.started_at, c.id`,
    },
    [workspaceId, contactId],
  );
}
