import { z } from 'zod';
import { CATEGORIES, INTENT_SCORES, SIGNAL_KINDS } from '../signal.ts';
import { Day, Instant } from './paging.ts';

/** The next change of bucket if nothing more happens; null when the score stays where it is (Low). */
export const NextChange = z.object({ value: z.enum(INTENT_SCORES), at: Instant });
export type NextChange = z.infer<typeof NextChange>;

/** One line of the answer to "why": signals of one kind and category, and what they are worth today, factor applied. */
export const Contribution = z.object({
  kind: z.enum(SIGNAL_KINDS),
  category: z.enum(CATEGORIES),
  count: z.number().int().positive(),
  firstAt: Instant,
  lastAt: Instant,
  /** Points today, to 0.01. The contributions sum to the score's `points` exactly. */
  points: z.number(),
});
export type Contribution = z.infer<typeof Contribution>;

/** The short form of a contribution, for tables. */
export const Reason = Contribution.pick({ kind: true, category: true, count: true, points: true });
export type Reason = z.infer<typeof Reason>;

/** The mix factor, (0, 1], already inside every contribution, and the shares of decayed activity that made it, 0..1, largest first. */
export const MixFactor = z.object({
  value: z.number(),
  shares: z.array(z.object({ group: z.string(), share: z.number() })),
});
export type MixFactor = z.infer<typeof MixFactor>;

export const DayPoints = z.object({ day: Day, points: z.number() });
export type DayPoints = z.infer<typeof DayPoints>;

/** `GET /contacts/:id/score` and `/accounts/:id/score`. */
export const ScoreExplanation = z.object({
  value: z.enum(INTENT_SCORES),
  points: z.number(),
  /** Largest first; all of them, so that they sum. */
  contributions: z.array(Contribution),
  factor: MixFactor,
  next: NextChange.nullable(),
  /** Points from which a bucket starts. */
  thresholds: z.object({ Medium: z.number(), High: z.number() }),
  halfLifeDays: z.number(),
  modelVersion: z.string(),
  /** Points at the end of each of the past 90 days, oldest first, today last (as of now). */
  history: z.array(DayPoints),
  /** Points at the end of each of the coming days if nothing happens, tomorrow first: 30, or to a few days past `next`, at most 90. */
  projection: z.array(DayPoints),
});
export type ScoreExplanation = z.infer<typeof ScoreExplanation>;
