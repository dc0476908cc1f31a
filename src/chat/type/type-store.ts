import type { IntentType } from '../../../wire/signal.ts';
import type { Millis } from '../../foundation/time.ts';
import type { Regrouped } from '../../identity/apply-store.ts';
import type { TypeSignal } from '../../intent/type/verdict.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { contactOf, conversationsOf } from '../ledger-store.ts';
import { contactType, type KeptVerdict, type TypeOfConversation, typeFrom } from './verdict.ts';

export async function saveVerdict(trx: Trx, workspaceId: string, id: string, verdict: KeptVerdict): Promise<void> {
  await trx.run(
    {
      name: 'chat_verdict',
      text: `update conversation set intent_type = $3, intent_type_final = $4, type_verdict = $5
        where workspace_id = $1 and id = $2`,
    },
    [workspaceId, id, verdict.type, verdict.final, JSON.stringify(verdict)],
  );
}

/** Keeps a rep's correction to learn from. What the model had said stays as it was before the first one. */
export async function saveLabel(
  trx: Trx,
  workspaceId: string,
  id: string,
  label: { readonly type: IntentType; readonly before: IntentType; readonly actor: string; readonly at: Millis },
): Promise<void> {
  await trx.run(
    {
      name: 'chat_label',
      text: `insert into type_label (workspace_id, conversation_id, intent_type, before, actor, at) values ($1, $2, $3, $4, $5, $6)
        on conflict (workspace_id, conversation_id) do update set intent_type = excluded.intent_type, actor = excluded.actor, at = excluded.at`,
    },
    [workspaceId, id, label.type, label.before, label.actor, new Date(label.at)],
  );
}

/** A label and what was said: a line to train on. */
export interface TypeLabel {
  readonly conversation: string;
  readonly type: string;
  readonly before: string;
  readonly at: string;
  readonly messages: readonly string[];
}

export async function listLabels(trx: Trx, workspaceId: string): Promise<TypeLabel[]> {
  const rows = await trx.run<{ id: string; type: string; before: string; at: Date; messages: string[] | null }>(
    {
      name: 'chat_labels',
      text: `select t.conversation_id as id, t.intent_type as type, t.before, t.at, (
          select json_agg(m.text order by m.seq) from message m where m.workspace_id = t.workspace_id and m.conversation_id = t.conversation_id
            and m.author = 'lead' and m.deleted_at is null) as messages
        from type_label t where t.workspace_id = $1 order by t.at, t.conversation_id`,
    },
    [workspaceId],
  );
  return rows.map(({ id, at, messages, ...row }) => ({
    conversation: id,
    ...row,
    at: at.toISOString(),
    messages: messages ?? [],
  }));
}

/** What the contact of a conversation did, by kind and category; of the browser alone while it has no contact. */
export function signalsOf(trx: Trx, workspaceId: string, conversationId: string): Promise<TypeSignal[]> {
  return trx.run<TypeSignal>(
    {
      name: 'chat_type_signals',
      text: `select a.kind, a.category, null as path, sum(a.n)::integer as n from conversation c
        join ledger l on l.workspace_id = c.workspace_id and l.contact_id = ${contactOf('c')} and l.closed_at is null
        join activity a on a.workspace_id = l.workspace_id and a.identity_id = l.identity_id and a.since = l.since
        where c.workspace_id = $1 and c.id = $2 group by a.kind, a.category`,
    },
    [workspaceId, conversationId],
  );
}

/**
 * Brings the type of contacts up to their conversations: after a message, and wherever conversations change hands. Answers those whose type
 * became another. One look by the ledger for contacts that never talked.
 */
export async function retypeContacts(
  trx: Trx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<readonly string[]> {
  if (contactIds.length === 0) return [];
  // Held before their conversations are read: of two that are settled at once, the later sees the earlier.
  await trx.run(
    {
      name: 'chat_contact_hold',
      text: 'select from contact where workspace_id = $1 and id = any($2::uuid[]) order by id for no key update',
    },
    [workspaceId, contactIds],
  );
  const rows = await trx.run<{
    contactId: string;
    present: string;
    presentFinal: boolean;
    id: string | null;
    type: string;
    final: boolean;
    at: number | null;
  }>(
    {
      name: 'chat_contact_types',
      text: `select t.id as "contactId", t.intent_type as present, t.intent_type_final as "presentFinal",
          o.id, o.intent_type as type, o.intent_type_final as final, (o.type_verdict->>'at')::bigint as at
        from contact t left join ${conversationsOf('$2::uuid[]')} held on held.contact_id = t.id
        left join conversation o on o.workspace_id = $1 and o.id = held.id and o.type_verdict is not null
        where t.workspace_id = $1 and t.id = any($2::uuid[]) and (held.id is not null or t.intent_type <> 'Unknown')`,
    },
    [workspaceId, contactIds],
  );
  const changed: { id: string; type: IntentType; final: boolean }[] = [];
  for (const [id, own] of Map.groupBy(rows, (row) => row.contactId)) {
    const conversations = own.flatMap((row): TypeOfConversation[] =>
      row.id === null ? [] : [{ id: row.id, type: typeFrom(row.type), final: row.final, at: row.at ?? 0 }],
    );
    const now = contactType(conversations);
    const [before] = own;
    if (before && (before.present !== now.type || before.presentFinal !== now.final)) changed.push({ id, ...now });
  }
  if (changed.length > 0) {
    await trx.run(
      {
        name: 'chat_contact_retype',
        text: `update contact set intent_type = r.type, intent_type_final = r.final
          from json_to_recordset($2::json) as r(id uuid, type text, final boolean)
          where contact.workspace_id = $1 and contact.id = r.id`,
      },
      [workspaceId, JSON.stringify(changed)],
    );
  }
  return changed.map(({ id }) => id);
}

/** The same for contacts that were grouped anew: conversations go with their browser. Costs nothing where nothing was regrouped. */
export function retypeRegrouped(
  trx: Trx,
  workspaceId: string,
  { joins, recompute }: Pick<Regrouped, 'joins' | 'recompute'>,
): Promise<readonly string[]> {
  return retypeContacts(trx, workspaceId, [...new Set([...joins.map(({ into }) => into), ...recompute])]);
}
