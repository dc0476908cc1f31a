import { z } from 'zod';
import { CATEGORIES, FILTER_REASONS, SIGNAL_KINDS } from '../signal.ts';
import { Instant } from './paging.ts';

/** A request, an event, or a field of an event that was not recorded, and why. */
export const Refusal = z.object({
  id: z.string(),
  at: Instant,
  /** `/collect`, `/v1/batch` ... */
  endpoint: z.string(),
  /** A closed word: `too_large`, `bad_name`, `origin_not_allowed`, `rate_limited` ... */
  reason: z.string(),
  /** The same in plain words, with what to do. */
  message: z.string(),
  /** Dotted path of the offending input, or null. */
  field: z.string().nullable(),
  origin: z.string().nullable(),
  /** How much was lost: `field` means that the event was recorded without it. */
  lost: z.enum(['request', 'event', 'field']),
  /** The event's name, or its kind where it has none; null for a whole request. */
  event: z.string().nullable(),
  /** The event as received, cut to 2,000 characters, without e-mail addresses. */
  sample: z.string().nullable(),
});
export type Refusal = z.infer<typeof Refusal>;

/** Recorded but weighing nothing. */
export const FilteredSignal = z.object({
  id: z.string(),
  at: Instant,
  reason: z.enum(FILTER_REASONS),
  kind: z.enum(SIGNAL_KINDS),
  category: z.enum(CATEGORIES),
  path: z.string().nullable(),
  userAgent: z.string().nullable(),
  /** Null for a bot that never did anything that counts. */
  contactId: z.string().nullable(),
});
export type FilteredSignal = z.infer<typeof FilteredSignal>;

const Counts = z.array(z.object({ reason: z.enum(FILTER_REASONS), count: z.number().int() }));

/** What was recorded just now: how many events, and which of them weigh nothing. For the counts of `GET /debugger`. */
export const Counted = z.object({ accepted: z.number().int(), filtered: Counts });
export type Counted = z.infer<typeof Counted>;

/** `GET /debugger`: the last 200 of each, newest first, and counts of the past 24 hours. */
export const DebuggerState = z.object({
  accepted: z.number().int(),
  refused: z.array(z.object({ reason: z.string(), count: z.number().int() })),
  filtered: Counts,
  refusals: z.array(Refusal),
  filteredSignals: z.array(FilteredSignal),
});
export type DebuggerState = z.infer<typeof DebuggerState>;
