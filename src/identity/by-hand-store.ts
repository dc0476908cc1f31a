import { type Outcome, ok, type Refused, refused } from '../foundation/outcome.ts';
import type { Trx } from '../machinery/database/database.ts';
import type { Regrouped } from './apply-store.ts';
import {
  accountExists,
  type ContactRow,
  contactsWithRoots,
  handMerges,
  setAccounts,
  setMergedInto,
} from './contact-store.ts';
import { detachIdentities } from './detach-store.ts';
import { settleDuplicates } from './duplicate-store.ts';
import { followMerges } from './follow-store.ts';
import { type Founded, foundedBy, type WayOut, wayOut } from './leaving.ts';
import { type LedgerRow, lockGrouping, openLedger, openLedgerOfContacts } from './store.ts';

/** Why a member's work on identities was not done. */
export type ByHandWord =
  | 'unknown_contact'
  | 'same_contact'
  | 'merged_already'
  | 'not_theirs'
  | 'founder'
  | 'by_rule'
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
  /** Takes out for good what the rules alone give the contact. */
  readonly detach: boolean;
  readonly actor: string;
}

/** What became of an identity: home with its merge undone; kept by the rules, though its merge is undone; out for good. */
export type Did = 'unmerged' | 'kept' | 'detached';

export interface Unmerged extends ByHand {
  readonly identities: readonly { readonly id: string; readonly did: Did }[];
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
 * with all that was recorded since; where the rules say the same as the merge by now, the identity stays. Those that came by the
 * rules: only to `detach` them; they become one contact of their own, whatever they claimed or will claim. A contact's own
 * founding identity cannot leave it. Answers the contact that the first of them is now.
 */
export async function unmergeByHand(
  trx: Trx,
  workspaceId: string,
  { contactId, identityIds, detach, actor }: Unmerge,
): Promise<Outcome<Unmerged, ByHandWord>> {
  await lockGrouping(trx, workspaceId, 'alone');
  const contact = standing((await contactsWithRoots(trx, workspaceId, [contactId])).get(contactId), null);
  if (!contact.ok) return contact;
  const rows = await openLedgerOfContacts(trx, workspaceId, [contactId]);
  const asked = foundedBy(
    workspaceId,
    rows.filter((row) => identityIds.includes(row.identityId)),
  );
  const hands = await handMerges(
    trx,
    workspaceId,
    asked.map((one) => one.contactId),
  );
  const leaving = whoLeaves(identityIds, rows, detach, (own) => wayOut(workspaceId, contactId, own, hands));
  if (!leaving.ok) return leaving;
  const { homes, agreed, identities } = leaving.value;
  await setMergedInto(trx, workspaceId, [
    ...homes.map((id) => ({ id, into: null, by: null })),
    ...(await byRules(trx, workspaceId, agreed)),
  ]);
  const moved = await followMerges(trx, workspaceId, rows, { rule: 'unmerged_by_hand', actor, homes });
  const detached = identities.filter((one) => one.did === 'detached').map((one) => one.id);
  const taken = await detachIdentities(trx, workspaceId, detached, actor);
  for (const home of homes)
    await settleDuplicates(trx, workspaceId, { one: contactId, other: home, decision: 'dismissed', actor });
  const [first] = identities;
  const home = moved.find(({ row }) => row.identityId === first?.id)?.row.contactId;
  const id = (first?.did === 'detached' ? taken.contactId : home) ?? contactId;
  const touched = [...moved.flatMap(({ row, from }) => [row.contactId, from]), ...taken.touched];
  return ok({ id, identities, regrouped: await afresh(trx, workspaceId, touched, taken.retally) });
}

// Merged contacts lead where the rules have their founders, once no member says otherwise.
async function byRules(trx: Trx, workspaceId: string, agreed: readonly Founded[]) {
  const founders = await openLedger(
    trx,
    workspaceId,
    agreed.map((one) => one.founderId),
  );
  return agreed.map(({ contactId, founderId }) => {
    const into = founders.get(founderId)?.[0]?.homeId ?? null;
    return { id: contactId, into, by: null };
  });
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
  /** Merged contacts of whom the rules say the same as the merge, which is undone. */
  readonly agreed: readonly Founded[];
  readonly identities: Unmerged['identities'];
}

function whoLeaves(
  identityIds: readonly string[],
  rows: readonly LedgerRow[],
  detach: boolean,
  wayOutOf: (own: readonly LedgerRow[]) => WayOut,
): { readonly ok: true; readonly value: Leaving } | Refused<ByHandWord> {
  const homes = new Set<string>();
  const agreed: Founded[] = [];
  const identities: { id: string; did: Did }[] = [];
  for (const [index, id] of identityIds.entries()) {
    const field = `identityIds.${index}`;
    const own = rows.filter((row) => row.identityId === id);
    if (own.length === 0) return refused('not_theirs', field, 'This identity is not part of the contact.');
    const out = wayOutOf(own);
    if (out.by === 'nothing') return refused('founder', field, FOUNDER);
    if (out.by === 'detach' && !detach) return refused('by_rule', field, BY_RULE);
    if (out.by === 'unmerge') for (const home of out.homes) homes.add(home);
    if (out.by === 'agreement') agreed.push(...out.merged);
    identities.push({ id, did: out.by === 'unmerge' ? 'unmerged' : detach ? 'detached' : 'kept' });
  }
  return ok({ homes: [...homes], agreed, identities });
}

const FOUNDER = 'The contact is known by this identity, which stays with it. Take the others out instead.';
const BY_RULE =
  "The rules make this identity the contact's, so there is no merge to take back. To take it out for good, send `detach: true`.";
