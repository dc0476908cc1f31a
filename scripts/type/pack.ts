import type { TypeModel } from '../../src/intent/type/model.ts';
import type { Fitted } from './fit.ts';

const STEPS = 127;
/** Weights beyond this many standard deviations are cut, so that the others keep their digits. */
const CUT = 12;

/** Weights as whole numbers of -127 to 127. */
export function pack(fitted: Fitted, rest: Omit<TypeModel, 'weights' | 'scale' | 'bias'>): TypeModel {
  const { weights } = fitted;
  const used = weights.filter((weight) => weight !== 0);
  const deviation = Math.sqrt(used.reduce((sum, weight) => sum + weight * weight, 0) / Math.max(1, used.length));
  const top = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const scale = Math.min(top, CUT * deviation) / STEPS;
  const whole = Int8Array.from(weights, (weight) => Math.max(-STEPS, Math.min(STEPS, Math.round(weight / scale))));
  return { ...rest, weights: whole, scale, bias: fitted.bias.map((one) => Number(one.toFixed(4))) };
}

/** The file that `readModel` reads. */
export function bytesOf({ weights, ...head }: TypeModel): Uint8Array {
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), Buffer.from(weights.buffer)]);
}
