import type { Category, IntentScore, SignalKind } from '../../wire/signal.ts';
import { type Day, dayOf, type Millis } from '../foundation/time.ts';
import type { ActivityRow } from './activity.ts';
import { bucketAt, combine, nextChange, pointsAt } from './heat.ts';
import { mixFactor } from './mix.ts';
import { GROUP_NAMES, GROUPS, type GroupName, LANDMARK_DAY, MODEL, type ScoreModel } from './model.ts';
import { contribution } from './points.ts';

/** What the signals of one kind and category are worth today, mix factor applied. */
export interface Contribution {
  readonly kind: SignalKind;
  readonly category: Category;
  readonly group: GroupName;
  /** How many signals, on how many days, and on which first and last UTC day. */
  readonly count: number;
  readonly days: number;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly points: number;
}

export interface Explanation {
  readonly value: IntentScore;
  readonly points: number;
  /** The mix factor, 0 < factor <= 1, already inside every contribution. */
  readonly factor: number;
  /** Each group's part of the decayed activity, 0..1, in model order; they sum to 1, or are all 0 without activity. */
  readonly shares: readonly { readonly group: GroupName; readonly share: number }[];
  /** All of them, most points first; they sum to `points` within 1e-9 of it. */
  readonly contributions: readonly Contribution[];
  readonly next: { readonly value: IntentScore; readonly at: Millis } | null;
}

/** The sums, one per group, of activity rows. A contact's rows are those of all its identities, one row each. */
export function sumsOf(rows: readonly ActivityRow[], model: ScoreModel = MODEL): number[] {
  const sums = new Array<number>(GROUPS).fill(0);
  for (const { kind, category, day, n } of rows) {
    const { group, amount } = contribution(kind, category, day, 0, n, model);
    sums[group] = (sums[group] ?? 0) + amount;
  }
  return sums;
}

/** Why a contact (or an account, with all its contacts' rows) scores what it does at `now`. */
export function explain(rows: readonly ActivityRow[], now: Millis, model: ScoreModel = MODEL): Explanation {
  const sums = sumsOf(rows, model);
  const heat = combine(sums, model);
  const factor = mixFactor(sums, model);
  const all = sums.reduce((sum, amount) => sum + amount, 0);
  const today = factor * 2 ** -((dayOf(now) - LANDMARK_DAY) / model.halfLifeDays);
  return {
    value: bucketAt(heat, now, model),
    points: pointsAt(heat, now, model),
    factor,
    shares: GROUP_NAMES.map((group, g) => ({ group, share: all > 0 ? (sums[g] ?? 0) / all : 0 })),
    contributions: contributionsOf(rows, today, model),
    next: nextChange(heat, now, model),
  };
}

function contributionsOf(rows: readonly ActivityRow[], today: number, model: ScoreModel): Contribution[] {
  const lines = new Map<string, { line: Contribution; days: Set<Day> }>();
  for (const { kind, category, day, n } of rows) {
    const { group: g, amount } = contribution(kind, category, day, 0, n, model);
    const group = GROUP_NAMES[g] ?? 'read';
    const points = model.worth[group] * amount * today;
    const known = lines.get(`${kind} ${category}`);
    const days = (known?.days ?? new Set()).add(day);
    const line: Contribution = {
      kind,
      category,
      group,
      count: (known?.line.count ?? 0) + n,
      days: days.size,
      firstDay: Math.min(known?.line.firstDay ?? day, day),
      lastDay: Math.max(known?.line.lastDay ?? day, day),
      points: (known?.line.points ?? 0) + points,
    };
    lines.set(`${kind} ${category}`, { line, days });
  }
  return [...lines.values()].map(({ line }) => line).sort((a, b) => b.points - a.points || b.lastDay - a.lastDay);
}

/**
 * The same contributions in hundredths of a point that sum to the score in hundredths exactly, for screens and JSON: what
 * rounding leaves over goes to those it cut most.
 */
export function inHundredths(explanation: Explanation): Pick<Explanation, 'points' | 'contributions'> {
  const total = Math.round(explanation.points * 100);
  const floors = explanation.contributions.map(({ points }) => Math.floor(points * 100));
  let left = total - floors.reduce((sum, floor) => sum + floor, 0);
  const byLoss = explanation.contributions
    .map(({ points }, i) => ({ i, loss: points * 100 - (floors[i] ?? 0) }))
    .sort((a, b) => b.loss - a.loss || a.i - b.i);
  for (const { i } of byLoss) {
    if (left <= 0) break;
    floors[i] = (floors[i] ?? 0) + 1;
    left--;
  }
  return {
    points: total / 100,
    contributions: explanation.contributions.map((line, i) => ({ ...line, points: (floors[i] ?? 0) / 100 })),
  };
}

/** The mix factor as it is answered: with the shares that made it, largest first, less those of nothing. */
export function mixOf({ factor, shares }: Pick<Explanation, 'factor' | 'shares'>): {
  readonly value: number;
  readonly shares: Explanation['shares'][number][];
} {
  return { value: factor, shares: shares.filter((one) => one.share > 0).sort((a, b) => b.share - a.share) };
}
