import { GROUP_NAMES, MODEL, type ScoreModel } from './model.ts';

/**
 * The points that a contact's sums are worth before the mix factor: each group counts by its worth.
 * Same landmark as the sums.
 */
export function total(sums: readonly number[], model: ScoreModel = MODEL): number {
  return GROUP_NAMES.reduce((points, name, g) => points + model.worth[name] * positive(sums[g]), 0);
}

/**
 * The mix factor, 0 < factor <= 1. Somebody whose activity is mostly careers pages, log-ins and help, or idle reading is less of a
 * buyer than the same few product views alone would say. It depends on the ratios of the sums only; as all sums fade
 * alike, it does not change with time. 1 for no activity.
 */
export function mixFactor(sums: readonly number[], model: ScoreModel = MODEL): number {
  const points = total(sums, model);
  if (points === 0) return 1;
  const dragged = GROUP_NAMES.reduce((drag, name, g) => drag + model.drag[name] * positive(sums[g]), 0);
  return 1 / (1 + dragged / points);
}

// Subtracting what was added can leave a dust of rounding below zero.
function positive(sum: number | undefined): number {
  return sum !== undefined && sum > 0 ? sum : 0;
}
