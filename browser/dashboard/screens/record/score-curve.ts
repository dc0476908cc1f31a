import type { DayPoints, ScoreExplanation } from '../../../../wire/api/score.ts';

const LEAST_DAYS = 30;
const DAYS_BEFORE = 5;
const VISIBLE_SHARE = 0.02;

/**
 * The part of the past that is worth its width: without the days before the score first left the chart's floor (a fiftieth of `top`, the
 * chart's highest value), but never less than 30 days, and never without a day on which it was Medium.
 */
export function shownPast(score: Pick<ScoreExplanation, 'history' | 'thresholds'>, top: number): readonly DayPoints[] {
  const floor = Math.min(top * VISIBLE_SHARE, score.thresholds.Medium);
  const rise = score.history.findIndex((one) => one.points >= floor);
  const first = rise < 0 ? score.history.length : rise - DAYS_BEFORE;
  return score.history.slice(Math.max(0, Math.min(first, score.history.length - LEAST_DAYS)));
}

/** Where the projection passes into the next bucket; null when it stays, or passes later than the chart reaches. */
export function changeOf({ next, projection }: Pick<ScoreExplanation, 'next' | 'projection'>): DayPoints | null {
  return projection.find((one) => one.day === next?.at.slice(0, 10)) ?? null;
}
