import { eachId, type Trx } from '../machinery/database/database.ts';
import type { Sighting } from './sighting.ts';

/** Keeps the role mailboxes that signals were sent as. Asks the database nothing when there is none, as nearly always. */
export async function keepMailboxes(trx: Trx, workspaceId: string, sightings: readonly Sighting[]): Promise<void> {
  const rows = sightings.flatMap(({ identity, signalId, at, mailbox, roleDomain }) =>
    mailbox === null ? [] : [{ identityId: identity.id, signalId, at, email: mailbox, domain: roleDomain }],
  );
  if (rows.length === 0) return;
  await trx.run(
    {
      name: 'role_mailbox_insert',
      text: `insert into role_mailbox (workspace_id, identity_id, signal_id, at, email, domain)
        select $1::uuid, "identityId", "signalId", to_timestamp(at / 1000.0), email, domain from json_to_recordset($2::json)
          as r("identityId" uuid, "signalId" uuid, at bigint, email text, domain text)
        on conflict do nothing`,
    },
    [workspaceId, JSON.stringify(rows)],
  );
}

// A row belongs to whom the ledger gives its moment.
const OF_STRETCH = `m.workspace_id = $1 and m.identity_id = l.identity_id and m.at >= to_timestamp(l.since / 1000.0)
  and (l.until is null or m.at < to_timestamp(l.until / 1000.0))`;

/** The domain of the earliest role mailbox that each of these contacts wrote as, free mail left aside. Absent: none. */
export async function roleDomainsOf(
  trx: Trx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (contactIds.length === 0) return new Map();
  const rows = await trx.run<{ id: string; domain: string }>(
    {
      name: 'role_domains_of_contacts',
      text: eachId(`select l.contact_id as id, m.domain from ledger l join role_mailbox m on ${OF_STRETCH}
        where l.workspace_id = $1 and l.contact_id = asked.id and l.closed_at is null and m.domain is not null
        order by m.at, m.signal_id limit 1`),
    },
    [workspaceId, contactIds],
  );
  return new Map(rows.map((row) => [row.id, row.domain]));
}

/** The role mailboxes that a contact wrote as, latest first. */
export async function mailboxesOfContact(trx: Trx, workspaceId: string, contactId: string): Promise<string[]> {
  const rows = await trx.run<{ email: string }>(
    {
      name: 'role_mailboxes_of_contact',
      text: `select m.email from ledger l join role_mailbox m on ${OF_STRETCH}
        where l.workspace_id = $1 and l.contact_id = $2 and l.closed_at is null
        group by m.email order by max(m.at) desc, m.email limit 50`,
    },
    [workspaceId, contactId],
  );
  return rows.map((row) => row.email);
}

/** The role mailboxes of these domains that anybody wrote as, by name, as far as 1,000 of their signals tell. */
export async function mailboxesOfDomains(trx: Trx, workspaceId: string, domains: readonly string[]): Promise<string[]> {
  const rows = await trx.run<{ email: string }>(
    {
      name: 'role_mailboxes_of_domains',
      text: `select distinct email from (
        select email from role_mailbox where workspace_id = $1 and domain = any($2::text[]) limit 1000) m order by email`,
    },
    [workspaceId, domains],
  );
  return rows.map((row) => row.email);
}

/** The contacts who wrote as this mailbox; at most `max`. */
export async function contactsOfMailbox(trx: Trx, workspaceId: string, email: string, max: number): Promise<string[]> {
  const rows = await trx.run<{ id: string }>(
    {
      name: 'contacts_of_role_mailbox',
      text: `select distinct l.contact_id as id from role_mailbox m
        join ledger l on ${OF_STRETCH} and l.workspace_id = $1 and l.closed_at is null
        where m.workspace_id = $1 and m.email = $2 limit $3`,
    },
    [workspaceId, email, max],
  );
  return rows.map((row) => row.id);
}
