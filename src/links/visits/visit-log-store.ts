import type { Logger } from 'pino';
import { SECOND } from '../../foundation/time.ts';
import { type Database, isUnavailable } from '../../machinery/database/database.ts';
import type { Visit } from './visit.ts';
import { insertVisits } from './visit-store.ts';

/** Visits on their way into the database: the answer to who asked for a link does not wait for it. */
export interface VisitLog {
  readonly add: (visit: Visit) => void;
  /** Resolves when the visit is written, or the database turned out to be away. At once for one that is not on its way. */
  readonly settled: (visitId: string) => Promise<void>;
  /** Resolves when nothing is being written. While the database is away, what waits goes on waiting. */
  readonly idle: () => Promise<void>;
  /** Ends after a last try. */
  readonly stop: () => Promise<void>;
}

const BATCH_MAX = 250;
const LOOKED_AT_MAX = 2_000;
/** Hours of clicks on a busy link. What comes beyond is lost: what was there first stays. */
const WAITING_MAX = 100_000;
const GATHER_MS = 40;
const RETRY_MS = 2 * SECOND;

export function openVisitLog({ db, log }: { readonly db: Database; readonly log: Logger }): VisitLog {
  const waiting = new Map<string, Visit>();
  let running: Promise<void> | null = null;
  let retry: NodeJS.Timeout | null = null;
  let lost = 0;
  let isStopping = false;

  const run = async () => {
    while (waiting.size > 0) {
      // Nobody waits for a visit to be written: what arrives meanwhile shares the batch, and the database has fewer of them.
      if (waiting.size < BATCH_MAX && !isStopping) await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      const batch = nextBatch(waiting.values());
      if (!(await write(batch))) return;
      for (const visit of batch) waiting.delete(visit.id);
    }
  };

  // False: the database is away, and the batch is to be tried again. A visit that it refuses is let go, and does not sink the others.
  const write = async (batch: readonly Visit[]): Promise<boolean> => {
    const [first] = batch;
    if (!first) return true;
    try {
      await db.inWorkspace(first.workspaceId, (trx) => insertVisits(trx, first.workspaceId, batch));
      return true;
    } catch (error) {
      if (isUnavailable(error)) {
        log.warn({ err: error, waiting: waiting.size }, 'the database is away: visits of links wait');
        return false;
      }
      if (batch.length === 1) log.error({ err: error, visitId: first.id }, 'a visit of a link cannot be recorded');
      else for (const visit of batch) if (!(await write([visit]))) return false;
      return true;
    }
  };

  const start = () => {
    if (running || retry) return;
    running = run().finally(() => {
      running = null;
      if (waiting.size === 0) return;
      retry = setTimeout(() => {
        retry = null;
        start();
      }, RETRY_MS).unref();
    });
  };

  return {
    add: (visit) => {
      if (waiting.size >= WAITING_MAX) {
        if (lost % 1_000 === 0)
          log.error({ lost: lost + 1 }, 'too many visits of links wait for the database: new ones are lost');
        lost += 1;
        return;
      }
      waiting.set(visit.id, visit);
      start();
    },
    settled: async (visitId) => {
      if (waiting.has(visitId)) await running;
    },
    idle: async () => {
      await running;
    },
    stop: async () => {
      isStopping = true;
      if (retry) clearTimeout(retry);
      retry = null;
      start();
      await running;
      if (retry) clearTimeout(retry);
      if (waiting.size > 0)
        log.error({ lost: waiting.size }, 'visits of links are lost: the database was away to the end');
    },
  };
}

// The oldest, and those of the same workspace that wait close behind.
function nextBatch(waiting: Iterable<Visit>): Visit[] {
  const batch: Visit[] = [];
  let looked = 0;
  for (const visit of waiting) {
    if (batch[0] === undefined || visit.workspaceId === batch[0].workspaceId) batch.push(visit);
    looked += 1;
    if (batch.length === BATCH_MAX || looked === LOOKED_AT_MAX) break;
  }
  return batch;
}
