import type { ChatStatus } from '../../wire/api/conversations.ts';
import type { IntentType } from '../../wire/signal.ts';
import type { Millis } from '../foundation/time.ts';
import type { Trx } from '../machinery/database/database.ts';
import type { ChatContext } from './context.ts';
import type { ConversationState } from './state.ts';
import type { KeptVerdict } from './type/verdict.ts';

/** A conversation as it is stored. */
export interface ConversationRow {
  readonly id: string;
  readonly identityId: string;
  readonly linkId: string | null;
  readonly surface: 'website' | 'link';
  readonly state: ConversationState;
  readonly status: ChatStatus;
  readonly intentType: IntentType;
  readonly intentTypeFinal: boolean;
  readonly verdict: KeptVerdict | null;
  readonly context: ChatContext;
  readonly leadReadSeq: number;
  readonly teamReadSeq: number;
}

const COLUMNS = `id, identity_id as "identityId", link_id as "linkId", surface, state, status, intent_type as "intentType",
  intent_type_final as "intentTypeFinal", type_verdict as verdict, context, lead_read_seq as "leadReadSeq", team_read_seq as "teamReadSeq"`;

/** A conversation, held for this transaction: what happens to it happens one after the other. */
export function lockConversation(trx: Trx, workspaceId: string, id: string): Promise<ConversationRow | null> {
  return one(trx, 'chat_lock', 'for update', workspaceId, id);
}

/** The same, or null when somebody else holds it. */
export function lockFreeConversation(trx: Trx, workspaceId: string, id: string): Promise<ConversationRow | null> {
  return one(trx, 'chat_lock_free', 'for update skip locked', workspaceId, id);
}

export function findConversation(trx: Trx, workspaceId: string, id: string): Promise<ConversationRow | null> {
  return one(trx, 'chat_find', '', workspaceId, id);
}

async function one(trx: Trx, name: string, how: string, workspaceId: string, id: string) {
  const text = `select ${COLUMNS} from conversation where workspace_id = $1 and id = $2 ${how}`;
  return (await trx.run<ConversationRow>({ name, text }, [workspaceId, id]))[0] ?? null;
}

/** A conversation that begins. */
export interface NewConversation extends Pick<ConversationRow, 'id' | 'identityId' | 'linkId' | 'surface' | 'context'> {
  readonly state: ConversationState;
  readonly dueAt: Millis | null;
}

/** False when there is one of this id already. */
export async function insertConversation(trx: Trx, workspaceId: string, made: NewConversation): Promise<boolean> {
  const { state, dueAt } = made;
  const at = new Date(state.startedAt);
  const rows = await trx.run(
    {
      name: 'chat_insert',
      text: `insert into conversation (workspace_id, id, identity_id, started_at, link_id, surface, state, status, due_at, owner_id,
          active_at, context, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $11) on conflict do nothing returning id`,
    },
    [
      workspaceId,
      made.id,
      made.identityId,
      state.startedAt,
      made.linkId,
      made.surface,
      JSON.stringify(state),
      state.status,
      dueAt === null ? null : new Date(dueAt),
      state.ownerId,
      at,
      JSON.stringify(made.context),
    ],
  );
  return rows.length > 0;
}

/** Writes the state, and what lists and timers look up of it. */
export async function saveState(
  trx: Trx,
  workspaceId: string,
  id: string,
  state: ConversationState,
  dueAt: Millis | null,
): Promise<void> {
  const date = (at: Millis | null) => (at === null ? null : new Date(at));
  const repliedAt = state.responseMs === null ? null : (state.firstLeadAt ?? state.startedAt) + state.responseMs;
  await trx.run(
    {
      name: 'chat_save',
      text: `update conversation set state = $3, status = $4, due_at = $5, owner_id = $6, responding_id = $7, active_at = $8::timestamptz,
          last_message_at = case when $9::bigint > 0 then $8::timestamptz end, last_seq = $9::bigint, last_lead_seq = $10, replied_at = $11, response_ms = $12
        where workspace_id = $1 and id = $2`,
    },
    [
      workspaceId,
      id,
      JSON.stringify(state),
      state.status,
      date(dueAt),
      state.ownerId,
      state.respondingId,
      date(state.activeAt),
      state.seq,
      state.lastLeadSeq,
      date(repliedAt),
      state.responseMs,
    ],
  );
}

