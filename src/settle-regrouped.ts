import { retypeRegrouped } from './chat/type/type-store.ts';
import type { Regrouped } from './identity/apply-store.ts';
import { describeContacts } from './identity/profile-store.ts';
import { lockTouched, settle } from './intent/settle-store.ts';
import type { Trx } from './machinery/database/database.ts';
import { retallyActivity } from './signals/store.ts';

/**
 * Brings activity, profiles, scores and types up to contacts that were grouped anew without a new signal: after a merge, an un-merge,
 * an erasure. Answers the contacts that changed and still are.
 */
export async function settleRegrouped(
  trx: Trx,
  workspaceId: string,
  regrouped: Regrouped,
): Promise<ReadonlySet<string>> {
  const { ledger, retally } = regrouped;
  await retallyActivity(trx, workspaceId, new Map([...ledger].filter(([identityId]) => retally.has(identityId))));
  const contacts = await describeContacts(trx, workspaceId, [], regrouped);
  const before = await lockTouched(trx, workspaceId, [], regrouped);
  const touched = await settle(trx, workspaceId, [], [], regrouped, contacts, before);
  await retypeRegrouped(trx, workspaceId, regrouped);
  return touched;
}
