import type { SignalLog } from '../../capture/log.ts';
import type { Millis } from '../../foundation/time.ts';
import { identityIdOf } from '../../identity/keys.ts';
import type { Database } from '../../machinery/database/database.ts';
import type { Visit } from './visit.ts';
import type { VisitLog } from './visit-log-store.ts';
import { clickSignal, openSignal, type Visitor } from './visit-signals.ts';
import { findVisit, insertVisits, markProven, type StoredVisit } from './visit-store.ts';

export interface ProveDeps {
  readonly db: Database;
  readonly clock: () => Millis;
  readonly signals: SignalLog;
  readonly visits: VisitLog;
}

/**
 * Records that a browser was behind a visit: the click at its time and, when the link's page was seen, the open now, both of that browser.
 * Safe to repeat; of several browsers that say so the first is believed. `known`: the visit when it is not stored (any more).
 * Answers false when there is no such visit. Rejects when the database is away.
 */
export async function prove(
  deps: ProveDeps,
  workspaceId: string,
  visitId: string,
  browser: { readonly id: string; readonly session: string | null },
  seen: { readonly page: boolean; readonly known: Visit | null },
): Promise<boolean> {
  await deps.visits.settled(visitId);
  const stored = await deps.db.inWorkspace(workspaceId, (trx) => findVisit(trx, workspaceId, visitId));
  const found: StoredVisit | null =
    stored ?? (seen.known && { visit: seen.known, filed: false, openedAt: null, recipientEmail: null });
  if (!found) return false;
  if (found.openedAt !== null) return true;
  const now = deps.clock();
  const identity = { kind: 'browser', value: browser.id } as const;
  const visitor: Visitor = { identity, recipientEmail: found.recipientEmail, session: browser.session };
  const click = clickSignal(found.visit, visitor, now, found.filed);
  // The signals first: their ids are the visit's, so that a crash before the next step only has them recorded again.
  await deps.signals.append(workspaceId, seen.page ? [click, openSignal(found.visit, visitor, now)] : [click]);
  await deps.db.inWorkspace(workspaceId, async (trx) => {
    if (!stored) await insertVisits(trx, workspaceId, [found.visit]);
    await markProven(trx, workspaceId, found, identityIdOf(workspaceId, identity), now);
  });
  return true;
}
