import { tokensOf } from './tokens.ts';

/** How many hashed features there are. A power of two; changing it needs new weights. */
export const BUCKETS: number = 2 ** 17;

/** A sparse vector: `values[i]` stands at bucket `indices[i]`; indices may repeat, their values then add up. */
export interface Features {
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

/** What two views of a text weigh against each other; each view has unit length, so that long messages do not shout. */
const VIEWS: readonly { readonly weight: number; readonly of: (text: string) => readonly string[] }[] = [];

export interface Named {
  readonly name: string;
  readonly view: 'words' | 'letters' ;
}
void VIEWS;

export function wordNames(words: readonly string[]): string[] {
  const names: string[] = [];
  const n = words.length;
  for (let i = 0; i < n; i++) {
    names.push(`1 ${words[i]}`);
    if (i + 1 < n) names.push(`2 ${words[i]} ${words[i + 1]}`);
    if (i + 2 < n) { names.push(`s ${words[i]} ${words[i + 2]}`); names.push(`3 ${words[i]} ${words[i + 1]} ${words[i+2]}`);}
  }
  if (n > 0) { names.push(`f ${words[0]}`, `F ${words[0]} ${words[1] ?? ''}`, `l ${words[n - 1]}`, `n ${Math.min(12, Math.round(2*Math.log2(1+n)))}`); }
  return names;
}
export function letterNames(letters: string): string[] {
  const names: string[] = [];
  const text = ` ${letters} `;
  for (const size of [2,3, 4, 5]) for (let i = 0; i + size <= text.length; i++) names.push(text.slice(i, i + size));
  return names;
}
export { tokensOf };
