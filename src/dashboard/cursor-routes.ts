import { Refusal } from '../machinery/refusal.ts';
import type { Seen } from './legs.ts';
import { isUuid } from './uuid.ts';

/** Writes the place where a page ended. `list` names the list and its sort: a cursor of one is no cursor of another. */
export function writeCursor(list: string, ...parts: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify([list, ...parts])).toString('base64url');
}

/**
 * The parts of a cursor of this list; null for none.
 * @throws Refusal 400 naming `cursor` when it is not one that `writeCursor` wrote for this list with `count` parts.
 */
export function readCursor(
  list: string,
  count: number,
  cursor: string | undefined,
): readonly (string | number | null)[] | null {
  if (cursor === undefined) return null;
  const [name, ...parts] = parsed(cursor);
  const simple = parts.every((part) => part === null || typeof part === 'string' || typeof part === 'number');
  if (name !== list || parts.length !== count || !simple) throw badCursor();
  return parts as (string | number | null)[];
}

/** Where a page of a counted list begins: after the last row seen, and how many rows the first page counted. */
export interface CountedPlace {
  readonly seen: Seen;
  readonly total: number | null;
}

/** A cursor of a counted list sorted by (key, id), null for none. Throws as `readCursor`. */
export function readPlace(list: string, keys: 'number' | 'time', cursor: string | undefined): CountedPlace | null {
  const parts = readCursor(list, 3, cursor);
  if (parts === null) return null;
  const [key = null, id, total = null] = parts;
  const isKey = key === null || (keys === 'time' ? isTime(key) : typeof key === 'number');
  if (!isUuid(id) || !isKey || !(total === null || isCount(total))) throw badCursor();
  return { seen: { key: key as number | null, id }, total: total as number | null };
}

/** Whether a cursor's time is one that a signal can have: 1970 to 9999. */
export function isTime(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= TIME_MAX;
}

const TIME_MAX = Date.UTC(10_000, 0) - 1;

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function badCursor(): Refusal {
  return new Refusal(400, 'invalid', 'This cursor is not of this list. Start again without one.', 'cursor');
}

function parsed(cursor: string): unknown[] {
  if (!/^[\w-]+$/.test(cursor)) throw badCursor();
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
