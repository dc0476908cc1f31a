import type { Category } from '../wire/signal.ts';
import type { SignalDraft } from './capture/draft.ts';
import { retypeRegrouped } from './chat/type/type-store.ts';
import type { Regrouped } from './identity/apply-store.ts';
import { describeContacts } from './identity/profile-store.ts';
import { idsIn, regroup } from './identity/regroup-store.ts';
import { type Sighting, sightingOf } from './identity/sighting.ts';
import { erasedAmong, lockGrouping, openLedger } from './identity/store.ts';
import { type Belonging, stretchAt } from './identity/stretches.ts';
import { counts } from './intent/points.ts';
import { lockTouched, settle } from './intent/settle-store.ts';
import type { Database, Trx } from './machinery/database/database.ts';
import { tally } from './signals/activity.ts';
import { dailyCounts } from './signals/daily.ts';
import { rowOf, type SignalRow, subjectOf } from './signals/row.ts';
import { bumpActivity, bumpDaily, insertSignals, retallyActivity } from './signals/store.ts';
import type { Categorize } from './signals/subject.ts';

/** A draft on its way: who it is about and what it means. */
export interface Passing {
  readonly draft: SignalDraft;
  readonly sighting: Sighting;
  readonly row: SignalRow;
}

/** A signal that was recorded now for the first time, and whose it is. Null contact: a bot's, nobody's. */
export interface RecordedSignal {
  readonly row: SignalRow;
  readonly identity: Sighting['identity'];
  readonly contactId: string | null;
  /** The role mailbox that it was sent as. */
  readonly mailbox: string | null;
}

export type Grouping = 'shared' | 'alone';

/** What a batch changed. */
export interface Recorded {
  readonly signals: readonly RecordedSignal[];
  /** Contacts whose score, timeline or profile changed, as they are named now. */
  readonly contactIds: readonly string[];
  /** Contacts that became part of another. */
  readonly gone: readonly { readonly id: string; readonly into: string }[];
}

/**
 * Records a batch of one workspace in one transaction: signals, who, daily activity, score. Replaying a batch changes
 * nothing, and the order in which batches come does not matter: the result is a function of the set of events.
 * Rejects when the database does; then nothing of the batch is recorded.
 *
 * Batches of different browsers may be recorded side by side as long as they state nothing of who somebody is; a batch that does is
 * recorded `alone`, unless the caller records one batch after the other.
 */
export function record(
  db: Database,
  workspaceId: string,
  drafts: readonly SignalDraft[],
  categorize: Categorize,
  grouping: Grouping = 'shared',
): Promise<Recorded> {
  return db.inWorkspace(workspaceId, async (trx) => {
    // Statements that do not need each other's answers are sent together: a batch takes six to eight trips.
    const understood = understand(workspaceId, drafts, categorize);
    const [, passing] = await Promise.all([
      lockGrouping(trx, workspaceId, grouping),
      living(trx, workspaceId, understood),
    ]);
    const rows = passing.map(({ row }) => row);
    const ids = idsIn(passing.map(({ sighting }) => sighting));
    const [added, ledger] = await Promise.all([
      insertSignals(trx, workspaceId, rows),
      openLedger(trx, workspaceId, ids),
    ]);
    const fresh = freshOf(passing, added);
    const people = fresh.filter(({ row }) => row.filtered === null);
    if (people.length === 0) return { signals: fresh.map((one) => recorded(one, null)), contactIds: [], gone: [] };
    const regrouped = await regroup(
      trx,
      workspaceId,
      people.map(({ sighting }) => sighting),
      ledger,
    );
    const [before, bumped, contacts] = await Promise.all([
      lockTouched(trx, workspaceId, people, regrouped),
      countUp(trx, workspaceId, people, regrouped),
      describeContacts(trx, workspaceId, people, regrouped),
    ]);
    const touched = await settle(trx, workspaceId, people, bumped, regrouped, contacts, before);
    await retypeRegrouped(trx, workspaceId, regrouped);
    // Last, since every batch counts the same pages: others wait for these rows, and not for long.
    await bumpDaily(trx, workspaceId, dailyOf(people));
    return {
      signals: fresh.map((one) => recorded(one, regrouped)),
      contactIds: [...touched],
      gone: regrouped.joins.map(({ from, into }) => ({ id: from, into })),
    };
  });
}

/** Who each draft is about and what it means. */
export function understand(workspaceId: string, drafts: readonly SignalDraft[], categorize: Categorize): Passing[] {
  return drafts.map((draft) => {
    const sighting = sightingOf(workspaceId, draft);
    const category: Category = categorize(subjectOf(draft)).category;
    return { draft, sighting, row: rowOf(draft, sighting, category) };
  });
}

/** Those that were recorded now for the first time. One event twice in a batch is one signal. */
export function freshOf(passing: readonly Passing[], added: ReadonlySet<string>): Passing[] {
  return [...new Map(passing.filter(({ row }) => added.has(row.id)).map((one) => [one.row.id, one])).values()];
}

// Erased people stay erased: what arrives late for one of their identities is let go.
async function living(trx: Trx, workspaceId: string, passing: readonly Passing[]): Promise<readonly Passing[]> {
  const ids = new Set(
    passing.flatMap(({ sighting: { identity, person, email } }) =>
      [identity, person, email].flatMap((key) => (key ? [key.id] : [])),
    ),
  );
  const erased = await erasedAmong(trx, workspaceId, [...ids]);
  if (erased.size === 0) return passing;
  return passing.filter(({ sighting: { identity, person, email } }) =>
    [identity, person, email].every((key) => key === null || !erased.has(key.id)),
  );
}

async function countUp(trx: Trx, workspaceId: string, people: readonly Passing[], regrouped: Regrouped) {
  const replayed = new Map([...regrouped.ledger].filter(([identityId]) => regrouped.retally.has(identityId)));
  await retallyActivity(trx, workspaceId, replayed);
  const counted = people.filter(({ row }) => !replayed.has(row.identity_id));
  return bumpActivity(trx, workspaceId, tally(countedOf(counted, regrouped.ledger)), regrouped.ledger);
}

/** What of a batch counts as activity, by stretch. */
export function countedOf(people: readonly Passing[], ledger: ReadonlyMap<string, readonly Belonging[]>) {
  return people
    .filter(({ row }) => counts(row))
    .map(({ draft, row }) => ({
      identityId: row.identity_id,
      since: stretchAt(ledger.get(row.identity_id) ?? [], draft.at).since,
      at: draft.at,
      kind: row.kind,
      category: row.category,
    }));
}

/** What a batch adds to the workspace's daily counts. */
export function dailyOf(people: readonly Passing[]) {
  return dailyCounts(
    people
      .filter(({ row }) => counts(row))
      .map(({ draft, row }) => {
        const channel = draft.touch?.entry ? draft.touch.channel : null;
        return { at: draft.at, kind: row.kind, category: row.category, path: row.path, channel };
      }),
  );
}

/** A signal of the batch as others hear of it; null: nobody's. */
export function recorded(
  { draft, row, sighting }: Passing,
  regrouped: { readonly ledger: ReadonlyMap<string, readonly Belonging[]> } | null,
): RecordedSignal {
  const rows = row.filtered === null ? regrouped?.ledger.get(row.identity_id) : undefined;
  const { identity, mailbox } = sighting;
  return { row, identity, mailbox, contactId: rows ? stretchAt(rows, draft.at).contactId : null };
}
