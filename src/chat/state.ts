import type { ChatStatus } from '../../wire/api/conversations.ts';
import type { IntentType } from '../../wire/signal.ts';
import type { Millis } from '../foundation/time.ts';

/** How a conversation ended by somebody's word. Time ends one too, but that is computed: see `statusAt`. */
export type Ending = 'spam' | 'rejected' | 'qualified' | 'closed';

/** What `conversation.state` keeps: facts. The status follows from them and the time. Times in ms, null: never. */
export interface ConversationState {
  readonly startedAt: Millis;
  /** The last message's `seq` and the last change's number; 0 before the first. */
  readonly seq: number;
  readonly change: number;
  /** The last message of lead, rep or agent that the lead can see, or the re-opening. */
  readonly activeAt: Millis;
  readonly firstLeadAt: Millis | null;
  readonly lastLeadAt: Millis | null;
  readonly lastLeadSeq: number;
  /** The last reply by a person. */
  readonly lastRepAt: Millis | null;
  /** The first message of the lead that no person has answered yet. */
  readonly waitingSince: Millis | null;
  /** Rep Owner: the first to reply, unless somebody took it, was assigned, or the link is theirs. */
  readonly ownerId: string | null;
  readonly ownedSince: Millis | null;
  /** Responding Rep: who replied last. */
  readonly respondingId: string | null;
  /** A person took part: from this `seq` on the agent is silent. Null: none yet. */
  readonly humanSeq: number | null;
  /** Reps of whom the lead was told that they joined. */
  readonly joined: readonly string[];
  /** Rep Response Time: ms from the first message of the lead to the first reply of a person. */
  readonly responseMs: number | null;
  /** The clarifying question was sent: it is sent once. */
  readonly asked: boolean;
  /** The quick reply that the lead tapped last. */
  readonly answer: IntentType | null;
  readonly ending: { readonly word: Ending; readonly at: Millis } | null;
  /** The status that was announced last. */
  readonly status: ChatStatus;
}

/** Who does something: a rep, or somebody without one (an API key, the team as a whole). */
export interface Doer {
  readonly repId: string | null;
  /** As the lead sees it. */
  readonly name: string | null;
}

/** What a message brings, beside its place. */
export interface Said {
  readonly id: string;
  readonly clientId: string;
  readonly text: string;
  readonly via: 'widget' | 'inbox' | 'slack' | 'knock';
}

/** A tap-able answer under a message. */
export interface Choice {
  readonly value: IntentType;
  readonly label: string;
}

/** Everything that can happen to a conversation. One of these at a time, in one transaction each. */
export type ChatEvent =
  | { readonly kind: 'lead'; readonly said: Said; readonly answer: IntentType | null }
  | { readonly kind: 'rep'; readonly said: Said; readonly by: Doer; readonly away: boolean }
  | { readonly kind: 'note'; readonly said: Said; readonly by: Doer }
  /** `decidedAt`: the `seq` that the agent had seen when it decided to say this. */
  | { readonly kind: 'agent'; readonly said: Said; readonly choices: readonly Choice[]; readonly decidedAt: number }
  | { readonly kind: 'take'; readonly by: Doer & { readonly repId: string } }
  | { readonly kind: 'assign'; readonly to: Doer | null; readonly by: Doer }
  | { readonly kind: 'close' | 'reopen' | 'reject' | 'spam' | 'qualify'; readonly by: Doer }
  | { readonly kind: 'type'; readonly type: IntentType; readonly by: Doer }
  /** The lead left an address. `said` has no text: the address goes into a signal. */
  | { readonly kind: 'email'; readonly said: Said }
  /** Of a message that is there already, found by who stores it. */
  | { readonly kind: 'edit' | 'delete'; readonly seq: number }
  /** Nothing happened; time did. */
  | { readonly kind: 'time' };

/** What a system message says. The lead sees `joined`, `closed` and `email_saved`. */
export type SystemWord = 'joined' | 'closed' | 'email_saved' | 'assigned' | 'status' | 'type';

/** A message that is to be stored, with its place. */
export interface NewMessage {
  readonly seq: number;
  readonly change: number;
  readonly author: 'lead' | 'rep' | 'agent' | 'system';
  readonly authorId: string | null;
  readonly authorName: string | null;
  readonly internal: boolean;
  /** Null for what the system says: it is made of `extra.event`. */
  readonly said: Said | null;
  readonly extra: MessageExtra | null;
}

/** What a message is about, or carries beside its text. */
export interface MessageExtra {
  readonly choices?: readonly Choice[];
  readonly event?: { readonly word: SystemWord; readonly details: Readonly<Record<string, string>> };
  /** The quick reply it is. */
  readonly answer?: IntentType;
  /** Sent while the lead was away. */
  readonly away?: true;
}

export type Effect =
  | { readonly kind: 'message'; readonly message: NewMessage }
  | { readonly kind: 'changed'; readonly seq: number; readonly change: number; readonly how: 'edit' | 'delete' }
  | { readonly kind: 'status'; readonly from: ChatStatus; readonly to: ChatStatus }
  | { readonly kind: 'owner'; readonly from: string | null; readonly to: string | null }
  /** What the lead said is to be recorded as a signal, and their reason for coming read anew. */
  | { readonly kind: 'heard'; readonly seq: number }
  /** A correction by a rep. */
  | { readonly kind: 'type'; readonly type: IntentType };

/** Why something cannot be done to a conversation as it stands. */
export type ChatWord = 'not_found' | 'conflict' | 'too_large' | 'invalid' | 'unsupported_type';
