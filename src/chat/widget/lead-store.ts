import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { CHAT_TEXT_MAX } from '../../../wire/chat-limits.ts';
import type { IntentType } from '../../../wire/signal.ts';
import { namedId } from '../../foundation/ids.ts';
import { type Outcome, ok, refused } from '../../foundation/outcome.ts';
import type { Millis } from '../../foundation/time.ts';
import { identityIdOf } from '../../identity/keys.ts';
import type { Trx } from '../../machinery/database/database.ts';
import type { StoredMessage } from '../change.ts';
import type { ChatContext } from '../context.ts';
import { conduct, enter } from '../enter-store.ts';
import { begun } from '../machine/receive.ts';
import { dueAt } from '../machine/status.ts';
import { findByClientId } from '../message-store.ts';
import type { ChatRoom } from '../room-store.ts';
import { findSetup } from '../setup-store.ts';
import { spokenText } from '../spoken.ts';
import type { ChatWord } from '../state.ts';
import { addKey, addVerified, type ConversationRow, findConversation, insertConversation, keysOf } from '../store.ts';
import { taken } from '../team/team-store.ts';
import { type ChatFacts, emailSignal, messageSignal } from './signals.ts';

export interface Beginning {
  readonly workspaceId: string;
  readonly clientId: string;
  readonly secret: string;
  readonly linkId: string | null;
  readonly ownerId: string | null;
  readonly context: ChatContext;
}

/**
 * Begins a conversation, or finds the one that this client id began: the same start twice is one conversation. Null when that one has another
 * secret. Nothing is known of the browser yet where this is its first signal: until that is recorded it is nobody's, and shown as a visitor's.
 */
export async function begin(room: ChatRoom, beginning: Beginning): Promise<ConversationRow | null> {
  const { workspaceId, clientId, linkId, ownerId, context } = beginning;
  const id = namedId(workspaceId, 'conversation', clientId);
  const identityId = identityIdOf(workspaceId, { kind: 'browser', value: context.visitorId });
  const hash = hashOf(beginning.secret);
  const made = await room.db.inWorkspace(workspaceId, async (trx) => {
    const known = await findConversation(trx, workspaceId, id);
    if (known) return { conversation: (await fits(trx, workspaceId, id, hash)) ? known : null, isNew: false };
    const { timers } = await findSetup(trx, workspaceId);
    const at = room.clock();
    const state = begun(at, ownerId);
    const surface = linkId === null ? ('website' as const) : ('link' as const);
    const due = dueAt(state, timers, at);
    const isNew = await insertConversation(trx, workspaceId, {
      id,
      identityId,
      linkId,
      surface,
      context,
      state,
      dueAt: due,
    });
    if (isNew) await addKey(trx, workspaceId, id, hash, at);
    // Two starts at once: the other one was faster.
    const isOurs = isNew || (await fits(trx, workspaceId, id, hash));
    return { conversation: isOurs ? await findConversation(trx, workspaceId, id) : null, isNew };
  });
  if (made.isNew) room.told(workspaceId, { conversationId: id, messages: [], contactIds: [] });
  return made.conversation;
}

export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

async function fits(trx: Trx, workspaceId: string, id: string, hash: Buffer): Promise<boolean> {
  const keys = await keysOf(trx, workspaceId, id);
  // All are looked at, so that the time tells nothing of which one fits.
  return keys.map((key) => timingSafeEqual(key, hash)).includes(true);
}

/** The conversation that this secret reads; null for a wrong secret as for no such conversation. */
export function unlock(
  room: Pick<ChatRoom, 'db'>,
  workspaceId: string,
  id: string,
  secret: string,
): Promise<ConversationRow | null> {
  return room.db.inWorkspace(workspaceId, async (trx) => {
    const [isRight, conversation] = await Promise.all([
      fits(trx, workspaceId, id, hashOf(secret)),
      findConversation(trx, workspaceId, id),
    ]);
    return isRight ? conversation : null;
  });
}

export interface LeadPost {
  readonly clientId: string;
  readonly text: string;
  readonly files: readonly string[];
  readonly answer: IntentType | null;
  /** Identities that a signed token proved. */
  readonly verified: readonly string[];
  readonly facts: ChatFacts;
}

