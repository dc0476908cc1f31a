import type { FastifyInstance } from 'fastify';
import type { Context } from './context.ts';
import { type Outcome, ok } from './foundation/outcome.ts';
import type { Millis } from './foundation/time.ts';
import type { Regrouped } from './identity/apply-store.ts';
import {
  type ByHandWord,
  type Did,
  mergeByHand,
  moveByHand,
  type Unmerge,
  type Unmerged,
  unmergeByHand,
} from './identity/by-hand-store.ts';
import { type Changed, type Hands, identityRoutes } from './identity/routes.ts';
import { moveStanding } from './intent/account-store.ts';
import type { Trx } from './machinery/database/database.ts';
import { settleRegrouped } from './settle-regrouped.ts';
import { recordAudit } from './workspace/audit-store.ts';

/** Who does something by hand, when, and what they had to say about it. */
export interface Doer {
  readonly actor: string;
  readonly at: Millis;
  readonly note?: string | undefined;
}

/** Makes two contacts one, with everything that is computed of them. See `mergeByHand`. */
export async function mergeContacts(
  trx: Trx,
  workspaceId: string,
  { into, other, ...doer }: Doer & { readonly into: string; readonly other: string },
): Promise<Outcome<Changed, ByHandWord>> {
  const merged = await mergeByHand(trx, workspaceId, { into, other, actor: shownName(doer) });
  if (!merged.ok) return merged;
  const { id, regrouped } = merged.value;
  const gone = regrouped.joins.map((one) => ({ id: one.from, into: one.into }));
  await note(trx, workspaceId, doer, 'contact.merged', `Merged contact ${gone[0]?.id} into ${id}.`);
  return ok({ id, contactIds: await changedBy(trx, workspaceId, regrouped, id), gone });
}

/** Takes identities out of a contact, with everything that is computed of them. See `unmergeByHand`. */
export async function unmergeIdentities(
  trx: Trx,
  workspaceId: string,
  { contactId, identityIds, detach, ...doer }: Doer & Omit<Unmerge, 'actor'>,
): Promise<Outcome<Changed & Pick<Unmerged, 'identities'>, ByHandWord>> {
  const unmerged = await unmergeByHand(trx, workspaceId, { contactId, identityIds, detach, actor: shownName(doer) });
  if (!unmerged.ok) return unmerged;
  const { id, identities, regrouped } = unmerged.value;
  await note(trx, workspaceId, doer, 'contact.unmerged', whatWasDone(contactId, id, identities));
  return ok({ id, identities, contactIds: await changedBy(trx, workspaceId, regrouped, id), gone: [] });
}

function whatWasDone(contactId: string, id: string, identities: Unmerged['identities']): string {
  const said: Readonly<Record<Did, (what: string) => string>> = {
    unmerged: (what) => `Took ${what} out of contact ${contactId}, into ${id}.`,
    kept: (what) => `Took back the merge that brought ${what} into contact ${contactId}, which keeps it by the rules.`,
    detached: (what) => `Detached ${what} from contact ${contactId}, into ${id}.`,
  };
  const done = Map.groupBy(identities, (one) => one.did);
  return [...done]
    .map(([did, { length }]) => said[did](length === 1 ? 'an identity' : `${length} identities`))
    .join(' ');
}

/** Puts a contact into an account, or out of any, for good. See `moveByHand`. */
export async function moveToAccount(
  trx: Trx,
  workspaceId: string,
  { contactId, accountId, ...doer }: Doer & { readonly contactId: string; readonly accountId: string | null },
): Promise<Outcome<Changed, ByHandWord>> {
  const moved = await moveByHand(trx, workspaceId, { contactId, accountId });
  if (!moved.ok) return moved;
  await moveStanding(trx, workspaceId, contactId, { from: moved.value.formerId, to: accountId });
  const where = accountId === null ? 'out of any account' : `to account ${accountId}`;
  await note(trx, workspaceId, doer, 'contact.moved', `Moved contact ${contactId} ${where}.`);
  return ok({ id: contactId, contactIds: [contactId], gone: [] });
}

/** The routes by which members work on identities. `changed` hears of every commit, for open dashboards. */
export function byHandRoutes(
  app: FastifyInstance,
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  changed: (workspaceId: string, change: Changed) => void,
): void {
  const hands: Hands = { mergeContacts, unmergeIdentities, moveToAccount };
  identityRoutes(app, { db, clock, hands, changed });
}

async function changedBy(trx: Trx, workspaceId: string, regrouped: Regrouped, id: string): Promise<string[]> {
  return [...new Set([id, ...(await settleRegrouped(trx, workspaceId, regrouped))])];
}

// The audit log names members with their address, the ledger, which every member reads, by name.
function shownName({ actor }: Doer): string {
  return actor.replace(/ <[^>]*>$/, '');
}

// Ids alone: the audit log cannot be changed, and people may be erased. Of a member's own words, addresses are left out.
async function note(trx: Trx, workspaceId: string, doer: Doer, action: string, summary: string): Promise<void> {
  const { actor, at } = doer;
  const words = doer.note
    ?.replaceAll('\0', '')
    .replace(/\S+@\S+/g, '(an address)')
    .trim();
  await recordAudit(trx, workspaceId, { at, actor, action, summary: words ? `${summary} Note: ${words}` : summary });
}
