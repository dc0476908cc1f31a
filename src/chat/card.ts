import type { ChatStatus } from '../../wire/api/conversations.ts';
import type { IntentScore, IntentType } from '../../wire/signal.ts';
import type { Millis } from '../foundation/time.ts';

/** What is told of a conversation to who was not there: who, from where, what they want, how ready they are. */
export interface ConversationCard {
  readonly conversationId: string;
  readonly contactId: string;
  readonly contactName: string | null;
  readonly contactEmail: string | null;
  /** False: nobody said who this is. */
  readonly identified: boolean;
  readonly account: { readonly name: string; readonly domain: string | null } | null;
  readonly page: { readonly url: string; readonly title: string | null } | null;
  /** The lead's first message; null before it. */
  readonly firstMessage: string | null;
  readonly startedAt: Millis;
  readonly score: IntentScore;
  readonly points: number;
  /** At most three, in words: `viewed Pricing 3 times`. */
  readonly reasons: readonly string[];
  readonly type: IntentType;
  readonly typeFinal: boolean;
  /** What spoke for the type, in words, at most three. */
  readonly typeEvidence: readonly string[];
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly status: ChatStatus;
  readonly link: { readonly id: string; readonly name: string } | null;
  readonly language: string | null;
}
