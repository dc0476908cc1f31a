import type { SignalDraft } from './capture/draft.ts';
import { placeBrowser } from './identity/regroup.ts';
import type { KnownKey } from './identity/sighting.ts';
import { type Founding, foundBrowsers, type LedgerRow, lockGrouping } from './identity/store.ts';
import { stretchesOf } from './identity/stretches.ts';
import { lockAccounts, saveAccountGains } from './intent/account-store.ts';
import { accountGains, gainsOf } from './intent/settle-store.ts';
import { addStandings, NO_STANDING, type Standing } from './intent/standing.ts';
import { saveStandings } from './intent/store.ts';
import { lockVisitors, type VisitorContact } from './intent/visitor-store.ts';
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
  handOver?: () => void,
): Promise<Recorded | null> {
  const passing = understand(workspaceId, drafts, categorize);
  try {
    return await db.inWorkspace(workspaceId, (trx) => recordIn(trx, workspaceId, passing), handOver);
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
  const ids = [...new Set(passing.map(({ sighting }) => sighting.identity.id))];
  const [, added, visitors] = await Promise.all([
    lockGrouping(trx, workspaceId, 'shared'),
    insertSignals(
      trx,
      workspaceId,
      passing.map(({ row }) => row),
    ),
    lockVisitors(trx, workspaceId, ids),
  ]);
  const { contacts, standings: before } = visitors;
  if (visitors.isUnsettled) throw new NotPlain();
  const fresh = freshOf(passing, added);
  const people = fresh.filter(({ row }) => row.filtered === null);
  if (people.length === 0) return { signals: fresh.map((one) => recorded(one, null)), contactIds: [], gone: [] };

  const founded = strangersAmong(people, visitors.ledger).map((key) => foundedBy(workspaceId, key));
  const now = { ledger: new Map(visitors.ledger) };
  for (const row of founded) now.ledger.set(row.identityId, [row]);
  const accountIds = new Set([...contacts.values()].flatMap(({ accountId }) => accountId ?? []));
  const [bumped, accounts, made] = await Promise.all([
    bumpActivity(trx, workspaceId, tally(countedOf(people, now.ledger)), now.ledger),
    lockAccounts(trx, workspaceId, [...accountIds]),
    foundBrowsers(trx, workspaceId, founded.map(foundingOf)),
  ]);
  // One of them is there already, and may have been merged.
  if (made < founded.length) throw new NotPlain();

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
function foundedBy(workspaceId: string, { id, value }: KnownKey): LedgerRow & { readonly value: string } {
  const nobody = () => {
    throw new Error('a browser without claims was placed with a person');
  };
  const [placement] = placeBrowser(workspaceId, id, stretchesOf([]), nobody, false);
  if (!placement) throw new Error('a browser without claims was placed nowhere');
  return { ...placement, identityId: id, contactId: placement.homeId, value, actor: null };
}

function foundingOf({ identityId, value, contactId, since, rule }: ReturnType<typeof foundedBy>): Founding {
  return { identity_id: identityId, value, contact_id: contactId, since, rule };
}

function standingOf(contacts: ReadonlyMap<string, VisitorContact>) {
  return ([contactId, standing]: readonly [string, Standing]) => ({
    contactId,
    accountId: contacts.get(contactId)?.accountId ?? null,
    identified: contacts.get(contactId)?.identified ?? false,
    standing,
  });
}
