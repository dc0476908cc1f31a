import type { Trx } from '../machinery/database/database.ts';
import {
  type ContactRow,
  contactsWithRoots,
  insertContacts,
  notePossibleDuplicates,
  rootOf,
  setMergedInto,
} from './contact-store.ts';
import { contactIdOf } from './keys.ts';
import type { Placement } from './regroup.ts';
import type { KnownKey } from './sighting.ts';
import { closeLedger, type LedgerRow, openLedgerOfContacts, openRows } from './store.ts';

/** Who the signals of a batch belong to, and what became of contacts on the way. */
export interface Regrouped {
  /** The open ledger rows of every identity in the batch, sorted by `since`. */
  readonly ledger: ReadonlyMap<string, readonly LedgerRow[]>;
  /** Contacts that became wholly part of another: what was counted for them is added there. */
  readonly joins: readonly { readonly from: string; readonly into: string }[];
  /** Contacts whose share of some identity changed: to be computed afresh from activity. */
  readonly recompute: ReadonlySet<string>;
  /** Browsers whose stretches moved: their activity is to be told apart again. */
  readonly retally: ReadonlySet<string>;
  /** Contacts of the batch as they are now, by id; empty ones say where they went. */
  readonly contacts: ReadonlyMap<string, ContactRow>;
}

/** One identity's rows that are closed, and what stands in their place. */
export interface Change {
  readonly identityId: string;
  readonly old: readonly LedgerRow[];
  readonly placements: readonly Placement[];
  /** Which of its recorded signals are whose changes too. */
  readonly replay: boolean;
}

/** Two contacts that evidence connects. */
export interface Pair {
  readonly a: string;
  readonly b: string;
  readonly reason: string;
  readonly evidence: string | null;
}

interface Changes {
  readonly workspaceId: string;
  readonly keys: ReadonlyMap<string, KnownKey>;
  readonly ledger: ReadonlyMap<string, readonly LedgerRow[]>;
  readonly changes: readonly Change[];
  readonly duplicates: readonly Pair[];
}

/** Writes changes of the ledger, founds the contacts they need, and finds out which contacts they emptied or split. */
export async function applyChanges(trx: Trx, all: Changes): Promise<Regrouped> {
  const { workspaceId, ledger, changes, duplicates } = all;
  const homeIds = changes.flatMap((change) => change.placements.map((one) => one.homeId));
  const involved = [
    ...new Set([
      ...homeIds,
      ...[...ledger.values(), ...changes.map((one) => one.old)].flat().map((row) => row.contactId),
      ...duplicates.flatMap(({ a, b }) => [a, b]),
    ]),
  ];
  let contacts = await contactsWithRoots(trx, workspaceId, involved);
  if (changes.length === 0) return { ledger, joins: [], recompute: new Set(), retally: new Set(), contacts };
  const unfounded = new Set(homeIds.filter((id) => !contacts.has(id)));
  if (unfounded.size > 0) {
    await found(trx, all, unfounded);
    contacts = await contactsWithRoots(trx, workspaceId, involved);
  }
  const opened = changes.flatMap(({ identityId, placements }) =>
    placements.map((one): LedgerRow => ({ ...one, identityId, contactId: rootOf(contacts, one.homeId) })),
  );
  await closeLedger(
    trx,
    workspaceId,
    changes.flatMap((one) => one.old),
  );
  await openRows(trx, workspaceId, opened);
  const left = await leave(trx, workspaceId, changes, opened, contacts);
  await notePossibleDuplicates(
    trx,
    workspaceId,
    duplicates.map((pair) => ({ ...pair, a: rootOf(contacts, pair.a), b: rootOf(contacts, pair.b) })),
  );
  return {
    ledger: afterChanges(ledger, changes, opened),
    retally: new Set(changes.filter((one) => one.replay).map((one) => one.identityId)),
    contacts: left.joins.length > 0 ? await contactsWithRoots(trx, workspaceId, involved) : contacts,
    ...left,
  };
}

// A contact is founded by one identity of the batch: its id is made of that identity's.
async function found(trx: Trx, { workspaceId, keys }: Changes, ids: ReadonlySet<string>): Promise<void> {
  const founders = [...keys.values()].map((key) => ({ id: contactIdOf(workspaceId, key.id), key }));
  await insertContacts(
    trx,
    workspaceId,
    founders
      .filter(({ id }) => ids.has(id))
      .map(({ id, key }) => ({
        id,
        email: key.kind === 'email' ? key.value : null,
        identified: key.kind === 'email' || key.kind === 'user',
      })),
  );
}

/**
 * What the contacts that lost rows are now. One that lost them all to a single other joins it, and takes along those that a
 * member had merged into it; one that was split, or keeps some, is to be computed afresh together with who got the rest.
 */
async function leave(
  trx: Trx,
  workspaceId: string,
  changes: readonly Change[],
  opened: readonly LedgerRow[],
  contacts: ReadonlyMap<string, ContactRow>,
): Promise<Pick<Regrouped, 'joins' | 'recompute'>> {
  const heirs = new Map<string, Set<string>>();
  const recompute = new Set<string>();
  const openedBy = Map.groupBy(opened, (row) => row.identityId);
  for (const { identityId, old, replay } of changes) {
    const now = openedBy.get(identityId) ?? [];
    for (const row of old) {
      const next = now.filter((one) => replay || one.since === row.since).map((one) => one.contactId);
      heirs.set(row.contactId, new Set([...(heirs.get(row.contactId) ?? []), ...next]));
    }
    if (replay) for (const row of [...old, ...now]) recompute.add(row.contactId);
  }
  for (const [id, own] of heirs) if (own.has(id)) heirs.delete(id);
  const kept = Map.groupBy(await openLedgerOfContacts(trx, workspaceId, [...heirs.keys()]), (row) => row.contactId);
  const joins: { from: string; into: string }[] = [];
  for (const [from, own] of heirs) {
    const guests = kept.get(from) ?? [];
    const [into] = own;
    if (into === undefined) continue;
    const leaves = guests.every((row) => row.homeId !== from);
    if (leaves && own.size === 1 && !recompute.has(from)) {
      await follow(trx, workspaceId, guests, into);
      joins.push({ from, into });
    } else for (const id of [from, ...own]) recompute.add(id);
    if (leaves && contacts.get(from)?.mergedBy == null)
      await setMergedInto(trx, workspaceId, [{ id: from, into, by: null }]);
  }
  return { joins, recompute };
}

async function follow(trx: Trx, workspaceId: string, guests: readonly LedgerRow[], into: string): Promise<void> {
  await closeLedger(trx, workspaceId, guests);
  await openRows(
    trx,
    workspaceId,
    guests.map((row) => ({ ...row, contactId: into })),
  );
}

function afterChanges(
  ledger: ReadonlyMap<string, readonly LedgerRow[]>,
  changes: readonly Change[],
  opened: readonly LedgerRow[],
): Map<string, readonly LedgerRow[]> {
  const after = new Map(ledger);
  for (const { identityId, old } of changes) {
    const gone = new Set(old.map((row) => row.since));
    const kept = (after.get(identityId) ?? []).filter((row) => !gone.has(row.since));
    after.set(identityId, kept);
  }
  for (const row of opened) {
    after.set(
      row.identityId,
      [...(after.get(row.identityId) ?? []), row].sort((a, b) => a.since - b.since),
    );
  }
  return after;
}
