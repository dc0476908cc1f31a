import { type HomeKey, homeKey } from '../signals/activity.ts';
import { contribution } from './points.ts';

/** How the count of an identity for one home would change. */
export interface CountedRow extends HomeKey {
  /** Signals that come, or go when negative. */
  readonly change: number;
}

/**
 * A contact's sums as they would be after these changes. `counts` holds the counts as they are, by `homeKey`; an absent one is 0.
 * What is left of a sum that loses all it had may be a rounding error; it weighs nothing.
 */
export function changedSums(
  sums: readonly number[],
  changes: readonly CountedRow[],
  counts: ReadonlyMap<string, number>,
): number[] {
  const changed = [...sums];
  for (const row of changes) {
    const n = counts.get(homeKey(row)) ?? 0;
    const { group, amount } = contribution(row.kind, row.category, row.day, n, Math.max(0, n + row.change));
    changed[group] = (changed[group] ?? 0) + amount;
  }
  return changed;
}
