/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Millis = number;

/** Whole UTC days since 1970-01-01. */
export type Day = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The UTC day that holds `at`. */
export function dayOf(at: Millis): Day {
  return Math.floor(at / DAY);
}

/** The first millisecond of a UTC day. */
export function startOfDay(day: Day): Millis {
  return day * DAY;
}
