import { z } from 'zod';
import { CATEGORIES, FILTER_REASONS, SIGNAL_KINDS } from '../signal.ts';
import { AccountRef, ContactRef } from './contacts.ts';
import { Instant, listOf, PageQuery, pageOf } from './paging.ts';
import { DEVICE_TYPES, IDENTITY_KINDS } from './words.ts';

/** `GET /contacts/:id/timeline`, `/accounts/:id/timeline`: signals newest first. */
export const TimelineQuery = PageQuery.extend({
  kind: listOf(SIGNAL_KINDS).optional(),
  category: listOf(CATEGORIES).optional(),
  device: listOf(DEVICE_TYPES).optional(),
  /** Part of the page's path, case-insensitive. */
  page: z.string().max(200).optional(),
  /** `false` leaves out signals that weigh nothing. */
  filtered: z.enum(['true', 'false']).optional(),
});
export type TimelineQuery = z.infer<typeof TimelineQuery>;

export const SignalItem = z.object({
  id: z.string(),
  at: Instant,
  kind: z.enum(SIGNAL_KINDS),
  category: z.enum(CATEGORIES),
  /** The page it happened on, or null. */
  page: z.object({ url: z.string(), path: z.string(), title: z.string().nullable() }).nullable(),
  /** Text of what was clicked, submitted or said. */
  text: z.string().nullable(),
  /** Event name of a `track`. */
  name: z.string().nullable(),
  props: z.record(z.string(), z.unknown()).nullable(),
  device: z
    .object({ type: z.enum(DEVICE_TYPES), browser: z.string().nullable(), os: z.string().nullable() })
    .nullable(),
  country: z.string().nullable(),
  identity: z.object({ id: z.string(), kind: z.enum(IDENTITY_KINDS), value: z.string() }),
  contact: ContactRef,
  /** The role mailbox (`info@`) that it was sent as, or null. */
  mailbox: z.string().nullable(),
  /** Signals of one visit share it. Null (server calls): a group of its own. */
  session: z.string().nullable(),
  /** Where the visit came from, on the signal that began it. */
  source: z.string().nullable(),
  /** Seconds the page was visible and in use; null when unknown. */
  engagedSeconds: z.number().nullable(),
  /** Why it weighs nothing, or null. */
  filtered: z.enum(FILTER_REASONS).nullable(),
  /** `late`, `from_future`, `clock_corrected`. */
  flags: z.array(z.string()),
});
export type SignalItem = z.infer<typeof SignalItem>;

export const TimelinePage = pageOf(SignalItem);
export type TimelinePage = z.infer<typeof TimelinePage>;

/** A signal as the live feed shows it: with who did it, and how ready they are now (not when they did it). */
export const LiveSignal = SignalItem.extend({
  account: AccountRef.nullable(),
  intentScore: z.enum(['High', 'Medium', 'Low']),
  points: z.number(),
});
export type LiveSignal = z.infer<typeof LiveSignal>;
