import type { Logger } from 'pino';
import { DAY, type Millis, SECOND } from '../foundation/time.ts';
import { type Database, isUnavailable } from '../machinery/database/database.ts';
import type { KeptLinks } from './kept-links-store.ts';
import { PROOF_WITHIN } from './visits/proof.ts';
import type { ProveDeps } from './visits/prove-store.ts';
import { unprovenSignal } from './visits/visit-signals.ts';
import { markFiled, trimVisits, unfiledVisits } from './visits/visit-store.ts';

const BATCH = 500;
const REFRESH_MS = 3 * SECOND;
const FILE_MS = 30 * SECOND;
/** Who was proven behind a visit is in its signals; the visit itself is kept for late proofs only. */
const VISIT_DAYS = 90;

type FileDeps = Pick<ProveDeps, 'clock' | 'signals'> & { readonly db: Database };

/** Records visits that nobody was proven behind within ten minutes as filtered signals, of nobody. Safe to repeat and to run twice. */
export async function fileUnproven(deps: FileDeps): Promise<void> {
  const now = deps.clock();
  const workspaces = await deps.db.system
    .selectFrom('link_visit')
    .select('workspace_id')
    .distinct()
    .where('filed', '=', false)
    .where('at', '<=', new Date(now - PROOF_WITHIN))
    .execute();
  for (const { workspace_id: workspaceId } of workspaces) {
    for (let more = true; more; ) {
      const visits = await deps.db.inWorkspace(workspaceId, (trx) =>
        unfiledVisits(trx, workspaceId, now - PROOF_WITHIN, BATCH),
      );
      const signals = visits.map(({ visit }) => unprovenSignal(visit, now));
      if (signals.length > 0) await deps.signals.append(workspaceId, signals);
      await deps.db.inWorkspace(workspaceId, (trx) => markFiled(trx, workspaceId, visits));
      more = visits.length === BATCH;
    }
    await deps.db.inWorkspace(workspaceId, (trx) => trimVisits(trx, workspaceId, now - VISIT_DAYS * DAY));
  }
}

/** Keeps links in memory fresh and files unproven visits, from now on. Returns "stop", which waits for what runs. */
export function startLinkJobs(
  deps: FileDeps & { readonly links: KeptLinks; readonly log: Logger },
): () => Promise<void> {
  const stops = [
    again(REFRESH_MS, deps.log, () => deps.links.refresh()),
    again(FILE_MS, deps.log, () => fileUnproven(deps)),
  ];
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

// One run at a time, the first at once. What fails is tried again: a database that is away comes back.
function again(everyMs: Millis, log: Logger, work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  const run = () => {
    running ??= work()
      .catch((error) => {
        if (isUnavailable(error) || (error instanceof Error && error.name === 'LogUnavailable')) return;
        log.error({ err: error }, 'a job of the links failed');
      })
      .finally(() => {
        running = null;
      });
  };
  run();
  const timer = setInterval(run, everyMs).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
