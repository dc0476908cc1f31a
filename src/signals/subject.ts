import type { Category, SignalKind } from '../../wire/signal.ts';

/** What a rule looks at. Null is what the signal does not have. */
export interface Subject {
  readonly kind: SignalKind;
  readonly host: string | null;
  readonly path: string | null;
  readonly title: string | null;
  /** Text of the clicked element, of the form's submit button, or of the chat message. */
  readonly text: string | null;
  /** Name of a `track` event. */
  readonly name: string | null;
}

/** A category, and which rule decided it. */
export interface Decision {
  readonly category: Category;
  readonly by: 'workspace' | 'built_in' | 'fallback';
  /** The workspace rule that decided, else null. */
  readonly ruleId: string | null;
  /** In words: `path says "pricing"`. */
  readonly because: string;
}

/** Compiled category rules: what a signal is about, and which rule said so. */
export type Categorize = (subject: Subject) => Decision;
