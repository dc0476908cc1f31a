import type { ConversationType } from '../../../wire/api/conversations.ts';
import { INTENT_TYPES, type IntentType } from '../../../wire/signal.ts';
import type { Millis } from '../../foundation/time.ts';
import type { ReadVerdict } from '../../intent/type/verdict.ts';

/** Why a lead came, as `conversation.type_verdict` keeps it. */
export interface KeptVerdict extends ConversationType {
  readonly at: Millis;
  /** The lead's last message that was read for it. */
  readonly seq: number;
}

export function keptVerdict(read: ReadVerdict, at: Millis, seq: number): KeptVerdict {
  const { type, final, confidence, by } = read;
  return { type, final, confidence, by, evidence: read.evidence.map((one) => ({ ...one })), at, seq };
}

/** A rep's word: it wins over every other, for good. */
export function correction(type: IntentType, at: Millis, seq: number): KeptVerdict {
  const evidence = [{ kind: 'correction' as const, text: type, type, weight: 1 }];
  return { type, final: true, confidence: 1, by: 'rep', evidence, at, seq };
}

/** What is shown of a conversation whose lead said nothing yet. */
export const NOT_READ: ConversationType = {
  type: 'Unknown',
  final: false,
  confidence: 0,
  by: 'model',
  evidence: [],
};

/** Whether a new verdict takes the place of the one that stands. Nothing does after a rep's; a lead's answer stands against guesses. */
export function replaces(standing: KeptVerdict | null, next: Pick<KeptVerdict, 'by' | 'seq'>): boolean {
  if (standing === null || next.by === 'rep') return true;
  if (standing.by === 'rep') return false;
  if (standing.by === 'answer' && next.by !== 'answer') return false;
  return next.seq >= standing.seq;
}

/** The type of one of a contact's conversations. */
export interface TypeOfConversation {
  readonly id: string;
  readonly type: IntentType;
  readonly final: boolean;
  readonly at: Millis;
}

/**
 * Why a contact comes, of all their conversations: what was settled last; else the latest guess, not final; else Unknown. Does not
 * depend on the order they are given in.
 */
export function contactType(conversations: readonly TypeOfConversation[]): {
  readonly type: IntentType;
  readonly final: boolean;
} {
  const latest = conversations.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  const best = latest.find(({ final }) => final) ?? latest.find(({ type }) => type !== 'Unknown');
  return best ? { type: best.type, final: best.final } : { type: 'Unknown', final: false };
}

export function typeFrom(stored: string): IntentType {
  return INTENT_TYPES.find((type) => type === stored) ?? 'Unknown';
}
