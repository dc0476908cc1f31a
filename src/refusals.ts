import type { Logger } from 'pino';
import type { z } from 'zod';
import type { STREAM_EVENTS } from '../wire/api/live.ts';
import type { Refusal } from './capture/refusal.ts';
import { insertRefusals, type KeptRefusal } from './capture/store.ts';
import { refusalItemOf } from './dashboard/debugger/refusal-item.ts';
import { type Database, isUnavailable } from './machinery/database/database.ts';
import type { Live } from './machinery/live.ts';

// A sender in a loop must not fill the database with its complaints: what comes faster is counted in the log only.
const WAITING_MAX = 200;
const WRITE_EVERY_MS = 500;

export interface Refusals {
  /** Keeps refusals soon, and tells open debuggers. Never throws, never waits. */
  readonly report: (workspaceId: string, refusals: readonly Refusal[]) => void;
  readonly stop: () => Promise<void>;
}

/** Writes refusals in batches beside the requests that caused them. */
export function openRefusals({ db, live, log }: { db: Database; live: Live; log: Logger }): Refusals {
  const waiting = new Map<string, Refusal[]>();
  let timer: NodeJS.Timeout | null = null;
  let writing = Promise.resolve();

  const write = async () => {
    timer = null;
    const batches = [...waiting];
    waiting.clear();
    for (const [workspaceId, refusals] of batches) {
      try {
        const kept = await db.inWorkspace(workspaceId, (trx) => insertRefusals(trx, workspaceId, refusals));
        for (const refusal of kept) live.publish(workspaceId, 'refusal', newsOf(refusal));
      } catch (error) {
        if (!isUnavailable(error)) log.error({ err: error }, 'refusals could not be kept');
      }
    }
  };
  return {
    report: (workspaceId, refusals) => {
      const queue = waiting.get(workspaceId) ?? [];
      waiting.set(workspaceId, [...queue, ...refusals].slice(-WAITING_MAX));
      timer ??= setTimeout(() => {
        writing = write();
      }, WRITE_EVERY_MS);
    },
    stop: async () => {
      if (timer) clearTimeout(timer);
      await writing;
      await write();
    },
  };
}

function newsOf(refusal: KeptRefusal): z.infer<typeof STREAM_EVENTS.refusal> {
  const { event, lost, key, endpoint, origin } = refusal;
  return refusalItemOf({ ...refusal, event: { ...event, lost, key, endpoint, origin } });
}
