import type { ChatStatus } from '../../../wire/api/conversations.ts';
import type { IntentType } from '../../../wire/signal.ts';
import { type Outcome, ok, refused } from '../../foundation/outcome.ts';
import type { Millis } from '../../foundation/time.ts';
import type {
  ChatEvent,
  ConversationState,
  Doer,
  Effect,
  Ending,
  MessageExtra,
  NewMessage,
  Said,
  SystemWord,
} from '../state.ts';
import { statusAt, type Timers } from './status.ts';

/** A conversation that begins now. The rep of a personal link owns it from the start. */
export function begun(at: Millis, ownerId: string | null): ConversationState {
  return {
    startedAt: at,
    seq: 0,
    change: 0,
    activeAt: at,
    firstLeadAt: null,
    lastLeadAt: null,
    lastLeadSeq: 0,
    lastRepAt: null,
    waitingSince: null,
    ownerId,
    ownedSince: ownerId === null ? null : at,
    respondingId: null,
    humanSeq: null,
    joined: [],
    responseMs: null,
    asked: false,
    answer: null,
    ending: null,
    status: 'New',
  };
}

export interface Received {
  readonly state: ConversationState;
  readonly effects: readonly Effect[];
}

/**
 * The one way in which anything happens to a conversation: the new state, and what is to be stored, told and done because of it.
 * `conflict` when the status forbids it, in words for who asked. An agent's message that was decided before a person joined, or
 * before the lead wrote on, is dropped: no effects.
 */
export function receive(
  state: ConversationState,
  event: ChatEvent,
  { at, timers }: { readonly at: Millis; readonly timers: Timers },
): Outcome<Received, 'conflict'> {
  const draft = new Draft(state, at);
  const conflict = apply(draft, event, statusAt(state, timers, at));
  if (conflict !== null) return refused('conflict', null, conflict);
  return ok(draft.done(timers));
}

/** What becomes of a state within one event. */
class Draft {
  readonly at: Millis;
  state: ConversationState;
  readonly #effects: Effect[] = [];

  constructor(state: ConversationState, at: Millis) {
    this.state = state;
    this.at = at;
  }

  set(change: Partial<ConversationState>): void {
    this.state = { ...this.state, ...change };
  }

  tell(effect: Effect): void {
    this.#effects.push(effect);
  }

  say(message: Omit<NewMessage, 'seq' | 'change'>): number {
    const seq = this.state.seq + 1;
    const change = this.state.change + 1;
    this.set({ seq, change });
    this.tell({ kind: 'message', message: { ...message, seq, change } });
    return seq;
  }

  note(by: Doer | null, word: SystemWord, details: Readonly<Record<string, string>>, said: Said | null = null): number {
    const internal = word === 'assigned' || word === 'status' || word === 'type';
    const extra: MessageExtra = { event: { word, details } };
    const author = { author: 'system', authorId: by?.repId ?? null, authorName: by?.name ?? null } as const;
    return this.say({ ...author, internal, said, extra });
  }

  own(ownerId: string | null): void {
    const from = this.state.ownerId;
    if (from === ownerId) return;
    this.set({ ownerId, ownedSince: ownerId === null ? null : this.at });
    this.tell({ kind: 'owner', from, to: ownerId });
  }

