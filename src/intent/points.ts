import { CATEGORIES, type Category, SIGNAL_KINDS, type SignalKind } from '../../wire/signal.ts';
import type { Day } from '../foundation/time.ts';
import { GROUP_NAMES, type GroupName, LANDMARK_DAY, MODEL, type ScoreModel } from './model.ts';

const RAISED_HAND: readonly Category[] = ['Pricing', 'Demo', 'Meeting', 'Chat'];

/** A change of one of a contact's sums. `amount` is relative to the landmark day; negative when a count falls. */
export interface Delta {
  /** Index into the contact's sums, 0..GROUPS-1. */
  readonly group: number;
  readonly amount: number;
}

/**
 * What it adds to a contact's sums when an activity row (identity, day, kind, category) goes from `nBefore` to `nAfter`
 * signals. Deltas telescope: any way of counting up to n adds the same, so order and batching do not matter.
 */
export function contribution(
  kind: SignalKind,
  category: Category,
  day: Day,
  nBefore: number,
  nAfter: number,
  model: ScoreModel = MODEL,
): Delta {
  const { group, weight } = weightOf(kind, category, model);
  if (weight === 0) return { group, amount: 0 };
  const amount = weight * (harmonic(nAfter) - harmonic(nBefore)) * 2 ** ((day - LANDMARK_DAY) / model.halfLifeDays);
  return { group, amount };
}

/**
 * Whether a signal enters the daily activity at all. What was filtered (bots, own staff, unverified link opens) and the
 * tag's own measure of engaged time, a `track` named `page_engaged`, are recorded and shown but weigh nothing.
 */
export function counts(signal: {
  readonly kind: SignalKind;
  readonly name: string | null;
  readonly filtered: string | null;
}): boolean {
  return signal.filtered === null && !(signal.kind === 'track' && signal.name === 'page_engaged');
}

/** The group and the undecayed amount of the day's first signal of this kind and category. */
export function weightOf(
  kind: SignalKind,
  category: Category,
  model: ScoreModel = MODEL,
): { readonly group: number; readonly weight: number } {
  const table = model === MODEL ? PUBLISHED : tabulate(model);
  return table[SIGNAL_KINDS.indexOf(kind) * CATEGORIES.length + CATEGORIES.indexOf(category)] ?? NOTHING;
}

/** H(n) = 1 + 1/2 + ... + 1/n: volume counts, with diminishing return. 0 for n <= 0. */
export function harmonic(n: number): number {
  if (n < HARMONIC.length) return HARMONIC[Math.max(0, n)] ?? 0;
  return Math.log(n) + EULER + 1 / (2 * n) - 1 / (12 * n * n);
}

const EULER = 0.577_215_664_901_532_9;
const HARMONIC: readonly number[] = (() => {
  const sums = [0];
  for (let n = 1; n <= 4096; n++) sums.push((sums[n - 1] ?? 0) + 1 / n);
  return sums;
})();

const NOTHING = { group: 0, weight: 0 };
const PUBLISHED = tabulate(MODEL);

/** One entry per kind x category, row by row. */
export function tabulate(model: ScoreModel): readonly { readonly group: number; readonly weight: number }[] {
  return SIGNAL_KINDS.flatMap((kind) =>
    CATEGORIES.map((category) => ({
      group: GROUP_NAMES.indexOf(groupOf(kind, category)),
      weight: model.exceptions[kind]?.[category] ?? model.kinds[kind] * model.categories[category],
    })),
  );
}

/** Which sum an activity belongs to. A raised hand is a form, a meeting or talk about buying. */
export function groupOf(kind: SignalKind, category: Category): GroupName {
  if (category === 'Find a Job') return 'jobs';
  if (category === 'Support' || category === 'Login') return 'use';
  if (category === 'Partners') return 'partner';
  if (category === 'Other' && kind === 'chat_message') return 'away';
  if (category === 'Legal') return kind === 'page_view' ? 'read' : 'away';
  if (kind === 'meeting_booked') return 'ask';
  if ((kind === 'form_submit' || kind === 'chat_message') && RAISED_HAND.includes(category)) return 'ask';
  if (category === 'Blog' || category === 'Home' || category === 'Other' || category === 'Events') return 'read';
  return 'evaluate';
}
