import type { Intent } from '../../wire/api/contacts.ts';
import { INTENT_TYPES, type IntentType } from '../../wire/signal.ts';
import type { Millis } from '../foundation/time.ts';
import { bucketAt, type Heat, nextChange, pointsAt } from '../intent/heat.ts';

/** What every list and record says of somebody's intent at `now`. Points to 0.01. */
export function intentOf(heat: Heat, type: string, final: boolean, now: Millis): Intent {
  const next = nextChange(heat, now);
  return {
    intentScore: bucketAt(heat, now),
    intentType: typeOf(type),
    intentTypeFinal: final,
    points: roundPoints(pointsAt(heat, now)),
    next: next && { value: next.value, at: instant(next.at) },
  };
}

/** Points as they are shown: to 0.01. */
export function roundPoints(points: number): number {
  return Math.round(points * 100) / 100;
}

/** ISO 8601 in UTC with milliseconds. */
export function instant(at: Millis | Date): string {
  return new Date(at).toISOString();
}

function typeOf(stored: string): IntentType {
  return INTENT_TYPES.find((type) => type === stored) ?? 'Unknown';
}
