import type { Category } from '../../../wire/signal.ts';
import { type LogOdds, TYPES, type TypeModel } from './model.ts';
import type { TypeSignal } from './verdict.ts';

/** What the signals of one category say. */
export interface CategorySays {
  readonly category: Category;
  readonly n: number;
  readonly logOdds: LogOdds;
}

/** More signals of a category say more, up to this many times the first. */
const TIMES_MAX = 2;

/** What a lead's pages, clicks and forms say about why they came, by category. The messages themselves are left out: their words speak. */
export function categoriesSay(model: Pick<TypeModel, 'signals'>, signals: readonly TypeSignal[]): CategorySays[] {
  const counts = new Map<Category, number>();
  for (const { kind, category, n } of signals) {
    if (kind !== 'chat_message' && kind !== 'identify') counts.set(category, (counts.get(category) ?? 0) + n);
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([category, n]) => {
      const once = model.signals[category];
      return once ? [{ category, n, logOdds: once.map((odds) => odds * timesOf(n)) }] : [];
    });
}

/** How many times the first signal `n` of them say, 1..2. */
export function timesOf(n: number): number {
  return Math.min(TIMES_MAX, 1 + 0.5 * Math.log2(Math.max(1, n)));
}

export function addUp(says: readonly { readonly logOdds: LogOdds }[]): number[] {
  return Array.from({ length: TYPES }, (_, type) => says.reduce((sum, { logOdds }) => sum + (logOdds[type] ?? 0), 0));
}
