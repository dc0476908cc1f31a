import type { Millis } from '../foundation/time.ts';

/** A browser's word, in one of its signals, that it is this person (a user or e-mail identity). */
export interface PersonClaim {
  readonly at: Millis;
  readonly signalId: string;
  readonly personId: string;
  /** Only likely: it holds while the browser makes no other claim. */
  readonly weak: boolean;
}

/** From `since` to the next stretch a browser is this person; null while nobody said who. The first begins at 0. */
export interface Stretch {
  readonly since: Millis;
  readonly personId: string | null;
  /** The signal that began it, or null. */
  readonly evidence: string | null;
  /** Nothing but weak claims say so. */
  readonly weak: boolean;
}

/**
 * Whose a browser is over time, from all its claims in any order, duplicates included. What came before the first claim is the
 * first person's; a claim of another person switches the browser from its time on; earlier signals stay.
 * Of claims at the same instant the one with the greatest signal id holds. Weak claims count nothing beside others; alone, the
 * earliest of them (the smallest signal id at one instant) says whose the browser is from the beginning.
 */
export function stretchesOf(claims: readonly PersonClaim[]): readonly Stretch[] {
  const sorted = claims.filter((claim) => !claim.weak).sort(byTime);
  if (sorted.length === 0) return [likelyStretch(claims)];
  const stretches: Stretch[] = [];
  for (const [index, claim] of sorted.entries()) {
    if (sorted[index + 1]?.at === claim.at) continue;
    if (stretches.at(-1)?.personId === claim.personId) continue;
    const since = stretches.length === 0 ? 0 : claim.at;
    stretches.push({ since, personId: claim.personId, evidence: claim.signalId, weak: false });
  }
  return stretches;
}

function byTime(a: PersonClaim, b: PersonClaim): number {
  return a.at - b.at || (a.signalId < b.signalId ? -1 : 1);
}

function likelyStretch(claims: readonly PersonClaim[]): Stretch {
  const [earliest] = [...claims].sort(byTime);
  if (!earliest) return ANONYMOUS;
  return { since: 0, personId: earliest.personId, evidence: earliest.signalId, weak: true };
}

const ANONYMOUS: Stretch = { since: 0, personId: null, evidence: null, weak: false };

/** Whose an identity is from `since` on, in ms; 0 is "from the beginning". */
export interface Belonging {
  readonly since: Millis;
  /** Whose it is by the rules alone, before merges by hand. */
  readonly homeId: string;
  readonly contactId: string;
}

/** The stretch that holds `at`. `stretches` is sorted by `since` and begins at 0. */
export function stretchAt<S extends { readonly since: Millis }>(stretches: readonly S[], at: Millis): S {
  for (let index = stretches.length - 1; index > 0; index -= 1) {
    const stretch = stretches[index];
    if (stretch && stretch.since <= at) return stretch;
  }
  const first = stretches[0];
  if (!first) throw new Error('an identity has at least one stretch');
  return first;
}

/**
 * Whether a new claim leaves the stretches as they are: the usual case, a person's own browser saying so again.
 * `stretches` are those of the claims so far; a tie at the instant a stretch begins was won by that stretch's person.
 */
export function isConsistent(stretches: readonly Stretch[], claim: Omit<PersonClaim, 'signalId'>): boolean {
  const stretch = stretchAt(stretches, claim.at);
  if (claim.weak && !stretch.weak && stretch.personId !== null) return true;
  return stretch.personId === claim.personId && stretch.weak === claim.weak;
}

/**
 * The stretches that claims add behind all that a browser did so far, or null when one of them reaches back and the whole must be
 * decided anew. `stretches` are those of its claims so far, `seenUntil` the time of its latest signal among those.
 */
export function appendedStretches(
  stretches: readonly Stretch[],
  claims: readonly PersonClaim[],
  seenUntil: Millis,
): readonly Stretch[] | null {
  const late = claims.filter((claim) => claim.at > seenUntil && !claim.weak);
  if (claims.some((claim) => claim.at <= seenUntil && !isConsistent(stretches, claim))) return null;
  const last = stretches.at(-1);
  // The first of the new ones begins at its claim, not at the beginning of all time; and may go on with the last.
  const [first, ...others] = late.length > 0 ? stretchesOf(late) : [];
  if (!first || !last || last.personId === null || last.weak) return null;
  const since = Math.min(...late.map((claim) => claim.at));
  return first.personId === last.personId ? others : [{ ...first, since }, ...others];
}
