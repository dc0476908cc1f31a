import { Refusal } from '../machinery/refusal.ts';

/** Writes the place where a page of a list ended. */
export function writeCursor(...parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The parts of a cursor; null for none. @throws Refusal 400 naming `cursor` when it is none of a list whose parts are of these types. */
export function readCursor(cursor: string | undefined, ...types: readonly ('string' | 'number')[]): unknown[] | null {
  if (cursor === undefined) return null;
  let parts: unknown = null;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    parts = null;
  }
  if (Array.isArray(parts) && parts.length === types.length && types.every((type, at) => typeof parts[at] === type))
    return parts;
  throw new Refusal(400, 'invalid', 'This cursor is not of this list. Start again without one.', 'cursor');
}
