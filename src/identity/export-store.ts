import type { Trx } from '../machinery/database/database.ts';
import { contactsWithRoots, rootOf } from './contact-store.ts';
import type { LedgerRow } from './store.ts';
import { openLedgerOfContacts } from './store.ts';

/** What this room keeps about a person, in plain JSON. */
export interface IdentityExport {
  readonly contactId: string;
  readonly contact: Readonly<Record<string, unknown>>;
  readonly identities: readonly Readonly<Record<string, unknown>>[];
  readonly ledger: readonly Readonly<Record<string, unknown>>[];
  readonly claims: readonly Readonly<Record<string, unknown>>[];
  /** Role mailboxes that signals of the person were sent as. */
  readonly mailboxes: readonly Readonly<Record<string, unknown>>[];
  /** Whose signals are the person's: what the other rooms export by. */
  readonly stretches: readonly LedgerRow[];
}

/** Everything about a contact, wherever merges led it; null when there is no such contact. */
export async function exportIdentities(
  trx: Trx,
  workspaceId: string,
  contactId: string,
): Promise<IdentityExport | null> {
  const contacts = await contactsWithRoots(trx, workspaceId, [contactId]);
  if (!contacts.has(contactId)) return null;
  const root = rootOf(contacts, contactId);
  const stretches = await openLedgerOfContacts(trx, workspaceId, [root]);
  const identityIds = [...new Set(stretches.map((row) => row.identityId))];
  const read = (name: string, text: string, id: unknown) =>
    trx.run<Record<string, unknown>>({ name, text }, [workspaceId, id]);
  const [contact] = await read('export_contact', CONTACT, root);
  return {
    contactId: root,
    contact: contact ?? {},
    identities: await read('export_identities', IDENTITIES, identityIds),
    // Of a browser that is somebody else's too, only what says that it was this person.
    ledger: await read('export_ledger', LEDGER, root),
    claims: await read('export_claims', CLAIMS, root),
    mailboxes: await read('export_mailboxes', MAILBOXES, root),
    stretches,
  };
}

const CONTACT = `select c.id, c.email, c.name, c.traits, c.identified, c.intent_type as "intentType",
    c.intent_type_final as "intentTypeFinal", c.created_at as "createdAt", a.name as account, c.account_rule as "accountRule",
    (select coalesce(json_agg(d.domain order by d.domain), '[]') from account_domain d
      where d.workspace_id = $1 and d.account_id = c.account_id) as "accountDomains",
    h.signals, h.first_signal_at as "firstSignalAt", h.last_signal_at as "lastSignalAt",
    h.first_touch as "firstTouch", h.latest_touch as "latestTouch"
  from contact c left join account a on a.workspace_id = $1 and a.id = c.account_id
  left join contact_heat h on h.workspace_id = $1 and h.contact_id = c.id
  where c.workspace_id = $1 and c.id = $2`;

const IDENTITIES = `select id, kind, value, verified, detached, created_at as "createdAt" from identity
  where workspace_id = $1 and id = any($2::uuid[]) order by created_at, id`;

const LEDGER = `select l.identity_id as "identityId", l.since, l.until, l.rule, l.evidence as "evidenceSignalId", l.actor,
    l.opened_at as "recordedAt", l.closed_at as "closedAt"
  from ledger l where l.workspace_id = $1 and l.contact_id = $2 order by l.id`;

const CLAIMS = `select c.subject_id as "identityId", c.object_id as "statedIdentityId", c.verified,
    to_timestamp(c.at / 1000.0) as "firstStatedAt", c.signal_id as "signalId"
  from claim c join ledger l on l.workspace_id = $1 and l.identity_id = c.object_id and l.contact_id = $2 and l.closed_at is null
  where c.workspace_id = $1 order by c.at, c.signal_id`;

const MAILBOXES = `select m.identity_id as "identityId", m.email, m.at, m.signal_id as "signalId"
  from ledger l join role_mailbox m on m.workspace_id = $1 and m.identity_id = l.identity_id
    and m.at >= to_timestamp(l.since / 1000.0) and (l.until is null or m.at < to_timestamp(l.until / 1000.0))
  where l.workspace_id = $1 and l.contact_id = $2 and l.closed_at is null order by m.at, m.signal_id`;
