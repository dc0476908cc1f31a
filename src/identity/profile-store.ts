import type { SignalDraft } from '../capture/draft.ts';
import type { Trx } from '../machinery/database/database.ts';
import { placeInAccounts } from './account-store.ts';
import type { Regrouped } from './apply-store.ts';
import { type ContactRow, contactsWithRoots, saveTraits } from './contact-store.ts';
import { lostSignals } from './lost-store.ts';
import { keepMailboxes } from './mailbox-store.ts';
import type { Sighting } from './sighting.ts';
import { stretchAt } from './stretches.ts';
import { foldTraits, mergeTraits, type Statement, type Traits } from './traits.ts';

interface Heard {
  readonly draft: SignalDraft;
  readonly sighting: Sighting;
}

/**
 * Keeps what a batch says of its contacts: their traits, their role mailboxes, and the accounts that those or an e-mail's domain give them.
 * Answers the contacts with the accounts they have now.
 */
export async function describeContacts(
  trx: Trx,
  workspaceId: string,
  heard: readonly Heard[],
  regrouped: Regrouped,
): Promise<ReadonlyMap<string, ContactRow>> {
  await joinTraits(trx, workspaceId, regrouped);
  await foldStatements(trx, workspaceId, heard, regrouped);
  if (regrouped.recompute.size > 0) await recomputeTraits(trx, workspaceId, [...regrouped.recompute]);
  await keepMailboxes(
    trx,
    workspaceId,
    heard.map(({ sighting }) => sighting),
  );
  const placed = await placeInAccounts(trx, workspaceId, regrouped.contacts, regroupedIn(heard, regrouped));
  return placed ? contactsWithRoots(trx, workspaceId, [...regrouped.contacts.keys()]) : regrouped.contacts;
}

function contactOf({ draft, sighting }: Heard, regrouped: Regrouped): string | null {
  const rows = regrouped.ledger.get(sighting.identity.id);
  return rows ? stretchAt(rows, draft.at).contactId : null;
}

// What an anonymous contact was told goes with it into the contact it joins.
async function joinTraits(trx: Trx, workspaceId: string, { joins, contacts }: Regrouped): Promise<void> {
  const told = joins.filter(({ from }) => Object.keys(contacts.get(from)?.traits ?? {}).length > 0);
  if (told.length === 0) return;
  const fresh = await contactsWithRoots(
    trx,
    workspaceId,
    told.map(({ into }) => into),
  );
  const traits = new Map([...fresh].map(([id, contact]) => [id, contact.traits]));
  for (const { from, into } of told) {
    traits.set(into, mergeTraits(traits.get(into) ?? {}, contacts.get(from)?.traits ?? {}));
  }
  await saveTraits(
    trx,
    workspaceId,
    told.map(({ into }) => ({ id: into, traits: traits.get(into) ?? {} })).filter(unique),
  );
}

async function foldStatements(
  trx: Trx,
  workspaceId: string,
  heard: readonly Heard[],
  regrouped: Regrouped,
): Promise<void> {
  const statements = new Map<string, Statement[]>();
  for (const one of heard) {
    const { draft } = one;
    if (draft.kind !== 'identify' || draft.traits === null || Object.keys(draft.traits).length === 0) continue;
    const contactId = contactOf(one, regrouped);
    if (contactId === null) continue;
    const statement = { at: draft.at, signalId: draft.id, values: draft.traits };
    statements.set(contactId, [...(statements.get(contactId) ?? []), statement]);
  }
  if (statements.size === 0) return;
  const contacts = await contactsWithRoots(trx, workspaceId, [...statements.keys()]);
  await saveTraits(
    trx,
    workspaceId,
    [...statements].map(([id, said]) => ({ id, traits: foldTraits(contacts.get(id)?.traits ?? {}, said) })),
  );
}

/**
 * Traits from the recorded `identify` signals alone, after identities moved between contacts. What was said in signals that are
 * no longer kept stays with the contact that has it.
 */
export async function recomputeTraits(trx: Trx, workspaceId: string, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return;
  const rows = await trx.run<{ id: string; signalId: string; at: number; props: Statement['values'] | null }>(
    {
      name: 'statements_of_contacts',
      text: `select l.contact_id as id, s.id as "signalId", (extract(epoch from s.at) * 1000)::bigint as at, s.props
        from ledger l join signal s on s.workspace_id = l.workspace_id and s.identity_id = l.identity_id and s.kind = 'identify'
          and s.at >= to_timestamp(l.since / 1000.0) and (l.until is null or s.at < to_timestamp(l.until / 1000.0))
        where l.workspace_id = $1 and l.contact_id = any($2::uuid[]) and l.closed_at is null and s.filtered is null`,
    },
    [workspaceId, contactIds],
  );
  const said = Map.groupBy(rows, (row) => row.id);
  const before = await contactsWithRoots(trx, workspaceId, contactIds);
  const traitsBefore = contactIds.flatMap((id) => Object.values(before.get(id)?.traits ?? {}));
  const lost = await lostSignals(
    trx,
    workspaceId,
    traitsBefore.map((trait) => trait.id),
  );
  const traitsOf = (id: string): Traits =>
    foldTraits(
      Object.fromEntries(Object.entries(before.get(id)?.traits ?? {}).filter(([, trait]) => lost.has(trait.id))),
      (said.get(id) ?? []).map(({ at, signalId, props }) => ({ at, signalId, values: props ?? {} })),
    );
  await saveTraits(
    trx,
    workspaceId,
    contactIds.map((id) => ({ id, traits: traitsOf(id) })),
  );
}

// Whose account may be another now: whose stretches came, went or changed hands, and who wrote as a role mailbox.
function regroupedIn(heard: readonly Heard[], regrouped: Regrouped): Set<string> {
  const wrote = heard.flatMap((one) => (one.sighting.roleDomain === null ? [] : (contactOf(one, regrouped) ?? [])));
  const joined = regrouped.joins.flatMap(({ from, into }) => [from, into]);
  return new Set([...regrouped.recompute, ...joined, ...wrote]);
}

function unique<Item extends { id: string }>(item: Item, index: number, all: readonly Item[]) {
  return all.findIndex((one) => one.id === item.id) === index;
}
