import { z } from 'zod';
import { AccountRef, ContactItem, ContactRef } from './contacts.ts';
import { CONVERSATION_EVENTS } from './conversations.ts';
import { Counted, Refusal } from './debugger.ts';
import { JobProgress } from './jobs.ts';
import { Instant } from './paging.ts';
import { LiveSignal } from './timeline.ts';

/** Somebody whose browser reported something from a page in the last five minutes. */
export const LiveVisitor = z.object({
  contact: ContactRef,
  account: AccountRef.nullable(),
  intentScore: z.enum(['High', 'Medium', 'Low']),
  points: z.number(),
  page: z.object({ title: z.string().nullable(), path: z.string() }).nullable(),
  source: z.string().nullable(),
  country: z.string().nullable(),
  /** Start of the present visit. */
  since: Instant,
  /** The latest that their browser reported. */
  lastAt: Instant,
  /** Signals of the present visit. */
  signalCount: z.number().int(),
  /** There were more than are counted here: "100+". */
  more: z.boolean(),
});
export type LiveVisitor = z.infer<typeof LiveVisitor>;

/** `GET /live`: most recently active first, at most 200; the latest 100 signals, newest first. */
export const LiveNow = z.object({ online: z.array(LiveVisitor), latest: z.array(LiveSignal) });
export type LiveNow = z.infer<typeof LiveNow>;

/** What changes about a contact when a signal of theirs is recorded, or a merge, replay or erasure touches them. */
export const ContactChange = ContactItem.pick({
  id: true,
  name: true,
  email: true,
  identified: true,
  account: true,
  intentScore: true,
  intentType: true,
  intentTypeFinal: true,
  points: true,
  next: true,
  lastSignalAt: true,
  signalCount: true,
}).extend({
  /** Set when the contact is no more: `into` is the one it was merged into, or null when erased. */
  gone: z.object({ into: z.string().nullable() }).nullable(),
});
export type ContactChange = z.infer<typeof ContactChange>;

/**
 * Events of `GET /api/v1/stream`, by SSE event name; `data` is JSON. Each carries an `id:` that `Last-Event-ID` resumes after.
 * When the missed events are no longer kept, the first event is `reset`: the reader fetches afresh what it shows.
 * A comment line every 15 s keeps proxies awake.
 */
export const STREAM_EVENTS = {
  signal: LiveSignal,
  contact: ContactChange,
  refusal: Refusal,
  counted: Counted,
  /**
   * In a crowd: how many signals were acknowledged and are not recorded yet. Comes every 5 s while any are, then once with 0; a reader
   * that hears nothing for longer need not wait for that.
   */
  backlog: z.object({ waiting: z.number().int() }),
  progress: JobProgress,
  /** The workspace's first signal ever. */
  install: z.object({ at: Instant, host: z.string().nullable() }),
  ...CONVERSATION_EVENTS,
  reset: z.object({}),
} as const;
export type StreamEvents = { [Name in keyof typeof STREAM_EVENTS]: z.infer<(typeof STREAM_EVENTS)[Name]> };
