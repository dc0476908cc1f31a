import type { Category, IntentType, SignalKind } from '../../../wire/signal.ts';

/** What the lead did, counted by kind, category and path. Filtered signals (bots, own staff) are left out by the caller. */
export interface TypeSignal {
  readonly kind: SignalKind;
  readonly category: Category;
  readonly path: string | null;
  /** How often, >= 1. */
  readonly n: number;
}

export interface TypeInput {
  /** The lead's messages, oldest first. Not the team's, not the agent's. */
  readonly messages: readonly string[];
  /** In any order; the verdict does not depend on it. */
  readonly signals: readonly TypeSignal[];
  /** The quick reply that the lead tapped when asked, else null. */
  readonly answer: IntentType | null;
}

export const EVIDENCE_KINDS = ['words', 'signals', 'answer', 'correction'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** One thing that spoke for or against a type. */
export interface TypeEvidence {
  readonly kind: EvidenceKind;
  /** The words as the lead wrote them, or the pages with how many: `Pricing x 3`. */
  readonly text: string;
  /** The type it speaks for. */
  readonly type: IntentType;
  /** How strongly, 0..1, beside the other evidence. */
  readonly weight: number;
}

export interface TypeVerdict {
  /** `Unknown` until there is a message, whatever the signals suggest; then the likeliest. */
  readonly type: IntentType;
  /** Whether it is settled: sure enough, or the lead answered. */
  readonly final: boolean;
  /** Probability of `type`, 0..1, calibrated on conversations that the model had not seen. */
  readonly confidence: number;
  /** They sum to 1. Before the first message they show what the signals suggest. */
  readonly probabilities: Readonly<Record<IntentType, number>>;
  /** One clarifying question would help. Never before the first message, never after an answer. */
  readonly ask: boolean;
  /** At most five, most telling first. */
  readonly evidence: readonly TypeEvidence[];
}

/** A verdict, and who gave it. */
export interface ReadVerdict extends TypeVerdict {
  readonly by: 'model' | 'provider' | 'answer';
}

/** Why a lead came. Port: answered by the built-in model, or by an AI provider that falls back to it. Never rejects for what a lead wrote. */
export interface TypeReader {
  readonly read: (workspaceId: string, input: TypeInput) => Promise<ReadVerdict>;
}
