import { INTENT_TYPES } from '../../../wire/signal.ts';
import type { Features } from './features.ts';
import { type LogOdds, TYPES, type TypeModel } from './model.ts';
import type { CategorySays } from './signal-mix.ts';
import type { Token } from './tokens.ts';
import type { TypeEvidence } from './verdict.ts';

const EVIDENCE_MAX = 5;
/** Words beside each other are shown as one phrase up to this long. */
const PHRASE_MAX = 6;
/** Log-odds below which something is not worth showing. */
const TELLING_FROM = 0.12;

interface Piece {
  readonly kind: 'words' | 'signals';
  readonly text: string;
  readonly odds: number;
}

/**
 * The most telling words and pages for the type `best` (an index into `INTENT_TYPES`). What a linear model adds up can be taken apart exactly: a
 * word's share is the sum of the weights of what was read in it.
 */
export function evidenceOf(
  model: TypeModel,
  text: Features | null,
  categories: readonly CategorySays[],
  best: number,
): TypeEvidence[] {
  const pieces = [...(text === null ? [] : phrases(text, tokenOdds(model, text, best))), ...pages(categories, best)];
  const telling = pieces
    .filter(({ odds }) => odds >= TELLING_FROM)
    .sort((a, b) => b.odds - a.odds || (a.text < b.text ? -1 : 1))
    .slice(0, EVIDENCE_MAX);
  const sum = telling.reduce((all, { odds }) => all + odds, 0);
  const type = INTENT_TYPES[best] ?? 'Unknown';
  return telling.map(({ kind, text, odds }) => ({ kind, text, type, weight: odds / sum }));
}

function pages(categories: readonly CategorySays[], best: number): Piece[] {
  return categories.map(({ category, n, logOdds }) => ({
    kind: 'signals',
    text: n === 1 ? category : `${category} x ${n}`,
    odds: above(logOdds, best),
  }));
}

/** How much each token speaks for `best`, more than for the other types on average. */
function tokenOdds(model: TypeModel, text: Features, best: number): number[] {
  const odds = new Array<number>(text.read.length).fill(0);
  for (let i = 0; i < text.buckets.length; i++) {
    const token = text.tokens[i] ?? -1;
    if (token < 0) continue;
    const row = (text.buckets[i] ?? 0) * TYPES;
    const weights = Array.from(model.weights.subarray(row, row + TYPES));
    odds[token] = (odds[token] ?? 0) + (text.values[i] ?? 0) * model.scale * above(weights, best);
  }
  return odds;
}

function above(logOdds: LogOdds, best: number): number {
  const own = logOdds[best] ?? 0;
  const all = logOdds.reduce((sum, one) => sum + one, 0);
  return own - (all - own) / (TYPES - 1);
}

// Words beside each other are one phrase while they speak for the type, from one that is worth showing to the last that is.
function phrases({ read, text }: Features, odds: readonly number[]): Piece[] {
  const found: Piece[] = [];
  for (let at = 0; at < odds.length; ) {
    const end = phraseEnd(read, text, odds, at);
    const words = trimmed(end > at ? read.slice(at, wholeWord(read, end)) : []);
    const [first, last] = [words[0], words.at(-1)];
    if (first && last && says(words)) {
      found.push({
        kind: 'words',
        text: text.slice(first.start, last.start + last.written.length).replace(/\s+/g, ' '),
        odds: odds.slice(at, end).reduce((sum, one) => sum + one, 0),
      });
    }
    at = Math.max(end, at + 1);
  }
  return found;
}

// After the last telling token of the phrase that begins at `from`; `from` when none begins there.
function phraseEnd(read: readonly Token[], text: string, odds: readonly number[], from: number): number {
  let end = from;
  for (let at = from; at < Math.min(odds.length, from + PHRASE_MAX); at++) {
    if (at > from && !continues(text, read[at - 1], read[at])) break;
    const telling = (odds[at] ?? 0) >= TELLING_FROM;
    if (!telling && (at === from || (odds[at] ?? 0) < 0)) break;
    if (telling) end = at + 1;
  }
  return end;
}

// A sentence, a line or a message between them ends the phrase.
function continues(text: string, before: Token | undefined, after: Token | undefined): boolean {
  if (!before || !after || /^[?!]$/.test(before.written)) return false;
  return !/[.;:\n。]/.test(text.slice(before.start + before.written.length, after.start));
}

const UNSPACED = /^[\u30a0-\u30ff\u3400-\u9fff]+$/;

// Where words are not separated, a change of script does not end one: `料金プラン` is quoted whole.
function wholeWord(read: readonly Token[], end: number): number {
  const [last, next] = [read[end - 1], read[end]];
  const joined = last && next && last.start + last.written.length === next.start;
  return joined && UNSPACED.test(last.written) && UNSPACED.test(next.written) ? wholeWord(read, end + 1) : end;
}

function trimmed(words: readonly Token[]): readonly Token[] {
  const from = words.findIndex(({ written }) => !MARK.test(written));
  return from < 0 ? [] : words.slice(from, words.findLastIndex(({ written }) => !MARK.test(written)) + 1);
}

const MARK = /^[?!%]$/;
const SHORT = /^(?:\p{Script=Latin}{1,2}|\p{Script=Hiragana}+|\p{Script=Han}|\p{N}|[$€£¥₹])$/u;

// A lone "a", "3" or ending tells people nothing, however much it tells the model.
function says(words: readonly Token[]): boolean {
  return words.some(({ written }) => !SHORT.test(written));
}
