import type { Trx } from '../machinery/database/database.ts';
import { contactsWithRoots, insertContacts, rootOf, setMergedInto } from './contact-store.ts';
import { followMerges } from './follow-store.ts';
import { contactIdOf } from './keys.ts';
import { ruleOfClaim } from './regroup.ts';
import {
  closeLedger,
  detachedAmong,
  kindsOf,
  type LedgerRow,
  markDetached,
  openLedger,
  openLedgerOfContacts,
  openLedgerOfPersons,
  openRows,
} from './store.ts';

export interface Detached {
  /** The one contact of their own; null when there was none to take out. */
  readonly contactId: string | null;
  /** Contacts that lost or gained. */
  readonly touched: readonly string[];
  /** Identities whose stretches became one: their activity is to be told apart again. */
  readonly retally: ReadonlySet<string>;
}

/**
 * Takes identities out of the contacts that the rules give them, into one contact of their own. A browser that was several
 * people leaves them all. Browsers that are a detached user go with the user.
 */
export async function detachIdentities(
  trx: Trx,
  workspaceId: string,
  identityIds: readonly string[],
  actor: string,
): Promise<Detached> {
  if (identityIds.length === 0) return { contactId: null, touched: [], retally: new Set() };
  await markDetached(trx, workspaceId, identityIds);
  const users = await usersAmong(trx, workspaceId, identityIds);
  const { contactId, led } = await foundOwn(trx, workspaceId, identityIds, users, actor);
  const ledger = await openLedger(trx, workspaceId, identityIds);
  const followers = await followersOf(trx, workspaceId, users);
  const left = [...[...ledger.values()].flat(), ...followers];
  const apart = identityIds.map((identityId) => ({
    ...{ identityId, since: 0, until: null, personId: null, evidence: null, contactId },
    ...{ homeId: contactIdOf(workspaceId, identityId), rule: 'detached_by_hand', weak: false, actor },
  }));
  const following = followers.map((row) => ({
    ...row,
    ...{ contactId, homeId: contactIdOf(workspaceId, row.personId ?? row.identityId) },
    ...{ rule: ruleOfClaim(row.since, 'user'), actor },
  }));
  await closeLedger(trx, workspaceId, left);
  await openRows(trx, workspaceId, [...apart, ...following]);
  // Whom a member had merged into one of these own contacts went along with it, and comes back with it.
  const guests = await followMerges(trx, workspaceId, await openLedgerOfContacts(trx, workspaceId, led));
  return {
    contactId,
    touched: [contactId, ...left.map((row) => row.contactId), ...guests.map((one) => one.from)],
    retally: new Set([...ledger].filter(([, rows]) => rows.length > 1).map(([id]) => id)),
  };
}

async function usersAmong(trx: Trx, workspaceId: string, identityIds: readonly string[]): Promise<string[]> {
  const kinds = await kindsOf(trx, workspaceId, identityIds);
  return identityIds.filter((id) => kinds.get(id) === 'user');
}

// Each identity founds its own contact; all but one, a user if there is any, are merged into that one.
async function foundOwn(
  trx: Trx,
  workspaceId: string,
  identityIds: readonly string[],
  users: readonly string[],
  actor: string,
): Promise<{ contactId: string; led: string[] }> {
  const own = identityIds.map((id) => contactIdOf(workspaceId, id));
  const contactId = contactIdOf(workspaceId, users[0] ?? identityIds[0] ?? '');
  const before = await contactsWithRoots(trx, workspaceId, own);
  const led = [...new Set(own.map((id) => rootOf(before, id)))];
  const isUser = new Set(users.map((id) => contactIdOf(workspaceId, id)));
  await insertContacts(
    trx,
    workspaceId,
    own.map((id) => ({ id, email: null, identified: isUser.has(id) })),
  );
  await setMergedInto(
    trx,
    workspaceId,
    own.map((id) => (id === contactId ? { id, into: null, by: null } : { id, into: contactId, by: actor })),
  );
  return { contactId, led };
}

async function followersOf(trx: Trx, workspaceId: string, userIds: readonly string[]): Promise<LedgerRow[]> {
  if (userIds.length === 0) return [];
  const rows = await openLedgerOfPersons(trx, workspaceId, userIds);
  const ids = rows.map((row) => row.identityId);
  const apart = await detachedAmong(trx, workspaceId, ids);
  return rows.filter((row) => !apart.has(row.identityId));
}
