import { type Day, dayOf } from '../foundation/time.ts';

interface Countable {
  readonly at: number;
  readonly kind: string;
  readonly category: string;
  readonly path: string | null;
  /** Channel of the visit that the signal begins, or null. */
  readonly channel: string | null;
}

export interface Daily {
  readonly day: Day;
  readonly dimension: 'category' | 'kind' | 'page' | 'channel';
  readonly value: string;
  readonly n: number;
}

const PATH_LENGTH_MAX = 200;

/** The workspace's daily counts that signals add to, sorted by key, each once. */
export function dailyCounts(signals: readonly Countable[]): Daily[] {
  const counts = new Map<string, Daily>();
  const count = (day: Day, dimension: Daily['dimension'], value: string) => {
    const key = `${day} ${dimension} ${value}`;
    counts.set(key, { day, dimension, value, n: (counts.get(key)?.n ?? 0) + 1 });
  };
  for (const { at, kind, category, path, channel } of signals) {
    const day = dayOf(at);
    count(day, 'category', category);
    count(day, 'kind', kind);
    if (kind === 'page_view' && path !== null) count(day, 'page', path.slice(0, PATH_LENGTH_MAX));
    if (channel !== null) count(day, 'channel', channel);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, daily]) => daily);
}
