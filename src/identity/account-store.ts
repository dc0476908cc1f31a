import type { Trx } from '../machinery/database/database.ts';
import { contactsWithRoots, ensureAccounts, renameAccounts, rootOf, setAccounts } from './contact-store.ts';
import { accountIdOf } from './keys.ts';
import { nameOfDomain } from './mailbox.ts';
import { companyName } from './traits.ts';

export interface Evidence {
  readonly contactId: string;
  readonly domain: string;
  readonly rule: 'domain' | 'role_mailbox';
}

/** Puts contacts into the accounts that evidence gives them. False when there is none. */
export async function placeInAccounts(trx: Trx, workspaceId: string, evidence: readonly Evidence[]): Promise<boolean> {
  if (evidence.length === 0) return false;
  const domains = [...new Set(evidence.map((one) => one.domain))];
  const accounts = await ensureAccounts(
    trx,
    workspaceId,
    domains.map((domain) => ({ domain, accountId: accountIdOf(workspaceId, domain), name: nameOfDomain(domain) })),
  );
  await setAccounts(
    trx,
    workspaceId,
    evidence.map(({ contactId, domain, rule }) => ({ id: contactId, accountId: accounts.get(domain) ?? null, rule })),
  );
  await nameAccounts(trx, workspaceId, evidence, accounts);
  return true;
}

// A company is called what its people call it; until somebody says, by its domain.
async function nameAccounts(
  trx: Trx,
  workspaceId: string,
  evidence: readonly Evidence[],
  accounts: ReadonlyMap<string, string>,
): Promise<void> {
  const contacts = await contactsWithRoots(
    trx,
    workspaceId,
    evidence.map((one) => one.contactId),
  );
  const names = evidence.flatMap(({ contactId, domain }) => {
    const contact = contacts.get(rootOf(contacts, contactId));
    const name = contact ? companyName(contact.traits) : null;
    const accountId = accounts.get(domain);
    const said = contact?.traits['company'] ?? contact?.traits['companyName'] ?? contact?.traits['organization'];
    return name !== null && accountId && said ? [{ accountId, name, at: said.at, signalId: said.id }] : [];
  });
  await renameAccounts(trx, workspaceId, latestPer(names));
}

function latestPer<Name extends { accountId: string; at: number }>(names: readonly Name[]): Name[] {
  const latest = new Map<string, Name>();
  for (const name of names) {
    const known = latest.get(name.accountId);
    if (!known || known.at < name.at) latest.set(name.accountId, name);
  }
  return [...latest.values()];
}
