import type { ChatStatus } from '../../wire/api/conversations.ts';
import type { IntentType } from '../../wire/signal.ts';
import type { Millis } from '../foundation/time.ts';
import type { MessageExtra } from './state.ts';

/** A file that a message carries. */
export interface FileRef {
  readonly id: string;
  readonly name: string;
  /** Sniffed from its bytes. */
  readonly mediaType: string;
  readonly size: number;
}

/** A message as it is stored. */
export interface StoredMessage {
  readonly seq: number;
  readonly change: number;
  readonly id: string;
  readonly clientId: string;
  readonly at: Millis;
  readonly author: 'lead' | 'rep' | 'agent' | 'system';
  /** rep.id, also of a system message that somebody caused. */
  readonly authorId: string | null;
  readonly authorName: string | null;
  /** The rep's picture, as it is now. */
  readonly avatarUrl: string | null;
  readonly via: 'widget' | 'inbox' | 'slack' | 'knock';
  /** Empty when deleted. */
  readonly text: string;
  readonly internal: boolean;
  readonly extra: MessageExtra | null;
  readonly editedAt: Millis | null;
  readonly deletedAt: Millis | null;
  readonly files: readonly FileRef[];
}

/** What became different in a conversation, told within the transaction that made it so, in order. */
export type ConversationChange = {
  readonly conversationId: string;
  readonly at: Millis;
} & (
  | {
      readonly change: 'message';
      readonly message: StoredMessage;
      /** The first that the lead wrote: the conversation begins to matter. */
      readonly first: boolean;
    }
  | { readonly change: 'edited' | 'deleted'; readonly message: StoredMessage }
  | { readonly change: 'status'; readonly from: ChatStatus; readonly to: ChatStatus }
  | { readonly change: 'owner'; readonly from: string | null; readonly to: string | null }
  | {
      readonly change: 'type';
      readonly type: IntentType;
      readonly final: boolean;
      readonly by: 'model' | 'provider' | 'answer' | 'rep';
    }
  /** An e-mail was left: who it is may be known now. */
  | { readonly change: 'contact' }
);
