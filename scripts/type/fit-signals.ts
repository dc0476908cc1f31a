import { type LogOdds, TYPES } from '../../src/intent/type/model.ts';
import { timesOf } from '../../src/intent/type/signal-mix.ts';
import type { TypeSignal } from '../../src/intent/type/verdict.ts';
import type { Category } from '../../wire/signal.ts';
import { softmax } from './fit.ts';
import { SIGNAL_PRIOR } from './signal-prior.ts';

/** A conversation whose words were read by a model that had not seen it. */
export interface ReadConversation {
  readonly fromText: LogOdds;
  readonly signals: readonly TypeSignal[];
  /** An index into `INTENT_TYPES`. */
  readonly label: number;
}

export interface FittedSignals {
  readonly signals: Readonly<Partial<Record<Category, LogOdds>>>;
  /** Divides log-odds so that probabilities mean what they say. */
  readonly temperature: number;
}

const STEPS = 300;
const RATE = 0.004;
/** The words' part moves slower, since all conversations pull at it. */
const BELIEF_RATE = 0.1;
/** How strongly the numbers are held to the prior, in conversations. */
const HOLD = 20;

interface Row {
  readonly fromText: LogOdds;
  readonly label: number;
  readonly times: readonly (readonly [string, number])[];
}

type Table = Map<string, number[]>;

/**
 * What each category of signals says, and how much the words are to be believed: few numbers, held to a prior set by hand, fitted to conversations by
 * gradient descent. The same conversations give the same numbers.
 */
export function fitSignals(conversations: readonly ReadConversation[]): FittedSignals {
  const table: Table = new Map(Object.entries(SIGNAL_PRIOR).map(([category, odds]) => [category, [...odds]]));
  const rows = conversations.map(({ fromText, signals, label }) => ({
    fromText,
    label,
    times: timesByCategory(signals),
  }));
  let belief = 1;
  for (let step = 0; step < STEPS; step++) {
    const slope = slopeAt(rows, table, belief);
    belief -= RATE * BELIEF_RATE * (slope.belief + 2 * HOLD * (belief - 1));
    for (const [category, odds] of table) move(odds, slope.table.get(category) ?? [], priorOf(category));
  }
  // The model divides everything by one temperature, so what signals say is multiplied by it.
  const signals = Object.fromEntries(
    [...table].map(([category, odds]) => [category, odds.map((one) => Number((one / belief).toFixed(3)))]),
  );
  return { signals, temperature: Number((1 / belief).toFixed(3)) };
}

function slopeAt(rows: readonly Row[], table: Table, belief: number): { belief: number; table: Table } {
  const slope = { belief: 0, table: new Map([...table.keys()].map((key) => [key, new Array<number>(TYPES).fill(0)])) };
  for (const { fromText, label, times } of rows) {
    const odds = fromText.map((one) => one * belief);
    for (const [category, n] of times) addTo(odds, table.get(category) ?? [], n);
    const errors = softmax(odds).map((p, type) => p - (type === label ? 1 : 0));
    slope.belief += errors.reduce((sum, error, type) => sum + error * (fromText[type] ?? 0), 0);
    for (const [category, n] of times) addTo(slope.table.get(category) ?? [], errors, n);
  }
  return slope;
}

function addTo(sums: number[], more: readonly number[], times: number): void {
  for (let type = 0; type < sums.length; type++) sums[type] = (sums[type] ?? 0) + (more[type] ?? 0) * times;
}

function move(odds: number[], slope: readonly number[], prior: LogOdds): void {
  for (let type = 0; type < odds.length; type++) {
    const one = odds[type] ?? 0;
    odds[type] = one - RATE * ((slope[type] ?? 0) + 2 * HOLD * (one - (prior[type] ?? 0)));
  }
}

function priorOf(category: string): LogOdds {
  return SIGNAL_PRIOR[category as Category] ?? [];
}

function timesByCategory(signals: readonly TypeSignal[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { kind, category, n } of signals) {
    if (kind !== 'chat_message' && kind !== 'identify') counts.set(category, (counts.get(category) ?? 0) + n);
  }
  return [...counts].filter(([category]) => category in SIGNAL_PRIOR).map(([category, n]) => [category, timesOf(n)]);
}
