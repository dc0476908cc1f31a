import { INTENT_TYPES } from '../../../wire/signal.ts';
import type { Features } from './features.ts';
import { type LogOdds, TYPES, type TypeModel } from './model.ts';
import type { CategorySays } from './signal-mix.ts';
import type { TypeEvidence } from './verdict.ts';

const EVIDENCE_MAX = 5;
/** Words beside each other are shown as one phrase up to this long. */
const PHRASE_MAX = 4;
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
  says: readonly CategorySays[],
  best: number,
): TypeEvidence[] {
  const pieces = [...(text === null ? [] : phrases(text, tokenOdds(model, text, best))), ...pages(says, best)];
  const telling = pieces
    .filter(({ odds }) => odds >= TELLING_FROM)
    .sort((a, b) => b.odds - a.odds || (a.text < b.text ? -1 : 1))
    .slice(0, EVIDENCE_MAX);
  const sum = telling.reduce((all, { odds }) => all + odds, 0);
  const type = INTENT_TYPES[best] ?? 'Unknown';
  return telling.map(({ kind, text, odds }) => ({ kind, text, type, weight: odds / sum }));
}

function pages(says: readonly CategorySays[], best: number): Piece[] {
  return says.map(({ category, n, logOdds }) => ({
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

// Neighbours that both speak for the type are one phrase.
function phrases(text: Features, odds: readonly number[]): Piece[] {
  const found: Piece[] = [];
  for (let at = 0; at < odds.length; ) {
    let end = at;
    while (end < odds.length && end - at < PHRASE_MAX && (odds[end] ?? 0) >= TELLING_FROM) end++;
    if (end > at) {
      const written = text.read.slice(at, end).map(({ written }) => written);
      found.push({
        kind: 'words',
        text: written.join(' '),
        odds: odds.slice(at, end).reduce((sum, one) => sum + one, 0),
      });
    }
    at = Math.max(end, at + 1);
  }
  return found;
}