/** Keeps how far somebody has read; never backwards, never beyond what there is. Answers where it stands, null when nothing moved. */
export async function saveRead(
  trx: Trx,
  workspaceId: string,
  id: string,
  who: 'lead' | 'team',
  seq: number,
): Promise<number | null> {
  const column = who === 'lead' ? 'lead_read_seq' : 'team_read_seq';
  const rows = await trx.run<{ seq: number }>(
    {
      name: `chat_read_${who}`,
      text: `update conversation set ${column} = least($3::bigint, last_seq) where workspace_id = $1 and id = $2
        and ${column} < least($3::bigint, last_seq) returning ${column} as seq`,
    },
    [workspaceId, id, seq],
  );
  return rows[0]?.seq ?? null;
}

/** Keeps that a signed token proved these identities while the conversation was held. */
export async function addVerified(trx: Trx, workspaceId: string, id: string, ids: readonly string[]): Promise<void> {
  await trx.run(
    {
      name: 'chat_verified',
      text: `update conversation set context = jsonb_set(context, '{verified}', (select jsonb_agg(distinct one) from (
          select jsonb_array_elements(context->'verified') as one union select to_jsonb(unnest($3::text[]))) as all_of_them))
        where workspace_id = $1 and id = $2`,
    },
    [workspaceId, id, ids],
  );
}

/** Adds a secret that reads the conversation. Of many, the oldest are let go. */
export async function addKey(trx: Trx, workspaceId: string, id: string, hash: Buffer, at: Millis): Promise<void> {
  await trx.run(
    {
      name: 'chat_key_add',
      text: `insert into conversation_key (workspace_id, conversation_id, secret_hash, created_at) values ($1, $2, $3, $4)
        on conflict do nothing`,
    },
    [workspaceId, id, hash, new Date(at)],
  );
  await trx.run(
    {
      name: 'chat_key_trim',
      text: `delete from conversation_key k where workspace_id = $1 and conversation_id = $2 and secret_hash in (
        select secret_hash from conversation_key where workspace_id = $1 and conversation_id = $2
        order by created_at desc, secret_hash offset ${KEYS_MAX})`,
    },
    [workspaceId, id],
  );
}

const KEYS_MAX = 20;

export async function keysOf(trx: Trx, workspaceId: string, id: string): Promise<Buffer[]> {
  const rows = await trx.run<{ hash: Buffer }>(
    {
      name: 'chat_keys',
      text: 'select secret_hash as hash from conversation_key where workspace_id = $1 and conversation_id = $2',
    },
    [workspaceId, id],
  );
  return rows.map(({ hash }) => hash);
}

/** Conversations whose time has come, over all workspaces, the longest due first. */
export const DUE = `select workspace_id as "workspaceId", id from conversation
  where due_at is not null and due_at <= $1 order by due_at limit $2`;

/** Lets nobody look at what time does to it before `until`. */
export async function putOff(trx: Trx, workspaceId: string, id: string, until: Millis): Promise<void> {
  await trx.run(
    { name: 'chat_put_off', text: 'update conversation set due_at = $3 where workspace_id = $1 and id = $2' },
    [workspaceId, id, new Date(until)],
  );
}

/** Makes every conversation that waits for a time due now: its next look finds the right one. */
export async function wakeTimers(trx: Trx, workspaceId: string, at: Millis): Promise<void> {
  await trx.run(
    {
      name: 'chat_wake',
      text: 'update conversation set due_at = $2 where workspace_id = $1 and due_at is not null',
    },
    [workspaceId, new Date(at)],
  );
}
