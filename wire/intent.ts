import { z } from 'zod';
import { TypeEvidence } from './api/conversations.ts';
import { Contribution, MixFactor, NextChange } from './api/score.ts';
import { INTENT_SCORES, INTENT_TYPES, SIGNAL_KINDS } from './signal.ts';

const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

/** ISO 8601 with `Z` or an offset, 1970 to 2199. */
const Stated = z.iso
  .datetime({ offset: true, error: 'not a time like 2026-07-15T08:05:00Z' })
  .refine((text) => Date.parse(text) >= EARLIEST && Date.parse(text) < LATEST, 'not in the years 1970 to 2199');

/** One signal of a journey to try out. All of them are taken as one browser's. */
export const PreviewSignal = z.object({
  at: Stated,
  kind: z.enum(SIGNAL_KINDS),
  /** Decides over the path of `url`. May hold a query and a fragment. */
  path: z.string().max(2000).nullish(),
  url: z.url({ error: 'not a whole address like https://example.com/pricing' }).max(2000).nullish(),
  title: z.string().max(500).nullish(),
  /** Text of the clicked element, of the form's submit button or of the chat message. */
  text: z.string().max(5000).nullish(),
  /** Name of a `track` event. */
  event: z.string().max(200).nullish(),
});
export type PreviewSignal = z.infer<typeof PreviewSignal>;

/** `POST /api/v1/intent/preview`. Stores nothing. */
export const IntentPreview = z.object({
  /** The moment to score at; the server's clock unless said. Signals after it are left out. */
  now: Stated.nullish(),
  signals: z.array(PreviewSignal).max(5000),
  /** Chat messages beyond those in `signals`, in order. They and those in `signals` decide the type; the score counts only signals. */
  messages: z.array(z.string().max(5000)).max(200).nullish(),
});
export type IntentPreview = z.infer<typeof IntentPreview>;

export const IntentPreviewAnswer = z.object({
  score: z.object({
    value: z.enum(INTENT_SCORES),
    /** To 0.01. */
    points: z.number(),
    /** Most points first; they sum to `points`. */
    contributions: z.array(Contribution),
    factor: MixFactor,
    /** When it falls to the next lower bucket if nothing happens. */
    next: NextChange.nullable(),
    modelVersion: z.string(),
    /** Signals after `now`, which were left out. */
    ignored: z.number().int(),
  }),
  type: z.object({
    value: z.enum(INTENT_TYPES),
    final: z.boolean(),
    /** Probability of `value`, 0..1. */
    confidence: z.number(),
    /** Whether one clarifying question would help. */
    ask: z.boolean(),
    /** They sum to 1. Without messages they show what the signals suggest, while `value` stays Unknown. */
    probabilities: z.record(z.enum(INTENT_TYPES), z.number()),
    /** Most telling first, at most five. */
    evidence: z.array(TypeEvidence),
  }),
});
export type IntentPreviewAnswer = z.infer<typeof IntentPreviewAnswer>;
