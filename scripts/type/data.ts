import { readFileSync } from 'node:fs';
import { featuresOf } from '../../src/intent/type/features.ts';
import type { TypeSignal } from '../../src/intent/type/verdict.ts';
import { compileRules } from '../../src/signals/categorize.ts';
import { INTENT_TYPES, type IntentType, SIGNAL_KINDS, type SignalKind } from '../../wire/signal.ts';
import type { Example } from './fit.ts';

/** Files of data-sets/intent: messages to train on, and conversations that the few numbers for signals are tuned on. */
export const TRAINED_ON = ['intent_train.jsonl', 'extra.jsonl', 'extra2.jsonl'];
export const TUNED_ON = 'intent_dev.jsonl';

/** A message to train on. */
export interface Labelled {
  readonly text: string;
  readonly label: IntentType;
  readonly lang: string;
}

/** A conversation to judge by. */
export interface Conversation {
  readonly id: string;
  readonly messages: readonly string[];
  readonly signals: readonly TypeSignal[];
  readonly label: IntentType;
  readonly difficulty: 'easy' | 'hard';
  readonly lang: string;
}

interface WrittenConversation extends Omit<Conversation, 'signals'> {
  readonly signals: readonly { readonly kind: string; readonly path?: string; readonly text?: string }[];
}

/** Messages of a file in data-sets/intent. */
export function readMessages(file: string): Labelled[] {
  return readLines<Labelled>(file);
}

/** Conversations of a file in data-sets/intent, their signals categorised by the built-in rules. */
export function readConversations(file: string): Conversation[] {
  const categorize = compileRules([]);
  return readLines<WrittenConversation>(file).map(({ signals, ...rest }) => ({
    ...rest,
    signals: signals.map(({ kind: written, path = null, text = null }) => {
      const kind = kindOf(written);
      const { category } = categorize({ kind, host: null, path, title: null, text, name: null });
      return { kind, category, path, n: 1 };
    }),
  }));
}

function kindOf(written: string): SignalKind {
  if (written === 'click') return 'button_click';
  if (written === 'link_open') return 'knock_link_open';
  const kind = SIGNAL_KINDS.find((one) => one === written);
  if (!kind) throw new Error(`no such kind of signal: ${written}`);
  return kind;
}

function readLines<Row>(file: string): Row[] {
  const text = readFileSync(new URL(`../../data-sets/intent/${file}`, import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}

export function exampleOf({ text, label }: Labelled, weight = 1): Example {
  const { buckets, values } = featuresOf(text);
  return { buckets, values, label: INTENT_TYPES.indexOf(label), weight };
}
