import { type Token, tokensOf } from './tokens.ts';

/** How many hashed features there are. A power of two; changing it needs new weights. */
export const BUCKETS: number = 2 ** 17;

/** A text as a sparse vector: feature `i` has `values[i]` at bucket `buckets[i]` and was read from token `tokens[i]` (-1: from all). */
export interface Features {
  readonly read: readonly Token[];
  readonly buckets: Uint32Array;
  readonly values: Float32Array;
  readonly tokens: Int32Array;
}

interface Found {
  readonly bucket: number;
  readonly token: number;
}

/** What the model sees of a text: words, pairs and triples of words, and the letters inside words. */
export function featuresOf(text: string): Features {
  const read = tokensOf(text);
  const views = [wordView(read), letterView(read)].map(unrepeated);
  const size = views.reduce((sum, found) => sum + found.length, 0);
  const features: Features = {
    read,
    buckets: new Uint32Array(size),
    values: new Float32Array(size),
    tokens: new Int32Array(size),
  };
  let at = 0;
  for (const found of views) {
    // Each view has length 1, so that a long message speaks no louder than a short one.
    const value = 1 / Math.sqrt(Math.max(1, found.length));
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
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}