/** A message of the lead. Durable once this resolves; a repeated client id answers what is there. */
export function say(
  room: ChatRoom,
  workspaceId: string,
  conversationId: string,
  post: LeadPost,
): Promise<Outcome<StoredMessage, ChatWord>> {
  return conduct(room, workspaceId, conversationId, async (held) => {
    const { trx, conversation } = held;
    const known = await findByClientId(trx, workspaceId, conversationId, post.clientId);
    // Another's message is not shown to who guesses its id.
    if (known) return known.author === 'lead' ? ok({ entered: null, result: known }) : taken();
    const text = spokenText(post.text);
    if (text === '' && post.files.length === 0) return refused('invalid', 'text', 'There is nothing to send.');
    if (text.length > CHAT_TEXT_MAX) return refused('too_large', 'text', 'The message is too long.');
    const isProved = post.verified.every((one) => conversation.context.verified.includes(one));
    if (!isProved) await addVerified(trx, workspaceId, conversationId, post.verified);
    const said = { id: randomUUID(), clientId: post.clientId, text, via: 'widget' as const };
    const entered = await enter(
      room,
      held,
      { kind: 'lead', said, answer: post.answer },
      {
        files: post.files,
        signal: (message) =>
          messageSignal(
            { workspaceId, conversationId, surface: conversation.surface, context: conversation.context },
            message,
            post.facts,
          ),
      },
    );
    if (!entered.ok) return entered;
    const message = entered.value.messages.find((one) => one.id === said.id);
    if (!message) throw new Error('a message was received and not written');
    return ok({ entered: entered.value, result: message });
  });
}

/** The lead leaves an address: a claim, recorded as a signal. The same address again does nothing. */
export function leaveEmail(
  room: ChatRoom,
  workspaceId: string,
  conversationId: string,
  left: { readonly email: string; readonly name: string | null; readonly facts: ChatFacts },
): Promise<Outcome<null, ChatWord>> {
  return conduct(room, workspaceId, conversationId, async (held) => {
    const { trx, conversation, at } = held;
    const clientId = `email:${hashOf(`${left.email} ${left.name ?? ''}`).toString('base64url')}`;
    if (await findByClientId(trx, workspaceId, conversationId, clientId)) return ok({ entered: null, result: null });
    const said = { id: randomUUID(), clientId, text: '', via: 'widget' as const };
    const place = { workspaceId, conversationId, surface: conversation.surface, context: conversation.context };
    const claim = { userId: null, email: left.email, verified: false };
    const emailed = emailSignal(place, { clientId, at, name: left.name }, { ...left.facts, claim });
    const entered = await enter(room, held, { kind: 'email', said }, { emailed });
    return entered.ok ? ok({ entered: entered.value, result: null }) : entered;
  });
}

/** What a verified person may open again: newest first. */
export interface Former {
  readonly id: string;
  readonly lastText: string;
  readonly lastAt: Millis;
}

const FORMER_MAX = 20;

/**
 * Opens the conversations of a verified person for another secret: those that were held with the proof of an identity among
 * `identityIds`, in browsers of the same contact. What somebody merely claimed to be opens nothing, and nobody else's conversation in a shared browser
 * opens either.
 */
export async function openFormer(
  room: Pick<ChatRoom, 'db' | 'clock'>,
  workspaceId: string,
  identityIds: readonly string[],
  secret: string,
): Promise<Former[]> {
  const at = room.clock();
  return room.db.inWorkspace(workspaceId, async (trx) => {
    const rows = await trx.run<{ id: string; lastText: string; lastAt: Date }>(
      {
        name: 'chat_former',
        text: `select c.id, c.active_at as "lastAt", coalesce((select m.text from message m where m.workspace_id = $1
              and m.conversation_id = c.id and not m.internal and m.author <> 'system' order by m.seq desc limit 1), '') as "lastText"
          from ledger p
          join ledger l on l.workspace_id = $1 and l.contact_id = p.contact_id and l.closed_at is null
          join conversation c on c.workspace_id = $1 and c.identity_id = l.identity_id
          where p.workspace_id = $1 and p.identity_id = any($2::uuid[]) and p.closed_at is null and c.last_lead_seq > 0
            and c.context->'verified' ?| $2::text[]
          group by c.workspace_id, c.id order by c.active_at desc, c.id limit ${FORMER_MAX}`,
      },
      [workspaceId, identityIds],
    );
    for (const { id } of rows) await addKey(trx, workspaceId, id, hashOf(secret), at);
    return rows.map(({ id, lastText, lastAt }) => ({ id, lastText, lastAt: lastAt.getTime() }));
  });
}
