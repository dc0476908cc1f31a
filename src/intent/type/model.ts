import { CATEGORIES, type Category, INTENT_TYPES } from '../../../wire/signal.ts';
import { BUCKETS, type Features } from './features.ts';

/** Log-odds of each type, in the order of `INTENT_TYPES`. */
export type LogOdds = readonly number[];

/** What `scripts/train-type.ts` found out; docs/intent-type.md says how. */
export interface TypeModel {
  readonly version: string;
  /** `BUCKETS` rows of one weight per type, each times `scale`. */
  readonly weights: Int8Array;
  readonly scale: number;
  readonly bias: LogOdds;
  /** What signals of a category say, per type, for the first one; more say more by the logarithm. */
  readonly signals: Readonly<Partial<Record<Category, LogOdds>>>;
  /** Divides log-odds so that probabilities mean what they say, > 0. */
  readonly temperature: number;
  /** A verdict is final without asking at or above this confidence, 0..1. */
  readonly finalFrom: number;
}

export const TYPES: number = INTENT_TYPES.length;

/**
 * Reads a model from the bytes of `weights.bin`: a line of JSON with all but the weights, then the weights.
 * Throws for anything else, since that is a broken installation.
 */
export function readModel(bytes: Uint8Array): TypeModel {
  const end = bytes.indexOf(10);
  const head = JSON.parse(String.fromCharCode(...bytes.subarray(0, end))) as Omit<TypeModel, 'weights'>;
  const weights = new Int8Array(bytes.subarray(end + 1));
  if (weights.length !== BUCKETS * TYPES) throw new Error('the weights of the intent type model have another size');
  if (Object.keys(head.signals).some((name) => !(CATEGORIES as readonly string[]).includes(name))) {
    throw new Error('the intent type model names an unknown category');
  }
  return { ...head, weights };
}

/** Log-odds of a text, bias included; before the temperature. */
export function textLogOdds(model: TypeModel, { buckets, values }: Features): number[] {
  const sums = new Array<number>(TYPES).fill(0);
  for (let i = 0; i < buckets.length; i++) {
    const row = (buckets[i] ?? 0) * TYPES;
    const value = values[i] ?? 0;
    for (let type = 0; type < TYPES; type++) sums[type] = (sums[type] ?? 0) + value * (model.weights[row + type] ?? 0);
  }
  return sums.map((sum, type) => sum * model.scale + (model.bias[type] ?? 0));
}

/** Probabilities of log-odds; they sum to 1. */
export function probabilitiesOf(logOdds: LogOdds, temperature: number): number[] {
  const top = Math.max(...logOdds);
  const raised = logOdds.map((odds) => Math.exp((odds - top) / temperature));
  const sum = raised.reduce((all, one) => all + one, 0);
  return raised.map((one) => one / sum);
}
