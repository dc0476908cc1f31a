import type { Category, SignalKind } from '../../wire/signal.ts';
import { type Day, dayOf, type Millis, startOfDay } from '../foundation/time.ts';
import { type Belonging, stretchAt } from '../identity/stretches.ts';

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

/**
 * What damping counts over: all that an identity did of one kind and category on one UTC day for one home, in however many stretches.
 * The n-th is worth 1/n.
 */
export type HomeKey = Omit<ActivityRow, 'since' | 'n'> & { readonly homeId: string };

export function homeKey({ identityId, homeId, day, kind, category }: HomeKey): string {
  return `${identityId} ${homeId} ${day} ${kind} ${category}`;
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

/** The home that a row counts for. `ledger` holds the stretches of its identity, sorted by `since`. */
export function homeOf(row: ActivityRow, ledger: Ledger): HomeKey {
  const { homeId } = stretchAt(ledger.get(row.identityId) ?? [], row.since);
  return { ...row, homeId };
}

type Ledger = ReadonlyMap<string, readonly Belonging[]>;

/** Those of these rows' homes for which another stretch of the identity may have counted on the same day. Nearly always none. */
export function sharedAmong(rows: readonly ActivityRow[], ledger: Ledger): HomeKey[] {
  const shared = new Map<string, HomeKey>();
  for (const row of rows) {
    const stretches = ledger.get(row.identityId) ?? [];
    if (stretches.length < 2) continue;
    const key = homeOf(row, ledger);
    const own = stretches.filter(
      (one, index) => one.homeId === key.homeId && isOn(row.day, one.since, stretches[index + 1]?.since),
    );
    if (own.length > 1) shared.set(homeKey(key), key);
  }
  return [...shared.values()];
}

function isOn(day: Day, since: Millis, until = Number.POSITIVE_INFINITY): boolean {
  return since < startOfDay(day + 1) && until > startOfDay(day);
}
