import type { IdentityKey, SignalDraft } from '../capture/draft.ts';
import type { Millis } from '../foundation/time.ts';
import { identityIdOf } from './keys.ts';
import { accountDomainOf, isRoleMailbox } from './mailbox.ts';

export interface KnownKey extends IdentityKey {
  readonly id: string;
}

/** What one event says about who: whose signal it is, and which person (user or e-mail) that identity claims to be. */
export interface Sighting {
  readonly signalId: string;
  readonly at: Millis;
  readonly identity: KnownKey;
  /** The user identity, else the e-mail identity, that the event claims; null when it claims none or only itself. */
  readonly person: KnownKey | null;
  /** The e-mail that the event claims for the person when the person is a user. */
  readonly email: KnownKey | null;
  readonly verified: boolean;
  /** The person is only likely: see `Claim.strength`. */
  readonly weak: boolean;
  /** The role mailbox (`info@`) that the event was sent as: an address to answer to, nobody's name. */
  readonly mailbox: string | null;
  /** Its registrable domain: evidence for the account, not for a person. Null for free mail. */
  readonly roleDomain: string | null;
}

/** Reads an event for who it is about. What bots claim is not heard. */
export function sightingOf(workspaceId: string, draft: SignalDraft): Sighting {
  const key = (kind: IdentityKey['kind'], value: string): KnownKey => ({
    kind,
    value,
    id: identityIdOf(workspaceId, { kind, value }),
  });
  const identity = key(draft.identity.kind, draft.identity.value);
  const claim = draft.filtered === null ? heard(draft) : null;
  const weak = claim?.strength === 'weak';
  const role = claim?.email != null && isRoleMailbox(claim.email);
  const mailbox = role && !weak ? (claim?.email ?? null) : null;
  const email = claim?.email != null && !role ? key('email', claim.email) : null;
  const user = claim?.userId != null ? key('user', claim.userId) : identity.kind === 'user' ? identity : null;
  const person = user ?? email;
  return {
    signalId: draft.id,
    at: draft.at,
    identity,
    person: person?.id === identity.id ? null : person,
    email: user !== null && email?.id !== identity.id ? email : null,
    verified: !weak && (claim?.verified ?? false),
    weak,
    mailbox,
    roleDomain: mailbox === null ? null : accountDomainOf(mailbox),
  };
}

// What is only likely can be said of a browser, and of nothing but its e-mail.
function heard({ claim, identity }: SignalDraft): SignalDraft['claim'] {
  if (claim?.strength !== 'weak') return claim;
  return identity.kind === 'browser' && claim.userId === null ? claim : null;
}

/** The user identity that an event is about: claimed, or the event's own. Null for a browser without a user id. */
export function userOf(sighting: Sighting): KnownKey | null {
  if (sighting.person?.kind === 'user') return sighting.person;
  return sighting.identity.kind === 'user' ? sighting.identity : null;
}
