import type { Trx } from '../machinery/database/database.ts';
import {
  type ContactRow,
  contactsWithRoots,
  ensureAccounts,
  renameAccounts,
  rootOf,
  setAccounts,
} from './contact-store.ts';
import { accountIdOf } from './keys.ts';
import { accountDomainOf, nameOfDomain } from './mailbox.ts';
import { roleDomainsOf } from './mailbox-store.ts';
import { companyName } from './traits.ts';

/** An account that evidence gives a contact; without a domain none does. */
interface Place {
  readonly contact: ContactRow;
  readonly domain: string | null;
  readonly rule: 'domain' | 'role_mailbox' | null;
}

/**
 * Puts contacts into the accounts that evidence gives them: the domain of their e-mail, else the earliest role mailbox that they wrote
 * as in the stretches that are theirs now. A member's word outweighs both. `regrouped` are the contacts whose stretches, or what was
 * said in them, changed: they may leave an account, too. Answers whether any contact moved.
 */
export async function placeInAccounts(
  trx: Trx,
  workspaceId: string,
  contacts: ReadonlyMap<string, ContactRow>,
  regrouped: ReadonlySet<string>,
): Promise<boolean> {
  const places = placesIn(contacts, regrouped);
  const asked = places.filter(({ domain }) => domain === null).map(({ contact }) => contact.id);
  const roles = await roleDomainsOf(trx, workspaceId, asked);
  const placed = places.map((place): Place => {
    const domain = roles.get(place.contact.id);
    return domain === undefined ? place : { ...place, domain, rule: 'role_mailbox' };
  });
  const domains = [...new Set(placed.flatMap(({ domain }) => domain ?? []))];
  const accounts = await ensureAccounts(
    trx,
    workspaceId,
    domains.map((domain) => ({ domain, accountId: accountIdOf(workspaceId, domain), name: nameOfDomain(domain) })),
  );
  const moves = placed
    .map(({ contact, domain, rule }) => ({ contact, accountId: accounts.get(domain ?? '') ?? null, rule }))
    .filter(({ contact, accountId, rule }) => contact.accountId !== accountId || contact.accountRule !== rule)
    .map(({ contact, accountId, rule }) => ({ id: contact.id, accountId, rule }));
  await setAccounts(trx, workspaceId, moves);
  await nameAccounts(trx, workspaceId, moves);
  return moves.length > 0;
}

// Those that an e-mail decides, once, and those that are to be looked up: without a domain yet.
function placesIn(contacts: ReadonlyMap<string, ContactRow>, regrouped: ReadonlySet<string>): Place[] {
  return [...contacts.values()].flatMap((contact): Place[] => {
    if (contact.accountRule === 'by_hand') return [];
    const domain = contact.email === null ? null : accountDomainOf(contact.email);
    if (domain !== null) return contact.accountRule === null ? [{ contact, domain, rule: 'domain' }] : [];
    return regrouped.has(contact.id) ? [{ contact, domain: null, rule: null }] : [];
  });
}

// A company is called what its people call it; until somebody says, by its domain.
async function nameAccounts(
  trx: Trx,
  workspaceId: string,
  moves: readonly { readonly id: string; readonly accountId: string | null }[],
): Promise<void> {
  if (moves.length === 0) return;
  const contacts = await contactsWithRoots(
    trx,
    workspaceId,
    moves.map((one) => one.id),
  );
  const names = moves.flatMap(({ id, accountId }) => {
    const contact = contacts.get(rootOf(contacts, id));
    const name = contact ? companyName(contact.traits) : null;
    const said = contact?.traits['company'] ?? contact?.traits['companyName'] ?? contact?.traits['organization'];
    return name !== null && accountId !== null && said ? [{ accountId, name, at: said.at, signalId: said.id }] : [];
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
