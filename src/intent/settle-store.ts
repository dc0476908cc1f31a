import type { SignalDraft } from '../capture/draft.ts';
import type { Regrouped } from '../identity/apply-store.ts';
import type { ContactRow } from '../identity/contact-store.ts';
import { lostSignals } from '../identity/lost-store.ts';
import { type Belonging, stretchAt } from '../identity/stretches.ts';
import type { Trx } from '../machinery/database/database.ts';
import type { SignalRow } from '../signals/row.ts';
import type { Bumped } from '../signals/store.ts';
import { type AccountGain, addToAccounts, recomputeAccounts } from './account-store.ts';
import { contribution } from './points.ts';
import { addStandings, beginsVisit, first, later, NO_STANDING, type PlacedTouch, type Standing } from './standing.ts';
import { computeStandings, deleteStandings, lockStandings, saveStandings } from './store.ts';

interface Seen {
  readonly draft: SignalDraft;
  readonly row: SignalRow;
}

/** Locks and reads the standings of every contact that a batch changes: what `settle` begins from. */
export function lockTouched(
  trx: Trx,
  workspaceId: string,
  seen: readonly Seen[],
  { ledger, joins, recompute }: Regrouped,
): Promise<Map<string, Standing>> {
  const seenIds = seen.map(({ draft, row }) => stretchAt(ledger.get(row.identity_id) ?? [], draft.at).contactId);
  const ids = new Set([...seenIds, ...joins.flatMap(({ from, into }) => [from, into]), ...recompute]);
  return lockStandings(trx, workspaceId, [...ids]);
}

/**
 * Adds what a batch did to the scores of its contacts and their accounts. The cost is that of the batch, not of what the
 * contacts did before, except for those that were split. `contacts` are the batch's, with the accounts they have now, `before` what `lockTouched` read.
 * Answers the contacts that changed.
 */
export async function settle(
  trx: Trx,
  workspaceId: string,
  seen: readonly Seen[],
  bumped: readonly Bumped[],
  regrouped: Regrouped,
  contacts: ReadonlyMap<string, ContactRow>,
  before: ReadonlyMap<string, Standing>,
): Promise<ReadonlySet<string>> {
  const gains = gainsOf(seen, bumped, regrouped);
  const { joins, recompute } = regrouped;
  const afresh = [...recompute];
  const standings = new Map(before);
  for (const [id, gain] of gains) standings.set(id, addStandings(standings.get(id) ?? NO_STANDING, gain));
  for (const { from, into } of joins) {
    const moved = standings.get(from);
    if (moved) standings.set(into, addStandings(standings.get(into) ?? NO_STANDING, moved));
    standings.delete(from);
  }
  const computed = await computeAgain(trx, workspaceId, afresh, standings);
  for (const id of afresh) {
    const standing = computed.get(id);
    if (standing) standings.set(id, standing);
    else standings.delete(id);
  }
  await deleteStandings(
    trx,
    workspaceId,
    [...before.keys()].filter((id) => !standings.has(id)),
  );
  await saveStandings(
    trx,
    workspaceId,
    [...standings].map(([contactId, standing]) => ({
      contactId,
      accountId: contacts.get(contactId)?.accountId ?? null,
      identified: contacts.get(contactId)?.identified ?? false,
      standing,
    })),
  );
  await settleAccounts(trx, workspaceId, { contacts, before, gains, regrouped, standings });
  return new Set(standings.keys());
}

// A touch whose signal is no longer kept is remembered by the contact that has it.
async function computeAgain(
  trx: Trx,
  workspaceId: string,
  contactIds: readonly string[],
  before: ReadonlyMap<string, Standing>,
): Promise<Map<string, Standing>> {
  const computed = await computeStandings(trx, workspaceId, contactIds);
  const touches = contactIds.flatMap((id) => [before.get(id)?.firstTouch, before.get(id)?.latestTouch]);
  const lost = await lostSignals(
    trx,
    workspaceId,
    touches.flatMap((touch) => (touch ? [touch.signalId] : [])),
  );
  const kept = (touch: PlacedTouch | null | undefined) => (touch && lost.has(touch.signalId) ? touch : null);
  return new Map(
    [...computed].map(([id, standing]) => {
      const firstTouch = first(standing.firstTouch, kept(before.get(id)?.firstTouch));
      const latestTouch = later(standing.latestTouch, kept(before.get(id)?.latestTouch));
      return [id, { ...standing, firstTouch, latestTouch }];
    }),
  );
}

