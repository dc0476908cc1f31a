import type { Category, SignalKind } from '../../wire/signal.ts';
import type { Day } from '../foundation/time.ts';

/** The daily count that carries the score: how many signals of one kind and category one identity made for one home on one UTC day. */
export interface ActivityRow {
  readonly day: Day;
  readonly kind: SignalKind;
  readonly category: Category;
  /** >= 1 */
  readonly n: number;
}

/** One identity's signals, counted by day, kind and category, in order of first appearance. */
export function countActivity(
  signals: readonly { readonly day: Day; readonly kind: SignalKind; readonly category: Category }[],
): ActivityRow[] {
  const rows = new Map<string, { day: Day; kind: SignalKind; category: Category; n: number }>();
  for (const { day, kind, category } of signals) {
    const key = `${day} ${kind} ${category}`;
    const row = rows.get(key);
    if (row === undefined) rows.set(key, { day, kind, category, n: 1 });
    else row.n++;
  }
  return [...rows.values()];
}
