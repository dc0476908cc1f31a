import type { Trx } from '../machinery/database/database.ts';
import { contactsWithRoots, rootOf } from './contact-store.ts';
import { closeLedger, type LedgerRow, openRows } from './store.ts';

/** A ledger row as it stands now, and the contact it was of before. */
export interface Moved {
  readonly row: LedgerRow;
  readonly from: string;
}

/** Whose decision moves the rows of which homes. Other rows follow decisions that were made before, and keep their words. */
export interface Hand {
  readonly rule: 'merged_by_hand' | 'unmerged_by_hand';
  readonly actor: string;
  readonly homes: readonly string[];
}

/**
 * Brings open rows up to where the merges of their homes lead now: the one place where a merge, an un-merge or a contact that
 * went elsewhere reaches the ledger. Answers the rows that moved; those that stand right cost one look.
 */
export async function followMerges(
  trx: Trx,
  workspaceId: string,
  rows: readonly LedgerRow[],
  hand: Hand | null = null,
): Promise<Moved[]> {
  if (rows.length === 0) return [];
  const contacts = await contactsWithRoots(trx, workspaceId, [...new Set(rows.map((row) => row.homeId))]);
  const moved = rows.flatMap((row): Moved[] => {
    const contactId = rootOf(contacts, row.homeId);
    if (contactId === row.contactId) return [];
    const words = hand?.homes.includes(row.homeId) ? { rule: hand.rule, actor: hand.actor } : {};
    return [{ row: { ...row, contactId, ...words }, from: row.contactId }];
  });
  await closeLedger(
    trx,
    workspaceId,
    moved.map(({ row }) => row),
  );
  await openRows(
    trx,
    workspaceId,
    moved.map(({ row }) => row),
  );
  return moved;
}
