import { type Outcome, ok, type Refused, refused } from '../foundation/outcome.ts';
import type { Trx } from '../machinery/database/database.ts';
import type { Regrouped } from './apply-store.ts';
import { accountExists, type ContactRow, contactsWithRoots, setAccounts, setMergedInto } from './contact-store.ts';
import { detachIdentities } from './detach-store.ts';
import { settleDuplicates } from './duplicate-store.ts';
import { followMerges } from './follow-store.ts';
import { contactIdOf } from './keys.ts';
import { type LedgerRow, lockGrouping, openLedger, openLedgerOfContacts } from './store.ts';

/** Why a member's work on identities was not done. */
export type ByHandWord =
  | 'unknown_contact'
  | 'same_contact'
  | 'merged_already'
  | 'not_theirs'
  | 'founder'
  | 'unknown_account';

/** A contact that a member made or changed, and everything that changed with it. */
export interface ByHand {
  readonly id: string;
  readonly regrouped: Regrouped;
}

export interface Merge {
  readonly into: string;
  readonly other: string;
  readonly actor: string;
}

export interface Unmerge {
  readonly contactId: string;
  readonly identityIds: readonly string[];
  readonly actor: string;
}

export interface Move {
  readonly contactId: string;
  /** Null: out of any account, and no evidence brings it back into one. */
  readonly accountId: string | null;
}

/**
 * Makes two contacts one, until it is taken back. `other` becomes part of `into`; the other way round when only `other` has an
 * e-mail address, or only `other` is anybody known: a person never disappears inside a visitor. Answers the one that is left.
 * Nothing is rewritten: every stretch remembers its home, which is how an un-merge finds back.
 */
export async function mergeByHand(
  trx: Trx,
  workspaceId: string,
  { into, other, actor }: Merge,
): Promise<Outcome<ByHand, ByHandWord>> {
  await lockGrouping(trx, workspaceId, 'alone');
  if (into === other) return refused('same_contact', 'other', 'A contact cannot be merged with itself.');
  const contacts = await contactsWithRoots(trx, workspaceId, [into, other]);
  const one = standing(contacts.get(into), null);
  if (!one.ok) return one;
  const two = standing(contacts.get(other), 'other');
  if (!two.ok) return two;
  const [root, guest] = knownness(two.value) > knownness(one.value) ? [other, into] : [into, other];
  const rows = await openLedgerOfContacts(trx, workspaceId, [guest]);
  await setMergedInto(trx, workspaceId, [{ id: guest, into: root, by: actor }]);
  await followMerges(trx, workspaceId, rows, { rule: 'merged_by_hand', actor, homes: [guest] });
  await settleDuplicates(trx, workspaceId, { one: root, other: guest, decision: 'merged', actor });
  const joins = [{ from: guest, into: root }];
  return ok({ id: root, regrouped: { ...NOTHING, joins, contacts } });
}

/**
 * Takes identities out of a contact. Those that came with a merged contact: that whole merge is undone, as if it had never been,
 * with all that was recorded since. Those that came by the rules: they become one contact of their own, whatever they claimed
 * or will claim. A contact's own founding identity cannot leave it.
 * Answers the contact that the first of them is now.
 */
