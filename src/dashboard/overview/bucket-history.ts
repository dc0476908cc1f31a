import type { Day } from '../../foundation/time.ts';
import { startOfDay } from '../../foundation/time.ts';
import type { ActivityRow } from '../../intent/activity.ts';
import { sumsOf } from '../../intent/explain.ts';
import { bucketAt, combine } from '../../intent/heat.ts';

/** How many contacts were in each bucket at the end of a day. */
export interface BucketDay {
  readonly day: Day;
  readonly high: number;
  readonly medium: number;
  /** Only those with a signal in the 90 days before. */
  readonly low: number;
}

/** A Low contact counts as a lead for so many days after its last signal. */
export const LEAD_DAYS = 90;

/** Buckets at the end of each day from `first` to `last`, of contacts given by their activity. */
export function bucketsByDay(contacts: Iterable<readonly ActivityRow[]>, first: Day, last: Day): BucketDay[] {
  const days = Array.from({ length: last - first + 1 }, (_, index) => ({
    day: first + index,
    high: 0,
    medium: 0,
    low: 0,
  }));
  for (const rows of contacts) addContact(days, rows);
  return days;
}

function addContact(
  days: { day: Day; high: number; medium: number; low: number }[],
  rows: readonly ActivityRow[],
): void {
  const sorted = [...rows].sort((a, b) => a.day - b.day);
  const sums = sumsOf([]);
  let heat = combine(sums);
  let next = 0;
  for (const count of days) {
    let changed = false;
    for (let row = sorted[next]; row && row.day <= count.day; row = sorted[next]) {
      for (const [group, sum] of sumsOf([row]).entries()) sums[group] = (sums[group] ?? 0) + sum;
      changed = true;
      next += 1;
    }
    if (changed) heat = combine(sums);
    const latest = sorted[next - 1];
    if (!latest) continue;
    const bucket = bucketAt(heat, startOfDay(count.day));
    if (bucket === 'High') count.high += 1;
    else if (bucket === 'Medium') count.medium += 1;
    else if (latest.day > count.day - LEAD_DAYS) count.low += 1;
  }
}
