import type { SignalDraft } from './capture/draft.ts';
import type { ContactRow } from './identity/contact-store.ts';
import { contactsOfIdentities, insertContacts } from './identity/contact-store.ts';
import { placeBrowser } from './identity/regroup.ts';
import { idsIn } from './identity/regroup-store.ts';
import type { KnownKey } from './identity/sighting.ts';
import { erasedAmong, insertIdentities, type LedgerRow, lockGrouping, openLedger, openRows } from './identity/store.ts';
import { stretchesOf } from './identity/stretches.ts';
import { lockAccounts, saveAccountGains } from './intent/account-store.ts';
import { accountGains, gainsOf } from './intent/settle-store.ts';
import { addStandings, NO_STANDING, type Standing } from './intent/standing.ts';
import { lockStandingsOfIdentities, saveStandings } from './intent/store.ts';
import { countedOf, dailyOf, freshOf, type Passing, type Recorded, recorded, understand } from './journey.ts';
import type { Database, Trx } from './machinery/database/database.ts';
import { tally } from './signals/activity.ts';
import { bumpActivity, bumpDaily, insertSignals } from './signals/store.ts';
import type { Categorize } from './signals/subject.ts';

/**
 * Whether a draft states nothing of who somebody is and says nothing about them: a browser did something. Nearly all are; they touch
 * nobody but that browser's contacts.
 */
export function isPlain(draft: SignalDraft): boolean {
  return draft.claim === null && draft.traits === null && draft.identity.kind === 'browser';
}

/**
 * What `record` does, for plain drafts (`isPlain`), in three trips to the database: look and insert, count, save and commit. Nearly
 * every batch is such. Null, and nothing was recorded, when the batch turns out not to be: `record` takes it then.
 */
export async function recordPlain(
  db: Database,
  workspaceId: string,
  drafts: readonly SignalDraft[],
  categorize: Categorize,
): Promise<Recorded | null> {
  const passing = understand(workspaceId, drafts, categorize);
  try {
    return await db.inWorkspace(workspaceId, (trx) => recordIn(trx, workspaceId, passing));
  } catch (error) {
    if (error instanceof NotPlain) return null;
    throw error;
  }
}

/** Thrown to undo what was begun. */
class NotPlain extends Error {
  override readonly name = 'NotPlain';
}

async function recordIn(trx: Trx, workspaceId: string, passing: readonly Passing[]): Promise<Recorded> {
  const ids = idsIn(passing.map(({ sighting }) => sighting));
  const [, erased, added, ledger, contacts, before] = await Promise.all([
    lockGrouping(trx, workspaceId, 'shared'),
    erasedAmong(trx, workspaceId, ids),
    insertSignals(
      trx,
      workspaceId,
      passing.map(({ row }) => row),
    ),
    openLedger(trx, workspaceId, ids),
    contactsOfIdentities(trx, workspaceId, ids),
    lockStandingsOfIdentities(trx, workspaceId, ids),
  ]);
  if (erased.size > 0 || [...contacts.values()].some((one) => one.mergedInto !== null)) throw new NotPlain();
  const fresh = freshOf(passing, added);
  const people = fresh.filter(({ row }) => row.filtered === null);
  if (people.length === 0) return { signals: fresh.map((one) => recorded(one, null)), contactIds: [], gone: [] };

  const strangers = strangersAmong(people, ledger);
  const founded = strangers.flatMap(({ id }) => foundedBy(workspaceId, id));
  const now = { ledger: new Map(ledger) };
  for (const row of founded) now.ledger.set(row.identityId, [row]);
  const accountIds = new Set([...contacts.values()].flatMap(({ accountId }) => accountId ?? []));
  const [bumped, accounts] = await Promise.all([
    bumpActivity(trx, workspaceId, tally(countedOf(people, now.ledger))),
    lockAccounts(trx, workspaceId, [...accountIds]),
    foundContacts(trx, workspaceId, strangers, founded),
  ]);

  const gains = gainsOf(people, bumped, now);
  const standings = [...gains].map(([id, gain]) => [id, addStandings(before.get(id) ?? NO_STANDING, gain)] as const);
  await trx.commitWith([
    saveStandings(trx, workspaceId, standings.map(standingOf(contacts))),
    saveAccountGains(trx, workspaceId, accountGains(gains, contacts, before), accounts),
    // Last, since every batch counts the same pages: others wait for these rows.
    bumpDaily(trx, workspaceId, dailyOf(people)),
  ]);
  return { signals: fresh.map((one) => recorded(one, now)), contactIds: [...gains.keys()], gone: [] };
}

function strangersAmong(people: readonly Passing[], ledger: ReadonlyMap<string, unknown>): readonly KnownKey[] {
  const keys = people.map(({ sighting }) => sighting.identity).filter(({ id }) => !ledger.has(id));
  return [...new Map(keys.map((key) => [key.id, key])).values()];
}

// A browser that nobody knows and that states nothing is a contact of its own.
function foundedBy(workspaceId: string, identityId: string): LedgerRow[] {
  const nobody = () => {
    throw new Error('a browser without claims was placed with a person');
  };
  return placeBrowser(workspaceId, identityId, stretchesOf([]), nobody, false).map((placement) => ({
    ...placement,
    identityId,
    contactId: placement.homeId,
  }));
}

async function foundContacts(
  trx: Trx,
  workspaceId: string,
  strangers: readonly KnownKey[],
  founded: readonly LedgerRow[],
): Promise<void> {
  const contacts = founded.map(({ homeId }) => ({ id: homeId, email: null, identified: false }));
  const [made] = await Promise.all([
    insertContacts(trx, workspaceId, contacts),
    insertIdentities(trx, workspaceId, strangers),
    openRows(trx, workspaceId, founded),
  ]);
  // One of them is there already, and may have been merged.
  if (made.length < contacts.length) throw new NotPlain();
}

function standingOf(contacts: ReadonlyMap<string, ContactRow>) {
  return ([contactId, standing]: readonly [string, Standing]) => ({
    contactId,
    accountId: contacts.get(contactId)?.accountId ?? null,
    identified: contacts.get(contactId)?.identified ?? false,
    standing,
  });
}
