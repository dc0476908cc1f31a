import { randomUUID } from 'node:crypto';
import type { ChatSetup } from '../../wire/api/conversations.ts';
import type { SignalDraft } from '../capture/draft.ts';
import { type Outcome, ok, type Refused, refused } from '../foundation/outcome.ts';
import type { Millis } from '../foundation/time.ts';
import { isConflict, type Trx } from '../machinery/database/database.ts';
import type { NewDelivery } from '../machinery/outbox.ts';
import { recordAudit } from '../workspace/audit-store.ts';
import type { ConversationChange, StoredMessage } from './change.ts';
import { attachFiles } from './files/file-store.ts';
import { contactOfConversation } from './ledger-store.ts';
import { receive } from './machine/receive.ts';
import { dueAt } from './machine/status.ts';
import { changeMessage, findBySeq, insertMessage } from './message-store.ts';
import type { ChatRoom } from './room-store.ts';
import { findSetup } from './setup-store.ts';
import type { ChatEvent, ChatWord, Effect, NewMessage } from './state.ts';
import { type ConversationRow, lockConversation, saveState } from './store.ts';
import { retypeContacts, saveLabel, saveVerdict } from './type/type-store.ts';
import { correction } from './type/verdict.ts';

/** Topics of the outbox that this room sends. */
export const SIGNAL_TOPIC = 'signal';
export const TYPE_TOPIC = 'chat.type';

const ATTEMPTS = 3;

/** A conversation that is held by this transaction, and what its rules go by. */
export interface Held {
  readonly trx: Trx;
  readonly workspaceId: string;
  readonly conversation: ConversationRow;
  readonly setup: ChatSetup;
  readonly at: Millis;
}

/** What comes with an event, beside itself. */
export interface With {
  /** Uploaded files that its message carries. */
  readonly files?: readonly string[];
  /** New text of the message that is edited. */
  readonly text?: string;
  /** The signal of a lead's message. */
  readonly signal?: (message: StoredMessage) => SignalDraft;
  /** The signal of an address that the lead left. */
  readonly emailed?: SignalDraft;
  /** For the audit log and labels. */
  readonly actor?: string;
}

/** What an event did. */
export interface Entered {
  readonly conversation: ConversationRow;
  /** New and changed ones, in the order of their changes. */
  readonly messages: readonly StoredMessage[];
  readonly changes: readonly ConversationChange[];
  /** Contacts whose type became another. */
  readonly contactIds: readonly string[];
}

/** The one way in: an event is received by the rules, and what follows from it is stored, in the caller's transaction. */
export async function enter(
  room: Pick<ChatRoom, 'outbox' | 'announce'>,
  held: Held,
  event: ChatEvent,
  more: With = {},
): Promise<Outcome<Entered, ChatWord>> {
  const { trx, workspaceId, conversation, setup, at } = held;
  const received = receive(conversation.state, event, { at, timers: setup.timers });
  if (!received.ok) return received;
  const { state, effects } = received.value;
  // When time changed nothing, when it will next is still to be written.
  if (effects.length === 0 && event.kind !== 'time') {
    return ok({ conversation, messages: [], changes: [], contactIds: [] });
  }
  const entry = new Entry(held, more);
  for (const effect of effects) {
    const fault = await entry.apply(effect);
    if (fault) return fault;
  }
  if (more.emailed) entry.emailed(more.emailed);
  await saveState(trx, workspaceId, conversation.id, state, dueAt(state, setup.timers, at));
  await room.outbox.add(trx, workspaceId, entry.deliveries);
  for (const change of entry.changes) await room.announce(trx, workspaceId, change);
  const { messages, changes, contactIds } = entry;
  return ok({ conversation: { ...entry.conversation, state, status: state.status }, messages, changes, contactIds });
}

/** What the effects of one event do, one after the other. */
class Entry {
  readonly held: Held;
  readonly more: With;
  conversation: ConversationRow;
  readonly messages: StoredMessage[] = [];
  readonly changes: ConversationChange[] = [];
  readonly deliveries: NewDelivery[] = [];
  contactIds: readonly string[] = [];

  constructor(held: Held, more: With) {
    this.held = held;
    this.more = more;
    this.conversation = held.conversation;
  }

  async apply(effect: Effect): Promise<Refused<ChatWord> | null> {
    const told = { conversationId: this.conversation.id, at: this.held.at };
    switch (effect.kind) {
      case 'message':
        return this.#insert(effect.message);
      case 'changed':
        await this.#change(effect);
        return null;
      case 'status':
      case 'owner':
        this.changes.push({ ...told, change: effect.kind, from: effect.from, to: effect.to } as ConversationChange);
        return null;
      case 'heard':
        this.#heard(effect.seq);
        return null;
      case 'type':
        await this.#correct(effect.type);
        return null;
      default:
        return effect satisfies never;
    }
  }

