import type { Trx } from '../machinery/database/database.ts';
import { applyChanges, type Regrouped } from './apply-store.ts';
import { contactsWithRoots, rootOf, saveTraits } from './contact-store.ts';
import { contactIdOf } from './keys.ts';
import { placeBrowser, withRemembered } from './regroup.ts';
import { claimsOfBrowsers, kindsOf, type LedgerRow, openLedger, openLedgerOfContacts } from './store.ts';
import { stretchesOf } from './stretches.ts';

/** Tables of this room that `forgetIdentities` takes a person out of. */
export const FORGOTTEN = [
  'identity',
  'claim',
  'ledger',
  'contact',
  'possible_duplicate',
  'account',
  'account_domain',
  'role_mailbox',
];

/** Everything by which a person is known, and what of it others use too. */
export interface Person {
  readonly contactId: string;
  /** Contacts that are this one's part, by the rules or by hand, and itself. */
  readonly contactIds: readonly string[];
  /** How many of those were anybody: the contacts that have stretches. */
  readonly homes: number;
  /** Theirs alone: what arrives for one of these later is let go. */
  readonly identityIds: readonly string[];
  /** The person's stretches of browsers that are somebody else's too. */
  readonly stretches: readonly LedgerRow[];
  /** Others' identities that said, at some time, that they were this person. */
  readonly claimantIds: readonly string[];
  readonly accountIds: readonly string[];
}

/** Who a contact is, wherever merges led; null when there is no such contact. Needs `lockGrouping` alone. */
export async function personOf(trx: Trx, workspaceId: string, contactId: string): Promise<Person | null> {
  const contacts = await contactsWithRoots(trx, workspaceId, [contactId]);
  if (!contacts.has(contactId)) return null;
  const root = rootOf(contacts, contactId);
  const rows = await openLedgerOfContacts(trx, workspaceId, [root]);
  const ledger = await openLedger(trx, workspaceId, [...new Set(rows.map((row) => row.identityId))]);
  const isShared = (identityId: string) => ledger.get(identityId)?.some((row) => row.contactId !== root) ?? false;
  const identityIds = [...ledger.keys()].filter((id) => !isShared(id));
  const own = await contactsOf(trx, workspaceId, root, identityIds);
  return {
    contactId: root,
    contactIds: own.map((contact) => contact.id),
    homes: new Set([root, ...rows.map((row) => row.homeId)]).size,
    identityIds,
    stretches: rows.filter((row) => isShared(row.identityId)),
    claimantIds: await claimantsOf(trx, workspaceId, identityIds),
    accountIds: [...new Set(own.flatMap((contact) => contact.accountId ?? []))],
  };
}

/**
 * Takes a person out of ledger, claims, contacts and duplicates, and leaves a tombstone for each identity that was theirs alone:
 * its id, which is a hash. A browser that is somebody else's too has none: it is grouped anew from what the others said, as if
 * the person had never used it. Needs the person's signals to be deleted already.
 */
export async function forgetIdentities(trx: Trx, workspaceId: string, person: Person): Promise<Regrouped> {
  const { stretches, claimantIds } = person;
  for (const { ids, ...statement } of steps(person)) await trx.run(statement, [workspaceId, ...ids]);
  await forgetMailboxes(trx, workspaceId, stretches);
  const shared = [...new Set(stretches.map((row) => row.identityId))];
  const ledger = await openLedger(trx, workspaceId, [...new Set([...shared, ...claimantIds])]);
  const regrouped = await regroupShared(trx, workspaceId, shared, ledger);
  // Their signals became fewer: count again what is theirs.
  const less = [...regrouped.ledger].filter(([id]) => shared.includes(id) || claimantIds.includes(id));
  const recompute = new Set([...regrouped.recompute, ...less.flatMap(([, rows]) => rows.map((row) => row.contactId))]);
  const contacts = await contactsWithRoots(trx, workspaceId, [...recompute]);
  return { ...regrouped, contacts, recompute, retally: new Set(less.map(([id]) => id)) };
}

// What was written in the person's stretches of shared browsers; what they wrote as themselves goes with their identities.
async function forgetMailboxes(trx: Trx, workspaceId: string, stretches: readonly LedgerRow[]): Promise<void> {
  const shared = stretches.map(({ identityId, since, until }) => ({ identityId, since, until }));
  await trx.run(
    {
      name: 'forget_shared_mailboxes',
      text: `delete from role_mailbox m using json_to_recordset($2::json) as r("identityId" uuid, since bigint, until bigint)
        where m.workspace_id = $1 and m.identity_id = r."identityId" and m.at >= to_timestamp(r.since / 1000.0)
          and (r.until is null or m.at < to_timestamp(r.until / 1000.0))`,
    },
    [workspaceId, JSON.stringify(shared)],
  );
}

async function regroupShared(
  trx: Trx,
  workspaceId: string,
  browserIds: readonly string[],
  ledger: ReadonlyMap<string, readonly LedgerRow[]>,
): Promise<Regrouped> {
  const claims = await claimsOfBrowsers(trx, workspaceId, browserIds);
  const lines = browserIds.map((identityId) => {
    const old = ledger.get(identityId) ?? [];
    return { identityId, old, stretches: stretchesOf(withRemembered(claims.get(identityId) ?? [], old)) };
  });
  const people = lines.flatMap((line) => line.stretches.flatMap((one) => one.personId ?? []));
  const homes = await openLedger(trx, workspaceId, people);
  const kinds = await kindsOf(trx, workspaceId, people);
  const homeOf = (personId: string) => ({
    homeId: homes.get(personId)?.[0]?.homeId ?? contactIdOf(workspaceId, personId),
    kind: kinds.get(personId) === 'user' ? ('user' as const) : ('email' as const),
  });
  const changes = lines.map(({ identityId, old, stretches }) => ({
    ...{ identityId, old, replay: true },
    placements: placeBrowser(workspaceId, identityId, stretches, homeOf, false),
  }));
  return applyChanges(trx, { workspaceId, keys: new Map(), ledger, changes, duplicates: [] });
}

