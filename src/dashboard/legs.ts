import type { IntentScore } from '../../wire/signal.ts';
import type { Millis } from '../foundation/time.ts';
import { heatThreshold } from '../intent/heat.ts';

/** A range of sort keys, `atLeast <= key < below`; null is unbounded. `above` replaces `atLeast` where the bound itself is out. */
export interface KeyRange {
  readonly atLeast: number | null;
  readonly below: number | null;
  readonly above?: number;
}

/** The part of a sorted list that a reader wants: some ranges of keys, highest first, and maybe the rows without a key. */
export interface Wanted {
  readonly ranges: readonly KeyRange[];
  readonly none: boolean;
}

/** The last row a reader has seen. */
export interface Seen {
  readonly key: number | null;
  readonly id: string;
}

/**
 * One stretch of an index to read, in order. A list sorted by (key, id) with a cursor is read as: what ties with the cursor, then what
 * lies beyond it, then the rows without a key. Each is one contiguous piece of the index, so a page costs the same at any depth.
 */
export type Leg =
  | { readonly kind: 'tie'; readonly key: number; readonly after: string }
  | { readonly kind: 'range'; readonly range: KeyRange }
  | { readonly kind: 'none'; readonly after: string | null };

export const EVERYTHING: Wanted = { ranges: [{ atLeast: null, below: null }], none: true };

/** The heats that are in these buckets at `now`. Null or no bucket: all. Low is also who has no heat. */
export function heatsOf(buckets: readonly IntentScore[] | null, now: Millis): Wanted {
  if (buckets === null || buckets.length === 0) return EVERYTHING;
  const high = heatThreshold('High', now);
  const medium = heatThreshold('Medium', now);
  const slices: { bucket: IntentScore; atLeast: number | null; below: number | null }[] = [
    { bucket: 'High', atLeast: high, below: null },
    { bucket: 'Medium', atLeast: medium, below: high },
    { bucket: 'Low', atLeast: null, below: medium },
  ];
  const ranges: KeyRange[] = [];
  for (const { bucket, atLeast, below } of slices) {
    if (!buckets.includes(bucket)) continue;
    const last = ranges.at(-1);
    if (last && last.atLeast === below) ranges[ranges.length - 1] = { atLeast, below: last.below };
    else ranges.push({ atLeast, below });
  }
  return { ranges, none: buckets.includes('Low') };
}

/** What to read after `seen` (null: from the start), in the list's order. Ascending is the exact reverse of descending. */
export function legsAfter(wanted: Wanted, direction: 'desc' | 'asc', seen: Seen | null): Leg[] {
  const none: Leg[] = wanted.none ? [{ kind: 'none', after: seen?.key === null ? seen.id : null }] : [];
  const whole = wanted.ranges.map((range): Leg => ({ kind: 'range', range }));
  if (direction === 'desc') {
    if (seen === null) return [...whole, ...none];
    if (seen.key === null) return none;
    return [...tie(wanted, seen.key, seen.id), ...beyond(wanted, 'desc', seen.key), ...none];
  }
  if (seen === null) return [...none, ...whole.reverse()];
  if (seen.key === null) return [...none, ...whole.reverse()];
  return [...tie(wanted, seen.key, seen.id), ...beyond(wanted, 'asc', seen.key)];
}

/** Whether a key is in what is wanted. */
export function isWanted(wanted: Wanted, key: number | null): boolean {
  if (key === null) return wanted.none;
  return wanted.ranges.some(
    ({ atLeast, below }) => (atLeast === null || key >= atLeast) && (below === null || key < below),
  );
}

// A cursor's key may have left the wanted ranges meanwhile: thresholds rise at midnight.
function tie(wanted: Wanted, key: number, id: string): Leg[] {
  return isWanted(wanted, key) ? [{ kind: 'tie', key, after: id }] : [];
}

function beyond(wanted: Wanted, direction: 'desc' | 'asc', key: number): Leg[] {
  const legs: Leg[] = [];
  for (const { atLeast, below } of wanted.ranges) {
    if (direction === 'desc') {
      if (atLeast !== null && atLeast >= key) continue;
      legs.push({ kind: 'range', range: { atLeast, below: below === null || below > key ? key : below } });
    } else {
      if (below !== null && below <= key) continue;
      const range = atLeast === null || atLeast <= key ? { atLeast: null, below, above: key } : { atLeast, below };
      legs.unshift({ kind: 'range', range });
    }
  }
  return legs;
}
