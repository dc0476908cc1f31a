import { z } from 'zod';
import { CollectDropped } from './collect.ts';

/**
 * Segment's HTTP tracking API as Knock reads it, for the description of the API. Capture judges every event by hand and answers for each;
 * nothing is checked with these shapes, and fields beyond them are taken and left aside.
 * Source: https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/
 */

/** Events of one request. */
export const SEGMENT_EVENTS_MAX = 1_000;

const Id = z.union([z.string().max(200), z.number()]);
const Time = z.union([z.string(), z.number()]).describe('ISO 8601, or milliseconds since 1970.');
const Named = z.record(z.string(), z.unknown());

export const SegmentContext = z
  .looseObject({
    page: z
      .looseObject({
        url: z.string(),
        path: z.string(),
        title: z.string(),
        referrer: z.string(),
      })
      .partial()
      .nullish(),
    campaign: z.looseObject({ source: z.string(), medium: z.string(), name: z.string() }).partial().nullish(),
    userAgent: z
      .string()
      .nullish()
      .describe('The person’s browser. Without it the request’s own header counts, if it is a browser’s.'),
    sessionId: z.union([z.string(), z.number()]).nullish(),
    traits: Named.nullish(),
  })
  .describe('Where and with what it happened. `ip` is never read.');

const COMMON = {
  messageId: z
    .string()
    .min(1)
    .nullish()
    .describe('The same on every retry, which is then counted once. Made when absent.'),
  anonymousId: Id.nullish().describe('The browser’s id. An event needs it, a userId or traits.email.'),
  userId: Id.nullish(),
  timestamp: Time.nullish().describe(
    'When it happened, ISO 8601 or milliseconds since 1970. The time of receipt when absent.',
  ),
  originalTimestamp: Time.nullish().describe('Read when there is no timestamp.'),
  sentAt: Time.nullish().describe('When the request was made, by the clock of timestamp: tells how wrong it is.'),
  context: SegmentContext.nullish(),
};
const PROPERTIES = { properties: Named.nullish() };
const TRAITS = { traits: Named.nullish().describe('`email` is a claim of who this is; the rest is kept as traits.') };

const CALLS = {
  track: {
    event: z.string().min(1).describe('The event’s name.'),
    properties: Named.nullish().describe(
      '`knock_kind` makes it one of Knock’s own kinds; `text` or `label` are its words.',
    ),
  },
  page: { name: z.string().nullish(), ...PROPERTIES },
  screen: { name: z.string().nullish(), ...PROPERTIES },
  identify: TRAITS,
  group: { groupId: Id, traits: Named.nullish().describe('Of the company; `name` is shown with the person.') },
  alias: { previousId: Id, userId: Id.describe('Whom the previous id belongs to.') },
} as const;
export type SegmentCallName = keyof typeof CALLS;

const WRITE_KEY = {
  writeKey: z.string().nullish().describe('The tag id or an API key, for senders without an Authorization header.'),
};

/** The body of `/v1/track` and the other single calls. */
export function segmentCall(call: SegmentCallName) {
  return z.looseObject({ ...COMMON, ...CALLS[call], ...WRITE_KEY });
}

const typed = <Call extends SegmentCallName>(call: Call) =>
  z.looseObject({ type: z.literal(call), ...COMMON, ...CALLS[call] });

/** The body of `/v1/batch` and `/v1/import`. */
export const SegmentBatch = z.looseObject({
  batch: z
    .array(
      z.discriminatedUnion('type', [
        typed('track'),
        typed('page'),
        typed('screen'),
        typed('identify'),
        typed('group'),
        typed('alias'),
      ]),
    )
    .max(SEGMENT_EVENTS_MAX),
  sentAt: COMMON.sentAt,
  context: SegmentContext.nullish().describe('Stands in for events without one.'),
  ...WRITE_KEY,
});

/** An event that was not taken. Sending it again would not help. */
export const SegmentRefused = z.object({
  /** Its place in the batch, from 0. */
  index: z.number().int(),
  /** Null when it had no readable id. */
  id: z.string().nullable(),
  status: z.literal('refused'),
  reason: z.string(),
  field: z.string().nullable(),
  message: z.string(),
});

/** 200: Segment's own answer, with what was refused or left out beside it. */
export const SegmentAnswer = z.object({
  success: z.literal(true),
  refused: z.array(SegmentRefused).optional(),
  dropped: z.array(CollectDropped.extend({ index: z.number().int(), id: z.string() })).optional(),
});
