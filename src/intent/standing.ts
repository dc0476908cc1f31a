import type { Touch } from '../capture/draft.ts';
import type { Millis } from '../foundation/time.ts';
import { GROUPS } from './model.ts';

/** A touch with what makes "first" and "latest" the same in any order of arrival. */
export interface PlacedTouch {
  /** Null for one that was not read, since it stays as it is stored: which of two comes first is said by the rest. */
  readonly touch: (Touch & { readonly landing: string | null }) | null;
  /** The touch's own `entry`: whether it can begin a session. */
  readonly entry: boolean;
  readonly at: Millis;
  readonly signalId: string;
}

/** How ready a contact is, and the extent of what it did. Standings of two contacts add up to that of their merger. */
export interface Standing {
  readonly sums: readonly number[];
  /** Signals that count. */
  readonly signals: number;
  readonly firstSignalAt: Millis;
  readonly lastSignalAt: Millis;
  readonly firstTouch: PlacedTouch | null;
  readonly latestTouch: PlacedTouch | null;
}

export const NO_STANDING: Standing = {
  sums: Array.from({ length: GROUPS }, () => 0),
  signals: 0,
  firstSignalAt: Number.POSITIVE_INFINITY,
  lastSignalAt: Number.NEGATIVE_INFINITY,
  firstTouch: null,
  latestTouch: null,
};

export function addStandings(a: Standing, b: Standing): Standing {
  return {
    sums: a.sums.map((sum, group) => sum + (b.sums[group] ?? 0)),
    signals: a.signals + b.signals,
    firstSignalAt: Math.min(a.firstSignalAt, b.firstSignalAt),
    lastSignalAt: Math.max(a.lastSignalAt, b.lastSignalAt),
    firstTouch: first(a.firstTouch, b.firstTouch),
    latestTouch: later(a.latestTouch, b.latestTouch),
  };
}

/**
 * The first of two touches: one that can begin a session before any that goes on with one, then the earlier by (time, signal id).
 * Source: parity.md section 4, "the earliest interaction that opened the session".
 */
export function first(a: PlacedTouch | null, b: PlacedTouch | null): PlacedTouch | null {
  if (a === null || b === null) return a ?? b;
  if (a.entry !== b.entry) return a.entry ? a : b;
  return isBefore(a, b) ? a : b;
}

/** The latest touch that began a visit from somewhere; the caller offers no `Direct` ones. */
export function later(a: PlacedTouch | null, b: PlacedTouch | null): PlacedTouch | null {
  if (a === null || b === null) return a ?? b;
  return isBefore(a, b) ? b : a;
}

function isBefore(a: PlacedTouch, b: PlacedTouch): boolean {
  return a.at < b.at || (a.at === b.at && a.signalId < b.signalId);
}

/** Whether a touch says where the lead came from anew, and so may be the latest. */
export function beginsVisit(touch: Touch): boolean {
  return touch.entry && touch.channel !== 'Direct';
}