/** Takes what erased signals said out of the profiles of contacts that remain. */
export async function forgetStatements(
  trx: Trx,
  workspaceId: string,
  contactIds: readonly string[],
  signalIds: ReadonlySet<string>,
): Promise<void> {
  const contacts = await contactsWithRoots(trx, workspaceId, contactIds);
  const changed = [...contacts.values()].filter(({ traits }) =>
    Object.values(traits).some((one) => signalIds.has(one.id)),
  );
  await saveTraits(
    trx,
    workspaceId,
    changed.map(({ id, traits }) => ({
      id,
      traits: Object.fromEntries(Object.entries(traits).filter(([, one]) => !signalIds.has(one.id))),
    })),
  );
}

/** Deletes those of these accounts that nobody belongs to any more, and answers them: a company of one may be a person. */
export async function forgetEmptyAccounts(
  trx: Trx,
  workspaceId: string,
  accountIds: readonly string[],
): Promise<string[]> {
  const rows = await trx.run<{ id: string }>(
    {
      name: 'forget_accounts',
      text: `delete from account a where a.workspace_id = $1 and a.id = any($2::uuid[])
        and not exists (select from contact c where c.workspace_id = $1 and c.account_id = a.id) returning id`,
    },
    [workspaceId, accountIds],
  );
  const ids = rows.map((row) => row.id);
  await trx.run(
    {
      name: 'forget_account_domains',
      text: 'delete from account_domain where workspace_id = $1 and account_id = any($2::uuid[])',
    },
    [workspaceId, ids],
  );
  return ids;
}

interface Step {
  readonly name: string;
  readonly text: string;
  readonly ids: readonly (readonly string[])[];
}

function steps({ contactIds, identityIds }: Person): Step[] {
  return [
    {
      name: 'forget_ledger',
      text: `delete from ledger where workspace_id = $1 and (contact_id = any($2::uuid[]) or home_id = any($2::uuid[])
        or identity_id = any($3::uuid[]) or person_id = any($3::uuid[]))`,
      ids: [contactIds, identityIds],
    },
    {
      name: 'forget_claims',
      text: `delete from claim where workspace_id = $1 and (subject_id = any($2::uuid[]) or object_id = any($2::uuid[]))`,
      ids: [identityIds],
    },
    {
      name: 'forget_mailboxes',
      text: 'delete from role_mailbox where workspace_id = $1 and identity_id = any($2::uuid[])',
      ids: [identityIds],
    },
    {
      name: 'forget_duplicates',
      text: `delete from possible_duplicate
        where workspace_id = $1 and (contact_a = any($2::uuid[]) or contact_b = any($2::uuid[]))`,
      ids: [contactIds],
    },
    {
      // Whom a member merged into a contact that leads elsewhere by now stays where that one leads.
      name: 'forget_merges',
      text: `update contact c set merged_into = gone.merged_into from contact gone
        where c.workspace_id = $1 and gone.workspace_id = $1 and c.merged_into = gone.id
          and gone.id = any($2::uuid[]) and not (c.id = any($2::uuid[]))`,
      ids: [contactIds],
    },
    {
      name: 'forget_contacts',
      text: 'delete from contact where workspace_id = $1 and id = any($2::uuid[])',
      ids: [contactIds],
    },
    {
      name: 'forget_identities',
      text: 'delete from identity where workspace_id = $1 and id = any($2::uuid[])',
      ids: [identityIds],
    },
    {
      name: 'forget_tombstones',
      text: `insert into tombstone (workspace_id, identity_id) select $1::uuid, unnest($2::uuid[]) on conflict do nothing`,
      ids: [identityIds],
    },
  ];
}

// The contacts that lead to this one, and those that its identities once founded wherever they lead.
async function contactsOf(
  trx: Trx,
  workspaceId: string,
  contactId: string,
  identityIds: readonly string[],
): Promise<{ id: string; accountId: string | null }[]> {
  return trx.run(
    {
      name: 'contacts_of_person',
      text: `with recursive under (id) as (
          select $2::uuid
          union
          select c.id from contact c join under u on c.workspace_id = $1 and c.merged_into = u.id
        ) select c.id, c.account_id as "accountId" from contact c
          where c.workspace_id = $1 and (c.id in (select id from under) or c.id = any($3::uuid[]))`,
    },
    [workspaceId, contactId, identityIds.map((id) => contactIdOf(workspaceId, id))],
  );
}

async function claimantsOf(trx: Trx, workspaceId: string, identityIds: readonly string[]): Promise<string[]> {
  const rows = await trx.run<{ id: string }>(
    {
      name: 'claimants',
      text: `select distinct subject_id as id from claim where workspace_id = $1 and object_id = any($2::uuid[])
        and not (subject_id = any($2::uuid[]))`,
    },
    [workspaceId, identityIds],
  );
  return rows.map((row) => row.id);
}
