import { contactIdOf } from './keys.ts';
import type { KnownKey, Sighting } from './sighting.ts';
import { isConsistent, type PersonClaim, type Stretch, stretchesOf } from './stretches.ts';

/** What the ledger should say of an identity from `since` on, before merges by hand. */
export interface Placement {
  readonly since: number;
  readonly until: number | null;
  readonly personId: string | null;
  readonly homeId: string;
  readonly rule: PlacementRule;
  readonly evidence: string | null;
  /** Nothing but weak claims say so: the person is only likely. */
  readonly weak: boolean;
  /** The member whose word a row repeats that is kept as it was; absent: the rules say so. */
  readonly actor?: string | null;
}

export type PlacementRule =
  | 'first_signal'
  | 'recipient_link'
  | 'founder'
  | 'stated_email'
  | 'stated_user'
  | 'profile_switch'
  | 'detached_by_hand';

/** Where an e-mail or user identity belongs: an e-mail founds its contact; a user is the earliest e-mail said to be theirs. */
export function placePerson(
  workspaceId: string,
  person: Pick<KnownKey, 'id' | 'kind'>,
  emails: readonly { readonly emailId: string; readonly signalId: string }[],
  detached: boolean,
): Placement {
  const base = { since: 0, until: null, personId: null, weak: false };
  const earliest = person.kind === 'user' && !detached ? emails[0] : undefined;
  if (earliest) {
    const homeId = contactIdOf(workspaceId, earliest.emailId);
    return { ...base, homeId, rule: 'stated_email', evidence: earliest.signalId };
  }
  const rule = detached ? 'detached_by_hand' : 'founder';
  return { ...base, homeId: contactIdOf(workspaceId, person.id), rule, evidence: null };
}

/** Where a browser belongs, stretch by stretch. `homeOf` answers the home contact and kind of a person that it claimed to be. */
export function placeBrowser(
  workspaceId: string,
  browserId: string,
  stretches: readonly Stretch[],
  homeOf: (personId: string) => { readonly homeId: string; readonly kind: 'user' | 'email' },
  detached: boolean,
): readonly Placement[] {
  const own = contactIdOf(workspaceId, browserId);
  if (detached) {
    return [
      { since: 0, until: null, personId: null, homeId: own, rule: 'detached_by_hand', evidence: null, weak: false },
    ];
  }
  return stretches.map((stretch, index) => {
    const { since, personId, evidence, weak } = stretch;
    const until = stretches[index + 1]?.since ?? null;
    if (personId === null) return { since, until, personId, homeId: own, rule: 'first_signal', evidence, weak };
    const { homeId, kind } = homeOf(personId);
    const rule = weak ? 'recipient_link' : ruleOfClaim(since, kind);
    return { since, until, personId, homeId, rule, evidence, weak };
  });
}

/** Why a browser is, from `since` on, the person of that kind that it stated. */
export function ruleOfClaim(since: number, kind: 'user' | 'email'): PlacementRule {
  if (since > 0) return 'profile_switch';
  return kind === 'user' ? 'stated_user' : 'stated_email';
}

/** What a batch's claims mean for a browser whose stretches are known. */
export type Verdict =
  | { readonly change: 'none' }
  /** All of the browser becomes one person's: what was counted stays counted. */
  | { readonly change: 'named'; readonly stretches: readonly Stretch[] }
  /** Which of the recorded signals are whose must be decided anew, from all its claims. */
  | { readonly change: 'replay' };

export function judgeClaims(stretches: readonly Stretch[], claims: readonly PersonClaim[]): Verdict {
  if (claims.every((claim) => isConsistent(stretches, claim))) return { change: 'none' };
  const [only, second] = stretches;
  const anonymous = second === undefined && only?.personId === null;
  // A likely person gives way to whoever is named; which of two likely ones was first only all claims together say.
  const gives = second === undefined && only?.weak === true && claims.some((claim) => !claim.weak);
  if (!anonymous && !gives) return { change: 'replay' };
  const named = stretchesOf(claims);
  return named.length === 1 ? { change: 'named', stretches: named } : { change: 'replay' };
}

/** The claims that a batch's sightings make for one identity. */
export function claimsIn(sightings: readonly Sighting[]): PersonClaim[] {
  return sightings.flatMap(({ at, signalId, person, weak }) =>
    person ? [{ at, signalId, personId: person.id, weak }] : [],
  );
}

/**
 * A browser's claims, and those that only the ledger remembers: the signal that began a stretch may have been deleted when it
 * was older than the workspace keeps signals. Who the browser was then does not change with that.
 */
export function withRemembered(
  claims: readonly PersonClaim[],
  rows: readonly Pick<Placement, 'since' | 'personId' | 'evidence' | 'weak'>[] = [],
): readonly PersonClaim[] {
  const kept = new Set(claims.map((claim) => claim.signalId));
  const remembered = rows.flatMap(({ since, personId, evidence, weak }): PersonClaim[] =>
    personId !== null && evidence !== null && !kept.has(evidence)
      ? [{ at: since, signalId: evidence, personId, weak }]
      : [],
  );
  return [...claims, ...remembered];
}
