import type { Reason, ScoreExplanation } from '../../wire/api/score.ts';
import { type Day, dayOf, type Millis, startOfDay } from '../foundation/time.ts';
import type { ActivityRow } from '../intent/activity.ts';
import { type Contribution, type Explanation, explain, sumsOf } from '../intent/explain.ts';
import { combine, type Heat, nextChange, pointsAt } from '../intent/heat.ts';
import { roundPoints } from './intent.ts';

/** Days that a table's sparkline shows, today last. */
export const SPARK_DAYS = 30;

/** Why a score is what it is at `now`, in the numbers that are shown: to 0.01, and the contributions sum to the points exactly. */
export function whyOf(rows: readonly ActivityRow[], now: Millis): Explanation {
  const why = explain(rows, now);
  const points = roundPoints(why.points);
  return { ...why, points, contributions: roundedTo(points, why.contributions) };
}

/** The two heaviest contributions, for tables; none when the score is zero. */
export function reasonsOf(rows: readonly ActivityRow[], now: Millis): Reason[] {
  return whyOf(rows, now)
    .contributions.filter((one) => one.points > 0)
    .slice(0, 2)
    .map(({ kind, category, count, points }) => ({ kind, category, count, points }));
}

/** Signals on each of the last 30 UTC days, oldest first. */
export function sparkOf(rows: readonly Pick<ActivityRow, 'day' | 'n'>[], now: Millis): number[] {
  const counts = Array.from({ length: SPARK_DAYS }, () => 0);
  const first = dayOf(now) - SPARK_DAYS + 1;
  for (const { day, n } of rows) {
    if (day >= first && day < first + SPARK_DAYS) counts[day - first] = (counts[day - first] ?? 0) + n;
  }
  return counts;
}

/** The heat at the end of each of the past `days` days, today last: what was done up to then. */
export function heatHistory(rows: readonly ActivityRow[], days: number, now: Millis): { day: Day; heat: Heat }[] {
  const byDay = Map.groupBy(rows, (row) => row.day);
  const first = dayOf(now) - days + 1;
  const sums = sumsOf(rows.filter((row) => row.day < first));
  return Array.from({ length: days }, (_, index) => {
    const day = first + index;
    for (const [group, sum] of sumsOf(byDay.get(day) ?? []).entries()) sums[group] = (sums[group] ?? 0) + sum;
    return { day, heat: combine(sums) };
  });
}

/** Points at the end of each of the past 90 days, and of the next 30 to 90 if nothing happens: far enough to see the bucket change. */
export function curveOf(rows: readonly ActivityRow[], now: Millis): Pick<ScoreExplanation, 'history' | 'projection'> {
  const history = heatHistory(rows, 90, now);
  const heat = history.at(-1)?.heat ?? null;
  const pointOn = (day: Day, on: Heat) => ({ day: dayText(day), points: roundPoints(pointsAt(on, startOfDay(day))) });
  return {
    history: history.map((one) => pointOn(one.day, one.heat)),
    projection: Array.from({ length: daysAhead(heat, now) }, (_, index) => pointOn(dayOf(now) + 1 + index, heat)),
  };
}

const AHEAD = { least: 30, pastChange: 5, most: 90 };

function daysAhead(heat: Heat, now: Millis): number {
  const change = nextChange(heat, now);
  const wanted = change === null ? 0 : dayOf(change.at) - dayOf(now) + AHEAD.pastChange;
  return Math.min(AHEAD.most, Math.max(AHEAD.least, wanted));
}

/** A UTC day as text, `2026-07-15`. */
export function dayText(day: Day): string {
  return new Date(startOfDay(day)).toISOString().slice(0, 10);
}

// Hundredths are handed out by largest remainder, so that what is shown sums to what is shown.
function roundedTo(points: number, lines: readonly Contribution[]): Contribution[] {
  const exact = lines.map((line) => line.points * 100);
  const cents = exact.map(Math.floor);
  let left = Math.round(points * 100) - cents.reduce((sum, one) => sum + one, 0);
  const byRemainder = exact.map((_, index) => index).sort((a, b) => remainder(exact, b) - remainder(exact, a) || a - b);
  for (const index of byRemainder) {
    if (left <= 0) break;
    cents[index] = (cents[index] ?? 0) + 1;
    left -= 1;
  }
  return lines
    .map((line, index) => ({ ...line, points: (cents[index] ?? 0) / 100 }))
    .sort((a, b) => b.points - a.points || b.count - a.count);
}

function remainder(exact: readonly number[], index: number): number {
  const value = exact[index] ?? 0;
  return value - Math.floor(value);
}
