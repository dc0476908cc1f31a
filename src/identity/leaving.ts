import { contactIdOf } from './keys.ts';

/** A row of the ledger, as far as it says how an identity came to its contact. */
export interface Came {
  readonly identityId: string;
  readonly personId: string | null;
  readonly homeId: string;
}

/** A contact, and the identity that it was founded by. */
export interface Founded {
  readonly contactId: string;
  readonly founderId: string;
}

/** How an identity can leave a contact. */
export type WayOut =
  /** Merges by hand brought it: these contacts go home, and it with them. */
  | { readonly by: 'unmerge'; readonly homes: readonly string[] }
  /** Merges by hand brought it, and by now the rules say the same: those can be taken back, and it stays. */
  | { readonly by: 'agreement'; readonly merged: readonly Founded[] }
  /** The rules alone say that it is the contact's: it can be detached. */
  | { readonly by: 'detach' }
  /** The contact is known by it. */
  | { readonly by: 'nothing' };

/**
 * How an identity can leave a contact. `own` are its rows there, one at least; `hands` the merges by hand that stand among
 * `foundedBy(own)`: where each leads now, by the contact that was merged.
 */
export function wayOut(
  workspaceId: string,
  contactId: string,
  own: readonly Came[],
  hands: ReadonlyMap<string, string>,
): WayOut {
  const homes = [...new Set(own.map((row) => row.homeId))].filter((id) => id !== contactId);
  if (homes.length > 0) return { by: 'unmerge', homes };
  const founded = foundedBy(workspaceId, own);
  const merged = founded.filter((one) => one.contactId !== contactId && hands.get(one.contactId) === contactId);
  if (merged.length > 0) return { by: 'agreement', merged };
  const isFounder = own.some((row) => contactIdOf(workspaceId, row.identityId) === contactId);
  return { by: isFounder ? 'nothing' : 'detach' };
}

/** The contacts that these identities, and the people they stated, found where no rule gives them to another. */
export function foundedBy(workspaceId: string, rows: readonly Came[]): Founded[] {
  const founders = new Set(rows.flatMap(({ identityId, personId }) => [identityId, personId ?? []].flat()));
  return [...founders].map((founderId) => ({ founderId, contactId: contactIdOf(workspaceId, founderId) }));
}
