import type { Reason, ScoreExplanation } from '../../wire/api/score.ts';
import { CATEGORIES, type Category, SIGNAL_KINDS, type SignalKind } from '../../wire/signal.ts';
import { type Day, dayOf, type Millis, startOfDay } from '../foundation/time.ts';
import { combine, type Heat, pointsAt } from '../intent/heat.ts';
import { mixFactor } from '../intent/mix.ts';
import { GROUP_NAMES, GROUPS, MODEL } from '../intent/model.ts';
import { contribution } from '../intent/points.ts';
import { roundPoints } from './intent.ts';

/** Signals of one kind and category on one day, of one identity in one of its stretches. */
export interface ActivityRow {
  readonly day: Day;
  readonly kind: SignalKind;
  readonly category: Category;
  readonly n: number;
}

/** What the signals of one kind and category are worth together today. */
export interface Line {
  readonly kind: SignalKind;
  readonly category: Category;
  readonly count: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** To 0.01; the lines of one explanation sum to its points exactly. */
  readonly points: number;
}

export interface Why {
  readonly heat: Heat;
  readonly points: number;
  /** Largest first. */
  readonly lines: readonly Line[];
  readonly factor: ScoreExplanation['factor'];
}

/** Days that a table's sparkline shows, today last. */
export const SPARK_DAYS = 30;

/** Why a score is what it is at `now`: every contribution, after the mix factor. */
export function whyOf(rows: readonly ActivityRow[], now: Millis): Why {
  const sums = sumsOf(rows);
  const heat = combine(sums);
  const factor = mixFactor(sums);
  const points = roundPoints(pointsAt(heat, now));
  const perAmount = factor * pointsAt(0, now);
  const lines = new Map<number, Mutable<Line>>();
  for (const { kind, category, day, n } of rows) {
    const { group, amount } = contribution(kind, category, day, 0, n);
    const worth = amount * worthOf(group) * perAmount;
    const key = SIGNAL_KINDS.indexOf(kind) * CATEGORIES.length + CATEGORIES.indexOf(category);
    const line = lines.get(key);
    if (!line) {
      lines.set(key, { kind, category, count: n, firstDay: day, lastDay: day, points: worth });
      continue;
    }
    line.count += n;
    line.points += worth;
    line.firstDay = Math.min(line.firstDay, day);
    line.lastDay = Math.max(line.lastDay, day);
  }
  return {
    heat,
    points,
    lines: roundedTo(points, [...lines.values()]),
    factor: { value: factor, shares: sharesOf(sums) },
  };
}

/** The two heaviest contributions, for tables; none when the score is zero. */
export function reasonsOf(rows: readonly ActivityRow[], now: Millis): Reason[] {
  return whyOf(rows, now)
    .lines.filter((line) => line.points > 0)
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
  const sorted = [...rows].sort((a, b) => a.day - b.day);
  const sums = noSums();
  let next = 0;
  return Array.from({ length: days }, (_, index) => {
    const day = dayOf(now) - days + 1 + index;
    for (let row = sorted[next]; row && row.day <= day; row = sorted[next]) {
      addTo(sums, row);
      next += 1;
    }
    return { day, heat: combine(sums) };
  });
}

/** Points at the end of each of the past 90 days, and of the next 30 if nothing happens. */
export function curveOf(
  rows: readonly ActivityRow[],
  heat: Heat,
  now: Millis,
): Pick<ScoreExplanation, 'history' | 'projection'> {
  const pointOn = (day: Day, on: Heat) => ({ day: dayText(day), points: roundPoints(pointsAt(on, startOfDay(day))) });
  return {
    history: heatHistory(rows, 90, now).map((one) => pointOn(one.day, one.heat)),
    projection: Array.from({ length: 30 }, (_, index) => pointOn(dayOf(now) + 1 + index, heat)),
  };
}

/** A UTC day as text, `2026-07-15`. */
export function dayText(day: Day): string {
  return new Date(startOfDay(day)).toISOString().slice(0, 10);
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function noSums(): number[] {
  return Array.from({ length: GROUPS }, () => 0);
}

function sumsOf(rows: readonly ActivityRow[]): number[] {
  const sums = noSums();
  for (const row of rows) addTo(sums, row);
  return sums;
}

function addTo(sums: number[], { kind, category, day, n }: ActivityRow): void {
  const { group, amount } = contribution(kind, category, day, 0, n);
  sums[group] = (sums[group] ?? 0) + amount;
}

function worthOf(group: number): number {
  const name = GROUP_NAMES[group];
  return name ? MODEL.worth[name] : 0;
}

function sharesOf(sums: readonly number[]): { group: string; share: number }[] {
  const whole = sums.reduce((sum, one) => sum + one, 0);
  if (whole <= 0) return [];
  return GROUP_NAMES.map((group, index) => ({ group, share: (sums[index] ?? 0) / whole }))
    .filter((one) => one.share > 0)
    .sort((a, b) => b.share - a.share);
}

// Hundredths are handed out by largest remainder, so that what is shown sums to what is shown.
function roundedTo(points: number, lines: readonly Line[]): Line[] {
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
