import { MINUTE, type Millis, SECOND } from '../../foundation/time.ts';

/** What the tag adds to a link at click time counts so long: a copied address carries nobody. */
export const CARRIED_WITHIN = 5 * MINUTE;
/** The visitor's clock may be ahead of ours by so much. */
const AHEAD_MAX = 30 * SECOND;

/**
 * The browser id that `knock_v=<visitor>.<base36 ms>` carries while it is fresh, else null: absent, malformed, older than five
 * minutes, or from the future. Written by browser/tag/knock-links.ts.
 */
export function carriedVisitor(parameter: unknown, now: Millis): string | null {
  if (typeof parameter !== 'string' || parameter.length > 100) return null;
  const [, visitor = '', stamp = ''] = /^([\w-]{8,64})\.([0-9a-z]{6,10})$/.exec(parameter) ?? [];
  if (visitor === '') return null;
  const age = now - Number.parseInt(stamp, 36);
  return age >= -AHEAD_MAX && age <= CARRIED_WITHIN ? visitor : null;
}
