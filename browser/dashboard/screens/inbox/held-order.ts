import { useEffect, useRef, useState } from 'react';

interface Row {
  readonly id: string;
}

export interface Arranged<R extends Row> {
  readonly shown: readonly R[];
  /** Rows that would stand higher, or are not shown at all. */
  readonly waiting: number;
}

/**
 * Rows in the order somebody is looking at, with what is in them now. Rows that are gone from the list stay until the order is
 * taken anew, as they were last known; new ones wait.
 */
export function arrange<R extends Row>(
  held: readonly string[],
  fresh: readonly R[],
  known: ReadonlyMap<string, R>,
): Arranged<R> {
  const byId = new Map(fresh.map((row) => [row.id, row]));
  const place = new Map(held.filter((id) => byId.has(id)).map((id, index) => [id, index]));
  const shown = held.flatMap((id) => byId.get(id) ?? known.get(id) ?? []);
  // Longer lists (the next page) go on at the end: what follows the last held row was not there before.
  const last = fresh.findLastIndex((row) => place.has(row.id));
  const tail = last === -1 ? [] : fresh.slice(last + 1);
  const waiting = fresh.slice(0, last + 1).filter((row, index) => (place.get(row.id) ?? Infinity) > index).length;
  return { shown: [...shown, ...tail], waiting };
}

interface List<R extends Row> {
  /** Which list it is: another one is shown in its own order at once. */
  readonly key: string;
  readonly fresh: readonly R[] | undefined;
  /** `fresh` is still what the former list had. */
  readonly isFormer: boolean;
}

/** Holds the order while `busy()` (a pointer over the list, or the reader further down), and takes the new one when at rest. */
export function useHeldOrder<R extends Row>({ key, fresh, isFormer }: List<R>, busy: () => boolean) {
  const [held, setHeld] = useState<{ key: string; ids: readonly string[] }>({ key, ids: [] });
  const known = useRef(new Map<string, R>());
  for (const row of fresh ?? []) known.current.set(row.id, row);
  const take = () => setHeld({ key, ids: (fresh ?? []).map((row) => row.id) });
  const rested = useRef(() => {});
  rested.current = () => {
    if (fresh && !isFormer && (held.key !== key || held.ids.length === 0 || !busy())) take();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it acts when rows come, not when a function is made anew
  useEffect(() => rested.current(), [key, fresh, isFormer]);
  const isHeld = fresh !== undefined && held.key === key && held.ids.length > 0;
  const arranged = isHeld ? arrange(held.ids, fresh, known.current) : { shown: fresh, waiting: 0 };
  return { ...arranged, take, settle: () => rested.current() };
}
