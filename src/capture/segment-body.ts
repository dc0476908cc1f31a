import { SEGMENT_EVENTS_MAX } from '../../wire/segment.ts';
import { type Outcome, ok, refused } from '../foundation/outcome.ts';
import type { BatchReason } from './refusal.ts';

/** Bytes of a request's body, after decompression. Source: Segment's HTTP tracking API. */
export const SEGMENT_BODY_BYTES_MAX = 500 * 1024;
/** UTF-16 units of one event as JSON. Source: the same, which counts bytes. */
export const SEGMENT_EVENT_MAX = 32 * 1024;

export const SEGMENT_CALLS = ['track', 'page', 'screen', 'identify', 'group', 'alias'] as const;
export type SegmentCall = (typeof SEGMENT_CALLS)[number];

/** A request of Segment's HTTP tracking API; single calls are batches of one. Nothing in the events is checked yet. */
export interface SegmentRequest {
  /** What the path says the events are; null for a batch, whose events say it themselves. */
  readonly call: SegmentCall | null;
  readonly events: readonly unknown[];
  /** The write key in the body, for senders without an Authorization header. */
  readonly writeKey: string | null;
  readonly sentAt: unknown;
  /** A batch's context stands in for events without one. */
  readonly context: unknown;
  /** Whether an event can be too large at all; spares measuring each. */
  readonly mayHoldLargeEvents: boolean;
}

/** Reads a body of at most `SEGMENT_BODY_BYTES_MAX`, or says why none of it can be read. */
export function readSegmentBody(text: string, call: SegmentCall | null): Outcome<SegmentRequest, BatchReason> {
  const body = parsed(text);
  if (body === undefined) return refused('not_json', 'body', 'The body must be JSON.');
  if (!isObject(body)) return refused('not_an_object', 'body', 'The body must be a JSON object.');
  const { batch, writeKey, sentAt, context } = body;
  const request = {
    call,
    writeKey: typeof writeKey === 'string' ? writeKey : null,
    sentAt,
    context,
    mayHoldLargeEvents: text.length > SEGMENT_EVENT_MAX,
  };
  if (call !== null) return ok({ ...request, events: [body] });
  if (batch === undefined) return refused('missing', 'batch', 'A batch needs the list `batch`.');
  if (!Array.isArray(batch)) return refused('wrong_type', 'batch', 'Must be a list of events.');
  if (batch.length > SEGMENT_EVENTS_MAX) {
    return refused('too_many', 'batch', `A batch may hold ${SEGMENT_EVENTS_MAX} events.`);
  }
  return ok({ ...request, events: batch });
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
