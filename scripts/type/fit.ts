import { BUCKETS } from '../../src/intent/type/features.ts';
import { TYPES } from '../../src/intent/type/model.ts';

/** A text as the trainer sees it: its features, its label (an index into `INTENT_TYPES`) and how much it counts. */
export interface Example {
  readonly buckets: Uint32Array;
  readonly values: Float32Array;
  readonly label: number;
  readonly weight: number;
}

export interface Fitted {
  /** `BUCKETS` rows of one weight per type. */
  readonly weights: Float32Array;
  readonly bias: readonly number[];
}

export interface FitOptions {
  readonly epochs: number;
  /** First learning rate; it falls to zero in a straight line. */
  readonly rate: number;
  /** L2: each step shrinks all weights by `rate * decay`. */
  readonly decay: number;
  readonly seed: number;
}

export const OPTIONS: FitOptions = { epochs: 15, rate: 10, decay: 1e-5, seed: 1 };

/** Below this the common factor is multiplied in, so that it never runs out of digits. */
const FACTOR_MIN = 1e-3;
const BIAS_RATE = 0.1;

/**
 * Multinomial logistic regression by stochastic gradient descent. The decay of all weights is one common factor, so a step costs only what the
 * example has. The same input gives the same weights.
 */
export function fitWeights(examples: readonly Example[], options: FitOptions = OPTIONS): Fitted {
  const weights = new Float32Array(BUCKETS * TYPES);
  const bias = new Array<number>(TYPES).fill(0);
  const order = examples.map((_, i) => i);
  const chance = seeded(options.seed);
  const steps = options.epochs * examples.length;
  let factor = 1;
  for (let step = 0; step < steps; step++) {
    if (step % examples.length === 0) shuffle(order, chance);
    const example = examples[order[step % examples.length] ?? 0];
    if (!example) continue;
    const rate = options.rate * (1 - step / steps);
    const odds = addUpRows(weights, example).map((sum, type) => sum * factor + (bias[type] ?? 0));
    factor *= 1 - rate * options.decay;
    const pull = softmax(odds).map((p, type) => (p - (type === example.label ? 1 : 0)) * rate * example.weight);
    for (let type = 0; type < TYPES; type++) bias[type] = (bias[type] ?? 0) - (pull[type] ?? 0) * BIAS_RATE;
    subtract(weights, example, pull, factor);
    if (factor < FACTOR_MIN) {
      scaleAll(weights, factor);
      factor = 1;
    }
  }
  scaleAll(weights, factor);
  return { weights, bias };
}

/** 1 gives all types the same say, 0 what the examples give them. Chosen by cross-validation of single messages. */
const BALANCE = 1;

/** The examples, those of types that have few raised a little. */
export function balanced(examples: readonly Example[]): Example[] {
  const sums = new Array<number>(TYPES).fill(0);
  for (const { label, weight } of examples) sums[label] = (sums[label] ?? 0) + weight;
  const mean = sums.reduce((all, sum) => all + sum, 0) / TYPES;
  return examples.map((one) => ({ ...one, weight: one.weight * (mean / (sums[one.label] || mean)) ** BALANCE }));
}

/** What the fitted weights say of an example. */
export function logOddsOf({ weights, bias }: Fitted, example: Example): number[] {
  return addUpRows(weights, example).map((sum, type) => sum + (bias[type] ?? 0));
}

function addUpRows(weights: Float32Array, { buckets, values }: Example): number[] {
  const sums = new Array<number>(TYPES).fill(0);
  for (let i = 0; i < buckets.length; i++) {
    const row = (buckets[i] as number) * TYPES;
    const value = values[i] as number;
    for (let type = 0; type < TYPES; type++)
      sums[type] = (sums[type] as number) + value * (weights[row + type] as number);
  }
  return sums;
}

function subtract(weights: Float32Array, { buckets, values }: Example, pull: readonly number[], factor: number): void {
  for (let i = 0; i < buckets.length; i++) {
    const row = (buckets[i] as number) * TYPES;
    const value = (values[i] as number) / factor;
    for (let type = 0; type < TYPES; type++) {
      weights[row + type] = (weights[row + type] as number) - value * (pull[type] as number);
    }
  }
}

function scaleAll(weights: Float32Array, factor: number): void {
  for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] as number) * factor;
}

export function softmax(odds: readonly number[]): number[] {
  const top = Math.max(...odds);
  const raised = odds.map((one) => Math.exp(one - top));
  const sum = raised.reduce((all, one) => all + one, 0);
  return raised.map((one) => one / sum);
}

export function shuffle(list: number[], chance: () => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(chance() * (i + 1));
    const held = list[i] as number;
    list[i] = list[j] as number;
    list[j] = held;
  }
}

/** mulberry32: 0 <= x < 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
