import type { Conversation } from '../chat/conversation.ts';
import type { ChatState } from '../chat/state.ts';
import type { Words } from '../words/words.ts';

/** What every part of the panel is given. */
export interface Parts {
  readonly conversation: Conversation;
  readonly state: ChatState;
  readonly words: Words;
  readonly language: string;
}
