import { TOPICS, type Topic, type Words } from './builtin-rules/topics.ts';

/** A phrase of the built-in rules that was found. */
export interface Hit<Key extends string = Topic> {
  readonly key: Key;
  readonly phrase: string;
  readonly language: string;
}

/** Phrases looked up by their first word. A phrase with non-Latin letters is looked for anywhere, as its language has no spaces. */
export interface Lexicon<Key extends string = Topic> {
  readonly whole: ReadonlyMap<string, readonly Hit<Key>[]>;
  readonly byFirstWord: ReadonlyMap<string, readonly Phrase<Key>[]>;
  readonly byStem: ReadonlyMap<string, readonly Phrase<Key>[]>;
  readonly anywhere: readonly Phrase<Key>[];
}

interface Phrase<Key extends string> {
  readonly hit: Hit<Key>;
  readonly words: readonly string[];
  /** The last word stands for every word that begins with it. */
  readonly stem: boolean;
}

/** Lower-case letters and digits, words separated by one space, without accents; half-width. `''` for nothing of that. */
export function plain(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(NOT_ASCII_WORD, ' ').trim();
  return fold(text).replace(NOT_WORD, ' ').trim();
}

const ASCII = /^[\x20-\x7e]*$/;
const NOT_ASCII_WORD = /[^a-z0-9]+/g;
const NOT_WORD = /[^\p{L}\p{N}]+/gu;

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}

const STEM_KEY = 4;

/** Compiles the phrases of several languages; earlier languages win ties. */
export function lexicon<Key extends string>(
  sources: readonly { readonly language: string; readonly words: Readonly<Partial<Record<Key, string>>> }[],
): Lexicon<Key> {
  const whole = new Map<string, Hit<Key>[]>();
  const byFirstWord = new Map<string, Phrase<Key>[]>();
  const byStem = new Map<string, Phrase<Key>[]>();
  const anywhere: Phrase<Key>[] = [];
  for (const { language, words } of sources) {
    for (const key of Object.keys(words) as Key[]) {
      for (const written of (words[key] ?? '').split(',')) {
        const phrase = plain(written);
        if (phrase === '') continue;
        const hit: Hit<Key> = { key, phrase, language };
        const entry: Phrase<Key> = { hit, words: phrase.split(' '), stem: written.trim().endsWith('*') };
        push(whole, phrase, hit);
        if (written.trim().startsWith('=')) continue;
        if (UNSPACED.test(phrase)) anywhere.push(entry);
        else if (entry.stem && entry.words.length === 1) push(byStem, phrase.slice(0, STEM_KEY), entry);
        else push(byFirstWord, entry.words[0] ?? '', entry);
      }
    }
  }
  return { whole, byFirstWord, byStem, anywhere };
}

/** A letter of a language that does not separate its words. */
export const UNSPACED = /[\u3040-\u30ff\u3400-\u9fff]/;

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Every phrase inside a `plain` text, in no order. */
export function findAll<Key extends string>(text: string, lexicon: Lexicon<Key>): Hit<Key>[] {
  const found: Hit<Key>[] = [];
  const words = text.split(' ');
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    for (const phrase of lexicon.byFirstWord.get(word) ?? []) {
      if (continues(words, at, phrase)) found.push(phrase.hit);
    }
    if (word.length >= STEM_KEY) {
      for (const phrase of lexicon.byStem.get(word.slice(0, STEM_KEY)) ?? []) {
        if (word.startsWith(phrase.words[0] ?? '')) found.push(phrase.hit);
      }
    }
  }
  if (UNSPACED.test(text)) {
    for (const phrase of lexicon.anywhere) if (text.includes(phrase.hit.phrase)) found.push(phrase.hit);
  }
  return found;
}

function continues<Key extends string>(words: readonly string[], at: number, phrase: Phrase<Key>): boolean {
  const last = phrase.words.length - 1;
  for (let i = 1; i <= last; i++) {
    const word = words[at + i];
    const expected = phrase.words[i] ?? '';
    if (word === undefined) return false;
    if (phrase.stem && i === last ? !word.startsWith(expected) : word !== expected) return false;
  }
  return true;
}

/** The hit that says most: more words, then the topic that comes first, then the preferred language. Null for none. */
export function strongest(hits: readonly Hit[], language: string | null): Hit | null {
  let best: Hit | null = null;
  for (const hit of hits) if (best === null || stronger(hit, best, language)) best = hit;
  return best;
}

function stronger(a: Hit, b: Hit, language: string | null): boolean {
  const mine = Number(a.language === language) - Number(b.language === language);
  if (mine !== 0) return mine > 0;
  const longer = extent(a.phrase) - extent(b.phrase);
  if (longer !== 0) return longer > 0;
  return RANK[a.key] < RANK[b.key];
}

const RANK = Object.fromEntries(TOPICS.map((topic, rank) => [topic, rank])) as Readonly<Record<Topic, number>>;

// Where words are not separated, two letters say about as much as a word.
function extent(phrase: string): number {
  return UNSPACED.test(phrase) ? Math.ceil(phrase.length / 4) : phrase.split(' ').length;
}

export type { Words };