  done(timers: Timers): Received {
    const from = this.state.status;
    const to = statusAt(this.state, timers, this.at);
    if (from !== to) {
      this.set({ status: to });
      this.tell({ kind: 'status', from, to });
    }
    return { state: this.state, effects: this.#effects };
  }
}

/** Null when done, else why it cannot be. */
function apply(draft: Draft, event: ChatEvent, present: ChatStatus): string | null {
  switch (event.kind) {
    case 'lead':
      return fromLead(draft, event.said, event.answer);
    case 'rep':
      return fromRep(draft, event);
    case 'note':
      draft.say(byRep(event.said, event.by, true, null));
      return null;
    case 'agent':
      return fromAgent(draft, event);
    case 'take':
      return take(draft, event.by);
    case 'assign':
      return assign(draft, event.to, event.by);
    case 'close':
      return end(draft, 'closed', event.by);
    case 'reject':
      return end(draft, 'rejected', event.by);
    case 'spam':
      return end(draft, 'spam', event.by);
    case 'qualify':
      return end(draft, 'qualified', event.by);
    case 'reopen':
      return reopen(draft, event.by, present);
    case 'type':
      draft.note(event.by, 'type', { type: event.type });
      draft.tell({ kind: 'type', type: event.type });
      return null;
    case 'email':
      draft.note(null, 'email_saved', {}, event.said);
      return null;
    case 'edit':
    case 'delete':
      return change(draft, event.seq, event.kind);
    case 'time':
      return null;
    default:
      return event satisfies never;
  }
}

function fromLead(draft: Draft, said: Said, answer: IntentType | null): null {
  const { at, state } = draft;
  const extra = answer === null ? null : { answer };
  const seq = draft.say({ author: 'lead', authorId: null, authorName: null, internal: false, said, extra });
  draft.set({
    activeAt: at,
    firstLeadAt: state.firstLeadAt ?? at,
    lastLeadAt: at,
    lastLeadSeq: seq,
    waitingSince: state.waitingSince ?? at,
    answer: answer ?? state.answer,
    ending: state.ending?.word === 'closed' ? null : state.ending,
  });
  draft.tell({ kind: 'heard', seq });
  return null;
}

function fromRep(draft: Draft, { said, by, away }: Extract<ChatEvent, { kind: 'rep' }>): null {
  join(draft, by);
  if (by.repId !== null && draft.state.ownerId === null) draft.own(by.repId);
  const { at, state } = draft;
  const seq = draft.say(byRep(said, by, false, away ? { away: true } : null));
  draft.set({
    activeAt: at,
    lastRepAt: at,
    waitingSince: null,
    respondingId: by.repId ?? state.respondingId,
    humanSeq: state.humanSeq ?? seq,
    responseMs: state.responseMs ?? (state.firstLeadAt === null ? null : Math.max(0, at - state.firstLeadAt)),
    ending: state.ending?.word === 'closed' ? null : state.ending,
  });
  return null;
}

function fromAgent(draft: Draft, { said, choices, decidedAt }: Extract<ChatEvent, { kind: 'agent' }>): null {
  const { humanSeq, ending, lastLeadSeq, asked } = draft.state;
  const isLate = humanSeq !== null || ending !== null || lastLeadSeq > decidedAt;
  if (isLate || (choices.length > 0 && asked)) return null;
  const extra = choices.length > 0 ? { choices } : null;
  draft.say({ author: 'agent', authorId: null, authorName: null, internal: false, said, extra });
  draft.set({ activeAt: draft.at, asked: asked || choices.length > 0 });
  return null;
}

function byRep(
  said: Said,
  by: Doer,
  internal: boolean,
  extra: MessageExtra | null,
): Omit<NewMessage, 'seq' | 'change'> {
  return { author: 'rep', authorId: by.repId, authorName: by.name, internal, said, extra };
}

/** Tells the lead who is there now, once per rep, and silences the agent. */
function join(draft: Draft, by: Doer): void {
  const { joined, humanSeq } = draft.state;
  if (by.repId === null || joined.includes(by.repId)) return;
  const seq = draft.note(by, 'joined', by.name === null ? {} : { name: by.name });
  draft.set({ joined: [...joined, by.repId], humanSeq: humanSeq ?? seq });
}

function take(draft: Draft, by: Doer & { readonly repId: string }): string | null {
  const closed = closedTo(draft.state);
  if (closed !== null) return closed;
  draft.own(by.repId);
  join(draft, by);
  return null;
}

function assign(draft: Draft, to: Doer | null, by: Doer): string | null {
  if (to !== null && to.repId !== null && to.repId === by.repId) return take(draft, { ...by, repId: to.repId });
  const closed = closedTo(draft.state);
  if (closed !== null) return closed;
  if (draft.state.ownerId === (to?.repId ?? null)) return null;
  draft.own(to?.repId ?? null);
  draft.note(by, 'assigned', to?.repId ? { rep: to.repId, name: to.name ?? '' } : {});
  return null;
}

function closedTo({ ending }: ConversationState): string | null {
  if (ending?.word === 'spam') return 'This conversation is spam. Reopen it first.';
  return ending?.word === 'rejected' ? 'This conversation was rejected. Reopen it first.' : null;
}

const WORDS: Readonly<Record<Ending, string>> = {
  spam: 'Spam',
  rejected: 'Rejected',
  qualified: 'Qualified',
  closed: 'Closed',
};

/** Which present endings forbid another. What is said to be what it is already changes nothing. */
const FORBIDS: Readonly<Record<Ending, readonly Ending[]>> = {
  closed: ['spam', 'rejected', 'qualified'],
  rejected: ['qualified'],
  spam: ['qualified'],
  qualified: ['spam'],
};

function end(draft: Draft, word: Ending, by: Doer): string | null {
  const present = draft.state.ending?.word;
  if (present === word) return null;
  if (present !== undefined && FORBIDS[word].includes(present)) {
    return `This conversation is ${WORDS[present]}. Reopen it first.`;
  }
  draft.set({ ending: { word, at: draft.at } });
  if (word === 'closed') draft.note(by, 'closed', {});
  else draft.note(by, 'status', { status: WORDS[word] });
  return null;
}

// Time may have closed it too.
function reopen(draft: Draft, by: Doer, present: ChatStatus): string | null {
  if (draft.state.ending === null && present !== 'Closed') return 'This conversation is open.';
  draft.set({ ending: null, activeAt: draft.at });
  draft.note(by, 'status', { status: 'open' });
  return null;
}

function change(draft: Draft, seq: number, how: 'edit' | 'delete'): null {
  const change = draft.state.change + 1;
  draft.set({ change });
  draft.tell({ kind: 'changed', seq, change, how });
  return null;
}