/** What each contact of the batch gained: sums from the daily counts that rose, extent and touches from the signals. */
export function gainsOf(
  seen: readonly Seen[],
  bumped: readonly Bumped[],
  regrouped: { readonly ledger: ReadonlyMap<string, readonly Belonging[]> },
): Map<string, Standing> {
  const gains = new Map<string, Standing>();
  const contactOf = (identityId: string, at: number) => stretchAt(regrouped.ledger.get(identityId) ?? [], at).contactId;
  for (const { draft, row } of seen) {
    const id = contactOf(row.identity_id, draft.at);
    const touch = draft.touch && { ...draft.touch, landing: row.path };
    const placed = touch && { touch, entry: touch.entry, at: draft.at, signalId: row.id };
    const gain = gains.get(id) ?? NO_STANDING;
    gains.set(id, {
      ...gain,
      firstSignalAt: Math.min(gain.firstSignalAt, draft.at),
      lastSignalAt: Math.max(gain.lastSignalAt, draft.at),
      firstTouch: first(gain.firstTouch, placed),
      latestTouch: touch && beginsVisit(touch) ? later(gain.latestTouch, placed) : gain.latestTouch,
    });
  }
  for (const { identityId, since, day, kind, category, n, added } of bumped) {
    const id = contactOf(identityId, since);
    const { group, amount } = contribution(kind, category, day, n - added, n);
    const gain = gains.get(id) ?? NO_STANDING;
    gains.set(id, {
      ...gain,
      sums: gain.sums.with(group, (gain.sums[group] ?? 0) + amount),
      signals: gain.signals + added,
    });
  }
  return gains;
}

interface Settled {
  readonly contacts: ReadonlyMap<string, ContactRow>;
  readonly before: ReadonlyMap<string, Standing>;
  readonly gains: ReadonlyMap<string, Standing>;
  readonly regrouped: Regrouped;
  readonly standings: ReadonlyMap<string, Standing>;
}

/**
 * An account gains what its contacts gained, when that is all that happened. Whenever a contact came, went, joined or was
 * computed afresh, the account is summed again over its contacts.
 */
async function settleAccounts(trx: Trx, workspaceId: string, settled: Settled): Promise<void> {
  const { contacts, before, gains, regrouped, standings } = settled;
  const unsure = new Set([
    ...regrouped.recompute,
    ...regrouped.joins.flatMap(({ from, into }) => [from, into]),
    ...[...gains.keys()].filter((id) => contacts.get(id)?.accountId !== regrouped.contacts.get(id)?.accountId),
  ]);
  const again = new Set(
    [...unsure]
      .flatMap((id) => [contacts.get(id)?.accountId, regrouped.contacts.get(id)?.accountId])
      .filter((id) => id != null),
  );
  const simple = new Map(
    [...gains].filter(([id]) => standings.has(id) && !again.has(contacts.get(id)?.accountId ?? '')),
  );
  await addToAccounts(trx, workspaceId, accountGains(simple, contacts, before));
  await recomputeAccounts(trx, workspaceId, [...again]);
}

/** What accounts gain through contacts that stay where they are. Those that are not in `before` are new to their account. */
export function accountGains(
  gains: ReadonlyMap<string, Standing>,
  contacts: ReadonlyMap<string, Pick<ContactRow, 'accountId'>>,
  before: ReadonlyMap<string, Standing>,
): readonly AccountGain[] {
  const sums = new Map<string, AccountGain>();
  for (const [id, gain] of gains) {
    const accountId = contacts.get(id)?.accountId;
    if (accountId == null) continue;
    const known = sums.get(accountId);
    const sum = addStandings(gain, known ? { ...NO_STANDING, ...known } : NO_STANDING);
    sums.set(accountId, { ...sum, accountId, contacts: (known?.contacts ?? 0) + (before.has(id) ? 0 : 1) });
  }
  return [...sums.values()];
}
