import { type Outcome, ok, refused } from '../foundation/outcome.ts';
import { DAY, dayOf, type Millis, SECOND, startOfDay } from '../foundation/time.ts';
import type { SignalFlag } from './draft.ts';

/** A browser's stated time counts only this long before receipt. Source: docs/capture.md, "Time". */
export const BROWSER_LATENESS_MAX = DAY;
/** Clocks closer than this to ours are taken as right: the difference is the way here, and a retry or two on it. */
export const CLOCK_TOLERANCE = 10 * SECOND;
/** A trusted caller's `sentAt` further off than this is no wrong clock but a record sent again; it corrects nothing. */
export const SERVER_CLOCK_ERROR_MAX = DAY;
/** A stated time further from receipt than this says nothing: neither for the time nor for the id. */
export const ID_TIME_RANGE = 31 * DAY;

const LATEST = Date.UTC(2200, 0, 1);

export interface StatedTime {
  /** By the sender's clock; null when the sender stated none. */
  readonly statedAt: Millis | null;
  /** When the sender sent the request, by the same clock; null when it did not say. */
  readonly sentAt: Millis | null;
  readonly receivedAt: Millis;
  /** True for a call with an API key: it may state any past time. */
  readonly trusted: boolean;
}

export interface EventTime {
  readonly at: Millis;
  /** The time that goes into the signal's id: the same on every retry. */
  readonly idTime: Millis;
  readonly flags: readonly SignalFlag[];
}

const NO_FLAGS: readonly SignalFlag[] = [];

/**
 * When an event happened. The sender's clock is corrected by `receivedAt - sentAt` when it is off by more than 10 s.
 * A browser's time counts within 24 h before receipt, a trusted caller's at any time before; otherwise receipt time, flagged.
 */
export function eventTime(stated: StatedTime): EventTime {
  const { statedAt, sentAt, receivedAt, trusted } = stated;
  if (statedAt === null) return { at: receivedAt, idTime: startOfDay(dayOf(receivedAt)), flags: NO_FLAGS };
  const idTime = idTimeOf(statedAt, receivedAt, trusted);
  const offset = sentAt === null ? 0 : receivedAt - sentAt;
  const corrected = Math.abs(offset) > CLOCK_TOLERANCE && !(trusted && Math.abs(offset) > SERVER_CLOCK_ERROR_MAX);
  const at = corrected ? statedAt + offset : statedAt;
  const flags: SignalFlag[] = corrected ? ['clock_corrected'] : [];
  if (at > receivedAt) {
    if (at - receivedAt > CLOCK_TOLERANCE) flags.push('from_future');
    return { at: receivedAt, idTime, flags };
  }
  if (!trusted && receivedAt - at > BROWSER_LATENESS_MAX) return { at: receivedAt, idTime, flags: [...flags, 'late'] };
  return { at, idTime, flags };
}

// The id sorts the timeline and picks its partition, so a clock that is years off must not choose it. Such an event, and
// one without a time, takes the day of receipt: a retry on the same UTC day has the same id.
function idTimeOf(statedAt: Millis, receivedAt: Millis, trusted: boolean): Millis {
  const plausible = statedAt <= receivedAt + ID_TIME_RANGE && (trusted || statedAt >= receivedAt - ID_TIME_RANGE);
  return plausible ? statedAt : startOfDay(dayOf(receivedAt));
}

const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)\s?(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * A time as a sender may write it: ISO 8601 (UTC when it names no zone), or milliseconds since 1970.
 * Null when absent. Refused: anything else, and times outside 1970..2200.
 */
export function parseTime(raw: unknown, field: string): Outcome<Millis | null, 'bad_time'> {
  if (raw === undefined || raw === null || raw === '') return ok(null);
  const at = typeof raw === 'number' ? Math.trunc(raw) : typeof raw === 'string' ? parseIso(raw.trim()) : Number.NaN;
  return at >= 0 && at < LATEST
    ? ok(at)
    : refused('bad_time', field, 'A time must be ISO 8601, such as 2026-03-04T05:06:07.890Z.');
}

function parseIso(text: string): Millis {
  const match = ISO.exec(text);
  if (match === null) return Number.NaN;
  const [, day, clock = '00:00', zone = 'Z'] = match;
  const offset = /^z$/i.test(zone) ? 'Z' : zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2');
  return Date.parse(`${day}T${clock.replace(',', '.')}${offset}`);
}
