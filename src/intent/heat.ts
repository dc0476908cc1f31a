import type { IntentScore } from '../../wire/signal.ts';
import { type Day, dayOf, type Millis, startOfDay } from '../foundation/time.ts';
import { mixFactor, total } from './mix.ts';
import { LANDMARK_DAY, MODEL, type ScoreModel } from './model.ts';

/**
 * log2 of a contact's points after the mix factor, as they would be on the landmark day. Greater heat is a greater score at
 * every later time, so an ordinary index on it sorts contacts for ever. Null for nothing that weighs.
 */
export type Heat = number | null;

/** Heat of a contact's sums, one per group in model order. Merging two contacts is adding their sums. */
export function combine(sums: readonly number[], model: ScoreModel = MODEL): Heat {
  const points = total(sums, model) * mixFactor(sums, model);
  return points > 0 ? Math.log2(points) : null;
}

/** The score in points on the UTC day of `now`, >= 0. A score changes at midnight UTC only. */
export function pointsAt(heat: Heat, now: Millis, model: ScoreModel = MODEL): number {
  return heat === null ? 0 : 2 ** (heat - halvings(dayOf(now), model));
}

/** The bucket of a score in points. */
export function bucketOf(points: number, model: ScoreModel = MODEL): IntentScore {
  if (points >= model.thresholds.High) return 'High';
  return points >= model.thresholds.Medium ? 'Medium' : 'Low';
}

/** The bucket on the UTC day of `now`; agrees with range queries on `heatThreshold` to the last bit. */
export function bucketAt(heat: Heat, now: Millis, model: ScoreModel = MODEL): IntentScore {
  return bucketOn(heat, dayOf(now), model);
}

/** The least heat that is in the bucket at `now`: `heat >= heatThreshold('High', now)` is *High now*. -Infinity for Low. */
export function heatThreshold(bucket: IntentScore, now: Millis, model: ScoreModel = MODEL): number {
  return thresholdOn(bucket, dayOf(now), model);
}

/** When, with no further activity, the contact falls to the next lower bucket: a midnight UTC after `now`. Null from Low. */
export function nextChange(
  heat: Heat,
  now: Millis,
  model: ScoreModel = MODEL,
): { readonly value: IntentScore; readonly at: Millis } | null {
  const bucket = bucketAt(heat, now, model);
  if (heat === null || bucket === 'Low') return null;
  const last = LANDMARK_DAY + model.halfLifeDays * (heat - Math.log2(model.thresholds[bucket]));
  let day = Math.floor(last) + 1;
  // The closed form may be a day off where rounding meets a midnight; the buckets themselves decide.
  while (bucketOn(heat, day, model) === bucket) day++;
  while (bucketOn(heat, day - 1, model) !== bucket) day--;
  return { value: bucketOn(heat, day, model), at: startOfDay(day) };
}

function bucketOn(heat: Heat, day: Day, model: ScoreModel): IntentScore {
  if (heat === null) return 'Low';
  if (heat >= thresholdOn('High', day, model)) return 'High';
  return heat >= thresholdOn('Medium', day, model) ? 'Medium' : 'Low';
}

function thresholdOn(bucket: IntentScore, day: Day, model: ScoreModel): number {
  if (bucket === 'Low') return Number.NEGATIVE_INFINITY;
  return Math.log2(model.thresholds[bucket]) + halvings(day, model);
}

function halvings(day: Day, model: ScoreModel): number {
  return (day - LANDMARK_DAY) / model.halfLifeDays;
}
