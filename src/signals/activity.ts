import type { Category, SignalKind } from '../../wire/signal.ts';
import { type Day, dayOf, type Millis } from '../foundation/time.ts';

/** How often an identity, in one of its stretches, did one kind of thing about one category on one UTC day. */
export interface ActivityRow {
  readonly identityId: string;
  /** Begin of the stretch, ms. */
  readonly since: Millis;
  readonly day: Day;
  readonly kind: SignalKind;
  readonly category: Category;
  readonly n: number;
}

export interface Counted {
  readonly identityId: string;
  readonly since: Millis;
  readonly at: Millis;
  readonly kind: SignalKind;
  readonly category: Category;
}

/** Counts signals into daily rows, sorted by key so that concurrent writers lock in one order. */
export function tally(signals: readonly Counted[]): ActivityRow[] {
  const counts = new Map<string, { -readonly [Key in keyof ActivityRow]: ActivityRow[Key] }>();
  for (const { identityId, since, at, kind, category } of signals) {
    const day = dayOf(at);
    const key = `${identityId} ${since} ${day} ${kind} ${category}`;
    const known = counts.get(key);
    if (known) known.n += 1;
    else counts.set(key, { identityId, since, day, kind, category, n: 1 });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
