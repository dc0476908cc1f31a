import type { Day } from '../../foundation/time.ts';

/** Days without a gap between them, both ends included. */
export interface DayRange {
  readonly first: Day;
  readonly last: Day;
}

/** Joins sorted days into ranges, the latest first. */
export function rangesOf(days: readonly Day[]): DayRange[] {
  const ranges: DayRange[] = [];
  for (const day of days) {
    const open = ranges[0];
    if (open && open.last === day - 1) ranges[0] = { first: open.first, last: day };
    else ranges.unshift({ first: day, last: day });
  }
  return ranges;
}
