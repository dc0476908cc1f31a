import type { Category, SignalKind } from '../../wire/signal.ts';
import type { Day, Millis } from '../foundation/time.ts';
import { contribution } from './points.ts';

/** How the count of an activity row would change. */
export interface CountedRow {
  readonly identityId: string;
  readonly since: Millis;
  readonly day: Day;
  readonly kind: SignalKind;
  readonly category: Category;
  /** Signals that come, or go when negative. */
  readonly change: number;
}

/** Names an activity row of one workspace. */
export function activityKey({ identityId, since, day, kind, category }: Omit<CountedRow, 'change'>): string {
  return `${identityId} ${since} ${day} ${kind} ${category}`;
}

/**
 * A contact's sums as they would be after these changes. `counts` holds the rows as they are; an absent one is 0.
 * What is left of a sum that loses all it had may be a rounding error; it weighs nothing.
 */
export function changedSums(
  sums: readonly number[],
  changes: readonly CountedRow[],
  counts: ReadonlyMap<string, number>,
): number[] {
  const changed = [...sums];
  for (const row of changes) {
    const n = counts.get(activityKey(row)) ?? 0;
    const { group, amount } = contribution(row.kind, row.category, row.day, n, Math.max(0, n + row.change));
    changed[group] = (changed[group] ?? 0) + amount;
  }
  return changed;
}
