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

/** A cursor of a list sorted by (key, id). Throws as `readCursor`. */
export function readSeen(list: string, cursor: string | undefined): Seen | null {
  const parts = readCursor(list, 2, cursor);
  if (parts === null) return null;
  const [key = null, id] = parts;
  if (!isUuid(id) || !(key === null || typeof key === 'number')) throw badCursor();
  return { key, id };
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