export async function unmergeByHand(
  trx: Trx,
  workspaceId: string,
  { contactId, identityIds, actor }: Unmerge,
): Promise<Outcome<ByHand, ByHandWord>> {
  await lockGrouping(trx, workspaceId, 'alone');
  const contact = standing((await contactsWithRoots(trx, workspaceId, [contactId])).get(contactId), null);
  if (!contact.ok) return contact;
  const rows = await openLedgerOfContacts(trx, workspaceId, [contactId]);
  const leaving = whoLeaves(workspaceId, contactId, identityIds, rows);
  if (!leaving.ok) return leaving;
  const { homes, detached } = leaving.value;
  await setMergedInto(
    trx,
    workspaceId,
    homes.map((id) => ({ id, into: null, by: null })),
  );
  const moved = await followMerges(trx, workspaceId, rows, { rule: 'unmerged_by_hand', actor, homes });
  const taken = await detachIdentities(trx, workspaceId, detached, actor);
  for (const home of homes)
    await settleDuplicates(trx, workspaceId, { one: contactId, other: home, decision: 'dismissed', actor });
  const first = (await openLedger(trx, workspaceId, identityIds.slice(0, 1))).get(identityIds[0] ?? '') ?? [];
  const id = first.find((row) => row.contactId !== contactId)?.contactId ?? contactId;
  const touched = [...moved.flatMap(({ row, from }) => [row.contactId, from]), ...taken.touched];
  return ok({ id, regrouped: await afresh(trx, workspaceId, touched, taken.retally) });
}

const NOTHING = { ledger: new Map(), joins: [], recompute: new Set<string>(), retally: new Set<string>() };

/** Puts a contact into an account by a member's word, which outweighs its e-mail's domain. Answers where it was before. */
export async function moveByHand(
  trx: Trx,
  workspaceId: string,
  { contactId, accountId }: Move,
): Promise<Outcome<{ readonly formerId: string | null }, ByHandWord>> {
  await lockGrouping(trx, workspaceId, 'alone');
  const contact = standing((await contactsWithRoots(trx, workspaceId, [contactId])).get(contactId), null);
  if (!contact.ok) return contact;
  if (accountId !== null && !(await accountExists(trx, workspaceId, accountId)))
    return refused('unknown_account', 'accountId', 'There is no such account.');
  await setAccounts(trx, workspaceId, [{ id: contactId, accountId, rule: 'by_hand' }]);
  return ok({ formerId: contact.value.accountId });
}

// What it takes to compute contacts afresh.
async function afresh(
  trx: Trx,
  workspaceId: string,
  contactIds: readonly string[],
  retally: ReadonlySet<string>,
): Promise<Regrouped> {
  const contacts = await contactsWithRoots(trx, workspaceId, contactIds);
  const ledger = await openLedger(trx, workspaceId, [...retally]);
  return { joins: [], recompute: new Set(contactIds), retally, contacts, ledger };
}

/** The contact, if it is one: unknown and merged ones are refused, naming `field`. */
export function standing(contact: ContactRow | undefined, field: string | null): Outcome<ContactRow, ByHandWord> {
  if (!contact) return refused('unknown_contact', field, 'There is no such contact.');
  if (contact.mergedInto === null) return ok(contact);
  return refused('merged_already', field, `This contact is part of another one already: ${contact.mergedInto}.`);
}

function knownness({ email, identified }: ContactRow): number {
  return email !== null ? 2 : identified ? 1 : 0;
}

interface Leaving {
  /** Contacts whose merge is undone. */
  readonly homes: readonly string[];
  /** Identities that are taken out against the rules. */
  readonly detached: readonly string[];
}

function whoLeaves(
  workspaceId: string,
  contactId: string,
  identityIds: readonly string[],
  rows: readonly LedgerRow[],
): { readonly ok: true; readonly value: Leaving } | Refused<ByHandWord> {
  const homes = new Set<string>();
  const detached = new Set<string>();
  for (const [index, id] of identityIds.entries()) {
    const field = `identityIds.${index}`;
    const own = rows.filter((row) => row.identityId === id);
    if (own.length === 0) return refused('not_theirs', field, 'This identity is not part of the contact.');
    const guests = own.filter((row) => row.homeId !== contactId);
    for (const row of guests) homes.add(row.homeId);
    if (guests.length > 0) continue;
    if (contactIdOf(workspaceId, id) === contactId) {
      const words = 'The contact is known by this identity, which stays with it. Take the others out instead.';
      return refused('founder', field, words);
    }
    detached.add(id);
  }
  return ok({ homes: [...homes], detached: [...detached] });
}
