import type { Millis } from '../foundation/time.ts';

/**
 * The instant before which signals are deleted at `now`: the first of the UTC month that began `months` months ago. So signals
 * are kept at least that long and at most a month longer, and whole months go at once.
 */
export function retentionCutoff(months: number, now: Millis): Millis {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1);
}
