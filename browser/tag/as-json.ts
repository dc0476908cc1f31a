import type { CollectEvent } from '../../wire/collect.ts';

type Said = Pick<CollectEvent, 'name' | 'props' | 'fault'>;

/** UTF-16 units of JSON: far above what the server takes (`PROPS_JSON_MAX`), far below what a request can carry. */
const JSON_MAX = 10_000;

/**
 * A copy of what the page said, as JSON carries it (dates as ISO, no undefined), or the field that it cannot carry. All
 * other rules are the server's: it judges every event anyway, and its answer is what the page is told.
 */
export function asJson(said: { name?: unknown; props: unknown }): Said {
  const places = new Map<unknown, string>();
  let fault: Said['fault'];
  try {
    const json = JSON.stringify(said, function (this: { [key: string]: unknown }, key, value) {
      const place = (places.get(this) || '') + key;
      places.set(value, place && `${place}.`);
      // What would become null or nothing without a word: NaN, functions, a date that is none. Big integers throw.
      const kind = typeof value === 'number' ? `${value}` : typeof value;
      const isLost = value === null ? this[key] !== null : /^(func|sym|NaN|-?Inf)/.test(kind);
      if (isLost) fault ||= ['wrong_type', place];
      return value;
    });
    if (json.length > JSON_MAX) fault ||= ['too_large', 'props'];
    if (!fault) return JSON.parse(json);
  } catch {
    // Circular, or it throws when read.
    fault ||= ['wrong_type', 'props'];
  }
  return { fault };
}
