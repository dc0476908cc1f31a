import { cuesOf } from '../../signals/chat-category.ts';
import { type Concept, conceptsOf } from './concepts.ts';
import { readable, type Token, tokensOf } from './tokens.ts';

/** How many hashed features there are: as many as fit into a file below a megabyte. Changing it needs new weights. */
export const BUCKETS: number = 180_000;

/** A text as a sparse vector: feature `i` has `values[i]` at bucket `buckets[i]` and was read from token `tokens[i]` (-1: from all). */
export interface Features {
  readonly read: readonly Token[];
  /** The text that the tokens' `start` counts in. */
  readonly text: string;
  readonly buckets: Uint32Array;
  readonly values: Float32Array;
  readonly tokens: Int32Array;
}

/** 0.5 would give every text the same length, 0 would let long ones shout. Chosen by cross-validation. */
const EVENNESS = 0.4;

interface Found {
  readonly bucket: number;
  readonly token: number;
}

/**
 * What the model sees of a text: words, pairs and triples of words; the letters inside words; meanings in their order; words beside
 * meanings; the cues of eight languages.
 */
export function featuresOf(text: string): Features {
  const readText = readable(text);
  const read = tokensOf(text);
  const concepts = conceptsOf(read);
  const views = [
    { weight: 1, found: unrepeated(wordView(read)) },
    { weight: 1, found: unrepeated(letterView(read)) },
    { weight: 0.3, found: unrepeated(cueView(readText)) },
    { weight: 0.7, found: unrepeated(mixedView(read, concepts)) },
    { weight: 1, found: unrepeated(conceptView(concepts)) },
  ];
  const size = views.reduce((sum, { found }) => sum + found.length, 0);
  const features: Features = {
    read,
    text: readText,
    buckets: new Uint32Array(size),
    values: new Float32Array(size),
    tokens: new Int32Array(size),
  };
  let at = 0;
  for (const { weight, found } of views) {
    // A long message speaks a little louder than a short one, not in proportion.
    const value = weight / Math.max(1, found.length) ** EVENNESS;
    for (const { bucket, token } of found) {
      features.buckets[at] = bucket;
      features.values[at] = value;
      features.tokens[at] = token;
      at++;
    }
  }
  return features;
}

function wordView(read: readonly Token[]): Found[] {
  const found: Found[] = [];
  const see = (name: string, token: number) => found.push({ bucket: bucketOf(name), token });
  const word = (at: number): string => read[at]?.word ?? '.';
  for (let i = 0; i < read.length; i++) {
    see(`1 ${word(i)}`, i);
    if (i + 1 < read.length) see(`2 ${word(i)} ${word(i + 1)}`, i);
    if (i + 2 < read.length) {
      see(`3 ${word(i)} ${word(i + 1)} ${word(i + 2)}`, i);
      see(`s ${word(i)} ${word(i + 2)}`, i);
    }
  }
  if (read.length > 0) {
    see(`f ${word(0)}`, 0);
    see(`l ${word(read.length - 1)}`, read.length - 1);
  }
  see(`n ${Math.min(12, Math.round(2 * Math.log2(1 + read.length)))}`, -1);
  return found;
}

/** Concepts ahead that a concept is paired with. */
const CONCEPTS_AHEAD = 3;

// Meanings, so that what was learned in one language helps in the others.
function conceptView(concepts: readonly Concept[]): Found[] {
  const found: Found[] = [{ bucket: bucketOf('k'), token: -1 }];
  for (const [i, { name, token }] of concepts.entries()) {
    found.push({ bucket: bucketOf(`k ${name}`), token });
    for (const next of concepts.slice(i + 1, i + 1 + CONCEPTS_AHEAD)) {
      if (next.token !== token) found.push({ bucket: bucketOf(`k ${name} ${next.name}`), token });
    }
  }
  return found;
}

// A word beside a meaning: `as a <profession>`, `our <thing> <broken>`.
function mixedView(read: readonly Token[], concepts: readonly Concept[]): Found[] {
  return concepts.flatMap(({ name, token }) => [
    { bucket: bucketOf(`m ${read[token - 1]?.word ?? '.'} <${name}`), token },
    { bucket: bucketOf(`m <${name} ${read[token + 1]?.word ?? '.'}`), token },
    { bucket: bucketOf(`n ${read[token - 2]?.word ?? '.'} ${read[token - 1]?.word ?? '.'} <${name}`), token },
  ]);
}

// The cues that the category of a chat message is decided by, and each two of them that are there together.
function cueView(text: string): Found[] {
  const cues = [...cuesOf(text)];
  const pairs = cues.flatMap((one, i) => cues.slice(i + 1).map((other) => `${one} ${other}`));
  return ['', ...cues, ...pairs].map((name) => ({ bucket: bucketOf(`c ${name}`), token: -1 }));
}

const LETTERS_MIN = 2;
const LETTERS_MAX = 5;

function letterView(read: readonly Token[]): Found[] {
  const found: Found[] = [];
  for (const [token, { word }] of read.entries()) {
    const framed = `_${word}_`;
    for (let size = LETTERS_MIN; size <= LETTERS_MAX; size++) {
      for (let i = 0; i + size <= framed.length; i++) {
        found.push({ bucket: bucketOf(framed.slice(i, i + size)), token });
      }
    }
  }
  return found;
}

function unrepeated(found: readonly Found[]): Found[] {
  const seen = new Set<number>();
  return found.filter(({ bucket }) => !seen.has(bucket) && seen.add(bucket));
}

/** FNV-1a with a final mix, so that neighbouring names spread. */
export function bucketOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) % BUCKETS;
}
