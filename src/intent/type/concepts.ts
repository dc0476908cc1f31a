import { WORDS } from './concept-words.ts';
import type { Token } from './tokens.ts';

/** A concept that a token stands for: `price` for cost, Preis, prezzo and 料金. */
export interface Concept {
  readonly name: string;
  readonly token: number;
}

/** Prefixes are looked up by this many letters. */
const PREFIX_KEY = 4;
const JAPANESE = /[\u3040-\u30ff\u3400-\u9fff]/;

const EXACT = new Map<string, string[]>();
const PREFIXES = new Map<string, { readonly prefix: string; readonly concept: string }[]>();
const JAPANESE_PHRASES: { readonly phrase: string; readonly concept: string }[] = [];
for (const line of WORDS.split('\n')) {
  const [concept = '', ...words] = line.split(/[:\s]+/).filter((word) => word !== '');
  for (const word of words) {
    if (JAPANESE.test(word)) JAPANESE_PHRASES.push({ phrase: word, concept });
    else if (word.endsWith('*')) into(PREFIXES, word.slice(0, PREFIX_KEY), { prefix: word.slice(0, -1), concept });
    else into(EXACT, word, concept);
  }
}

function into<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The concepts of a text in the order of its tokens. A token may stand for several; numbers of two digits and more are `number`. */
export function conceptsOf(read: readonly Token[]): Concept[] {
  return read.flatMap(({ word }, token) => namesOf(word).map((name) => ({ name, token })));
}

function namesOf(word: string): string[] {
  if (word.startsWith('#')) return word === '#1' ? ['digit'] : ['number'];
  if (JAPANESE.test(word)) {
    return JAPANESE_PHRASES.filter(({ phrase }) => word.includes(phrase)).map(({ concept }) => concept);
  }
  const names = EXACT.get(word) ?? [];
  const prefixed = (PREFIXES.get(word.slice(0, PREFIX_KEY)) ?? []).filter(({ prefix }) => word.startsWith(prefix));
  return prefixed.length === 0 ? names : [...new Set([...names, ...prefixed.map(({ concept }) => concept)])];
}
