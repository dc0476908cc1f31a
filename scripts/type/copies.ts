import { exampleOf, type Labelled } from './data.ts';
import { type Example, seeded } from './fit.ts';

/** How much all thinned copies of a message count beside the message. */
const THINNED_WEIGHT = 1;
const THINNED_COPIES = 3;
/** Part of the words that a thinned copy lacks. */
const THINNED = 0.3;
const THINNED_FROM_WORDS = 6;
/** How much the copy with slips of the fingers counts. */
const MISTYPED_WEIGHT = 0.5;
/** Part of the words of five letters and more that are mistyped in it. */
const MISTYPED = 0.2;
const MISTYPED_FROM_LETTERS = 5;
/** How much all sentences of a message, each alone, count together. */
const SENTENCES_WEIGHT = 0.5;
const SENTENCE_FROM_LETTERS = 16;

/**
 * The messages, and altered copies of each: some that lack a part of their words, one in small letters with slips of the fingers, and each sentence alone.
 * They teach the model not to hang on a single word, to forgive, and that people send in pieces. The same messages give the same copies.
 */
export function examplesOf(messages: readonly Labelled[]): Example[] {
  const chance = seeded(11);
  return messages.flatMap((message) => [
    exampleOf(message),
    ...thinned(message, chance),
    exampleOf({ ...message, text: mistyped(message.text, chance) }, MISTYPED_WEIGHT),
    ...sentences(message),
  ]);
}

function thinned(message: Labelled, chance: () => number): Example[] {
  const words = message.text.split(/(?<=\s)/);
  if (words.length < THINNED_FROM_WORDS) return [];
  return Array.from({ length: THINNED_COPIES }, () => {
    const text = words.filter(() => chance() > THINNED).join('');
    return exampleOf({ ...message, text }, THINNED_WEIGHT / THINNED_COPIES);
  });
}

function mistyped(text: string, chance: () => number): string {
  const words = text.toLowerCase().split(' ');
  return words
    .map((word) => (word.length < MISTYPED_FROM_LETTERS || chance() > MISTYPED ? word : slip(word, chance)))
    .join(' ');
}

// A letter forgotten, or two in the wrong order; the first one never.
function slip(word: string, chance: () => number): string {
  const at = 1 + Math.floor(chance() * (word.length - 2));
  const swapped = chance() < 0.5 ? '' : `${word[at + 1]}${word[at]}`;
  return word.slice(0, at) + swapped + word.slice(at + (swapped === '' ? 1 : 2));
}

function sentences(message: Labelled): Example[] {
  const all = message.text.split(/(?<=[.?!])\s+/);
  if (all.length < 2) return [];
  return all
    .filter(({ length }) => length >= SENTENCE_FROM_LETTERS)
    .map((text) => exampleOf({ ...message, text }, SENTENCES_WEIGHT / all.length));
}