  async #insert(message: NewMessage): Promise<Refused<ChatWord> | null> {
    const { trx, workspaceId, at } = this.held;
    const { id } = this.conversation;
    const { said, ...place } = message;
    const made = said ?? { id: randomUUID(), clientId: `system:${message.seq}`, text: '', via: 'knock' as const };
    const files = said ? await attachFiles(trx, workspaceId, id, made.id, this.more.files ?? []) : [];
    if (files === null) return refused('invalid', 'files', 'A file is not there, or was sent already.');
    await insertMessage(trx, workspaceId, id, { ...place, ...made, at });
    await this.#tell('message', message.seq);
    return null;
  }

  async #change({ seq, change, how }: Extract<Effect, { kind: 'changed' }>): Promise<void> {
    const { trx, workspaceId, at } = this.held;
    await changeMessage(trx, workspaceId, this.conversation.id, { seq, change, how, at, text: this.more.text ?? '' });
    await this.#tell(how === 'edit' ? 'edited' : 'deleted', seq);
  }

  async #tell(change: 'message' | 'edited' | 'deleted', seq: number): Promise<void> {
    const { trx, workspaceId, at } = this.held;
    const conversationId = this.conversation.id;
    const message = await findBySeq(trx, workspaceId, conversationId, seq);
    if (!message) throw new Error('a message that was just written is not there');
    this.messages.push(message);
    const first = message.author === 'lead' && this.held.conversation.state.firstLeadAt === null;
    this.changes.push(
      change === 'message' ? { change, conversationId, at, message, first } : { change, conversationId, at, message },
    );
  }

  // In the transaction of the message, so that neither its signal nor the reading of its reason can be lost.
  #heard(seq: number): void {
    const conversationId = this.conversation.id;
    const message = this.messages.find((one) => one.seq === seq);
    if (!message) throw new Error('a message was heard that was not written');
    const draft = this.more.signal?.(message);
    const lane = conversationId;
    if (draft) this.deliveries.push({ topic: SIGNAL_TOPIC, lane, key: draft.id, payload: { conversationId, draft } });
    this.deliveries.push({ topic: TYPE_TOPIC, lane, key: message.id, payload: { conversationId, seq } });
  }

  emailed(draft: SignalDraft): void {
    const conversationId = this.conversation.id;
    const payload = { conversationId, draft };
    this.deliveries.push({ topic: SIGNAL_TOPIC, lane: conversationId, key: draft.id, payload });
    this.changes.push({ change: 'contact', conversationId, at: this.held.at });
  }

  async #correct(type: ConversationRow['intentType']): Promise<void> {
    const { trx, workspaceId, at } = this.held;
    const { id, state, intentType: before } = this.conversation;
    const verdict = correction(type, at, state.lastLeadSeq);
    await saveVerdict(trx, workspaceId, id, verdict);
    await saveLabel(trx, workspaceId, id, { type, before, actor: this.more.actor ?? 'Knock', at });
    this.conversation = { ...this.conversation, intentType: type, intentTypeFinal: true, verdict };
    this.contactIds = await retypeContactOf(trx, workspaceId, id);
    this.changes.push({ change: 'type', conversationId: id, at, type, final: true, by: 'rep' });
  }
}

/** Brings the type of a conversation's contact up to its conversations. Answers it when it changed. */
export async function retypeContactOf(trx: Trx, workspaceId: string, id: string): Promise<readonly string[]> {
  const contactId = await contactOfConversation(trx, workspaceId, id);
  return contactId === null ? [] : retypeContacts(trx, workspaceId, [contactId]);
}

/** Writes what a person did into the audit log: ids and words, nothing that was said. */
export async function auditAct(held: Held, actor: string, action: string, summary: string): Promise<void> {
  await recordAudit(held.trx, held.workspaceId, { at: held.at, actor, action: `conversation.${action}`, summary });
}

/** Undoes a transaction whose outcome is a refusal. */
class Undone extends Error {
  readonly outcome: Refused<ChatWord>;

  constructor(outcome: Refused<ChatWord>) {
    super('refused');
    this.outcome = outcome;
  }
}

/**
 * Does `work` on a conversation that is held for it, in one transaction; a refusal undoes all of it. After the commit: what is to be sent is
 * sent, open chats and dashboards are told.
 */
export async function conduct<Result>(
  room: ChatRoom,
  workspaceId: string,
  conversationId: string,
  work: (held: Held) => Promise<Outcome<{ readonly entered: Entered | null; readonly result: Result }, ChatWord>>,
): Promise<Outcome<Result, ChatWord>> {
  try {
    const done = await inSpiteOfOthers(() =>
      room.db.inWorkspace(workspaceId, async (trx) => {
        const [conversation, setup] = await Promise.all([
          lockConversation(trx, workspaceId, conversationId),
          findSetup(trx, workspaceId),
        ]);
        if (!conversation) throw new Undone(refused('not_found', null, 'There is no such conversation.'));
        const outcome = await work({ trx, workspaceId, conversation, setup, at: room.clock() });
        if (!outcome.ok) throw new Undone(outcome);
        return outcome.value;
      }),
    );
    if (done.entered) spread(room, workspaceId, done.entered);
    return ok(done.result);
  } catch (error) {
    if (error instanceof Undone) return error.outcome;
    throw error;
  }
}

// Somebody who regroups contacts wanted the same rows in another order, and the database gave this one up.
async function inSpiteOfOthers<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
    }
  }
}

/** Tells of what was committed. */
export function spread(room: ChatRoom, workspaceId: string, entered: Entered): void {
  const { conversation, messages, changes, contactIds } = entered;
  if (changes.length === 0) return;
  room.outbox.kick();
  const { id, status } = conversation;
  if (messages.length > 0) room.floor.tell(workspaceId, id, { kind: 'messages', messages });
  const ended = changes.findLast((one) => one.change === 'status');
  if (ended) room.floor.tell(workspaceId, id, { kind: 'status', closed: status === 'Closed' });
  room.told(workspaceId, { conversationId: id, messages, contactIds });
}
