import type { TypeModel } from '../../src/intent/type/model.ts';
import { isSmallTalk } from '../../src/intent/type/small-talk.ts';
import { INTENT_TYPES } from '../../wire/signal.ts';
import { examplesOf } from './copies.ts';
import { type Conversation, exampleOf, type Labelled } from './data.ts';
import { balanced, type Fitted, fitWeights, logOddsOf } from './fit.ts';
import { fitSignals, type ReadConversation } from './fit-signals.ts';
import { pack } from './pack.ts';
import { phrasebook } from './phrasebook.ts';

/** Raise with every publication. */
const VERSION = 'type-2026-2';
/** How much a sentence of the phrasebook counts beside a written message. */
const PHRASE_WEIGHT = 0.4;
/** Confidence from which a verdict is final without asking: right in at least 94 of 100, by cross-validation (docs/intent-type.md). */
export const FINAL_FROM = 0.71;

/** The words from `messages`; what signals say, and how much to believe the words, from `conversations`. */
export function train(messages: readonly Labelled[], conversations: readonly Conversation[]): TypeModel {
  const fitted = fitWords(messages);
  return withSignals(fitted, readByWords(fitted, conversations));
}

/** The words' weights, from messages and the phrasebook. */
export function fitWords(messages: readonly Labelled[]): Fitted {
  const plain = phrasebook().map((sentence) => exampleOf(sentence, PHRASE_WEIGHT));
  return fitWeights(balanced([...examplesOf(messages), ...plain]));
}

export function withSignals(fitted: Fitted, conversations: readonly ReadConversation[]): TypeModel {
  const rest = fitSignals(conversations);
  return pack(fitted, { version: VERSION, finalFrom: FINAL_FROM, ...rest });
}

/** Conversations with what the fitted words say of them; those of small talk alone have no words to judge. */
export function readByWords(fitted: Fitted, conversations: readonly Conversation[]): ReadConversation[] {
  return conversations.flatMap(({ messages, signals, label, lang }) => {
    const telling = messages.filter((message) => !isSmallTalk(message));
    if (telling.length === 0) return [];
    const fromText = logOddsOf(fitted, exampleOf({ text: telling.join('\n'), label, lang }));
    return [{ fromText, signals, label: INTENT_TYPES.indexOf(label) }];
  });
}
