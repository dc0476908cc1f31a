import type { Trx } from '../machinery/database/database.ts';
import {
  type ContactRow,
  contactsWithRoots,
  insertContacts,
  notePossibleDuplicates,
  redirectContacts,
  rootOf,
} from './contact-store.ts';
import { followMerges } from './follow-store.ts';
import { contactIdOf } from './keys.ts';
import type { Placement } from './regroup.ts';
import type { KnownKey } from './sighting.ts';
import { closeLedger, type LedgerRow, openLedgerOfContacts, openRows } from './store.ts';

/** Who the signals of a batch belong to, and what became of contacts on the way. */
export interface Regrouped {
  /** The open ledger rows of every identity in the batch, sorted by `since`. */
  readonly ledger: ReadonlyMap<string, readonly LedgerRow[]>;
  /** Contacts that became wholly part of another: what was counted for them is added there, unless that is to be computed afresh. */
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
    const made = await found(trx, all, unfounded);
    // What another process made meanwhile is not answered by our insert.
    const isAllOurs = made.length === unfounded.size;
    contacts = isAllOurs ? withAll(contacts, made) : await contactsWithRoots(trx, workspaceId, involved);
  }
  const opened = changes.flatMap(({ identityId, placements }) =>
    placements.map((one): LedgerRow => {
      const contactId = rootOf(contacts, one.homeId);
      return { ...one, identityId, contactId, actor: one.actor ?? null };
    }),
  );
  await closeLedger(
    trx,
    workspaceId,
    changes.flatMap((one) => one.old),
  );
  await openRows(trx, workspaceId, opened);
  await redirectContacts(trx, workspaceId, redirectsIn(workspaceId, changes));
  const left = await leave(trx, workspaceId, changes, opened);
  await notePossibleDuplicates(
    trx,
    workspaceId,
    duplicates.map((pair) => ({ ...pair, a: rootOf(contacts, pair.a), b: rootOf(contacts, pair.b) })),
  );
  const { joins, recompute } = left;
  return {
    ledger: withMoved(afterChanges(ledger, changes, opened), left.moved),
    retally: new Set(changes.filter((one) => one.replay).map((one) => one.identityId)),
    contacts: joins.length > 0 ? await contactsWithRoots(trx, workspaceId, involved) : contacts,
    joins,
    recompute,
  };
}

// A contact whose founder is somebody else's from the beginning leads to that one's contact: whoever asks for it is sent
// there, and whom a member merged into it comes along.
function redirectsIn(workspaceId: string, changes: readonly Change[]): { id: string; into: string }[] {
  return changes.flatMap(({ identityId, old, placements }) => {
    const id = contactIdOf(workspaceId, identityId);
    const first = placements[0];
    const moves = first?.since === 0 && old[0] !== undefined && old[0].homeId !== first.homeId;
    return moves && first.homeId !== id ? [{ id, into: first.homeId }] : [];
  });
}

// A contact is founded by one identity of the batch: its id is made of that identity's.
async function found(trx: Trx, { workspaceId, keys }: Changes, ids: ReadonlySet<string>): Promise<ContactRow[]> {
  const founders = [...keys.values()].map((key) => ({ id: contactIdOf(workspaceId, key.id), key }));
  return insertContacts(
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

function withAll(contacts: ReadonlyMap<string, ContactRow>, made: readonly ContactRow[]): Map<string, ContactRow> {
  return new Map([...contacts, ...made.map((row): [string, ContactRow] => [row.id, row])]);
}

interface Left extends Pick<Regrouped, 'joins' | 'recompute'> {
  readonly moved: readonly LedgerRow[];
}

/**
 * What the contacts that lost rows are now. One that lost them all to a single other joins it; one that was split, or keeps
 * some, is to be computed afresh together with who got the rest. Those that a member had merged into it follow it.
 */
async function leave(
  trx: Trx,
  workspaceId: string,
  changes: readonly Change[],
  opened: readonly LedgerRow[],
): Promise<Left> {
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
  if (heirs.size === 0) return { joins: [], recompute, moved: [] };
  const kept = await openLedgerOfContacts(trx, workspaceId, [...heirs.keys()]);
  const joins: { from: string; into: string }[] = [];
  for (const [from, own] of heirs) {
    const [into] = own;
    if (into === undefined || (own.size === 1 && own.has(from))) continue;
    const leaves = kept.every((row) => row.homeId !== from);
    if (leaves && own.size === 1 && !recompute.has(from)) joins.push({ from, into });
    else for (const id of [from, ...own]) recompute.add(id);
  }
  for (const contactId of remixed(changes, openedBy)) recompute.add(contactId);
  const guests = kept.filter((row) => row.homeId !== row.contactId);
  const moved = await followMerges(trx, workspaceId, guests);
  for (const { row, from } of moved) for (const id of [from, row.contactId]) recompute.add(id);
  return { joins, recompute, moved: moved.map(({ row }) => row) };
}

// Contacts to which one of several stretches of an identity came from another home. What an identity does is damped over all its stretches
// with one home: where others are there already, sums do not just add up.
function remixed(changes: readonly Change[], openedBy: ReadonlyMap<string, readonly LedgerRow[]>): string[] {
  return changes.flatMap(({ identityId, old, replay }) =>
    old.flatMap((row) => {
      if (replay || isWhole(row)) return [];
      const now = openedBy.get(identityId)?.find((one) => one.since === row.since);
      return now === undefined || now.homeId === row.homeId ? [] : [now.contactId];
    }),
  );
}

function isWhole({ since, until }: LedgerRow): boolean {
  return since === 0 && until === null;
}

function withMoved(
  ledger: ReadonlyMap<string, readonly LedgerRow[]>,
  moved: readonly LedgerRow[],
): ReadonlyMap<string, readonly LedgerRow[]> {
  if (moved.length === 0) return ledger;
  const now = new Map(moved.map((row) => [`${row.identityId} ${row.since}`, row]));
  return new Map(
    [...ledger].map(([id, rows]) => [id, rows.map((row) => now.get(`${row.identityId} ${row.since}`) ?? row)]),
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
