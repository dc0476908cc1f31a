import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import { countKept, dropKept, type Kept, keepDrafts, keptAmong, leaveKept, takeKept } from './capture/backlog-store.ts';
import type { SignalDraft } from './capture/draft.ts';
import { LogUnavailable, type SignalLog } from './capture/log.ts';
import { HOUR, SECOND } from './foundation/time.ts';
import { isPlain } from './journey-plain.ts';
import { type Database, isUnavailable } from './machinery/database/database.ts';
import { groupCommit } from './machinery/log/group-commit.ts';
import type { Recorder } from './recorder.ts';

// So many requests that wait for a batch of their own are more than one batch can answer soon.
const CROWD = 128;
const KEPT_TOGETHER_MAX = 1_000;
// About half a gigabyte. Beyond, senders wait for the recorder as if there were no backlog.
const KEPT_MAX = 500_000;
const WAITING_MAX = 50_000;
const PATIENCE_MS = 5_000;
const HELD_MS = 15 * SECOND;
const LOOK_EVERY_MS = 5 * SECOND;

export interface BacklogDeps {
  readonly db: Database;
  readonly clock: () => number;
  readonly log: Logger;
  readonly recorder: Recorder;
  /** So many requests waiting are a crowd. */
  readonly crowd?: number;
}

/** The signal log as senders from outside meet it. */
export interface Backlog extends SignalLog {
  /** Begins to record what is kept, also by processes that ended. */
  readonly start: () => void;
  /** Resolves when all is recorded that was kept before and can be taken now. */
  readonly idle: () => Promise<void>;
  /** Ends after what is being recorded. The rest stays kept for the next start. */
  readonly stop: () => Promise<void>;
}

/**
 * Acknowledges a crowd sooner than it can be recorded. While few wait, an append is recorded when it resolves. When a crowd waits, its signals are
 * written down as they are, many requests in one row, and acknowledged; they are recorded in turn, in large batches, and until that is done
 * others join the end. Durable in both cases, and recorded once, since recording again changes nothing.
 *
 * Whoever says who they are is never kept waiting: those are few, and much hangs on them.
 */
export function openBacklog({ db, clock, log, recorder, crowd = CROWD }: BacklogDeps): Backlog {
  /** Numbers of signals, by what keeps them. */
  const own = new Map<number, number>();
  let waiting = 0;
  let behindSince: number | null = null;
  let working: Promise<void> | null = null;
  let isWanted = false;
  let isOpen = false;
  let timer: NodeJS.Timeout | undefined;

  const kept = groupCommit<SignalDraft>({
    batchMax: KEPT_TOGETHER_MAX,
    waitingMax: WAITING_MAX,
    patienceMs: PATIENCE_MS,
    isStoreAway: isUnavailable,
    stuck: () => new LogUnavailable('the database takes too long'),
    overloaded: () => new LogUnavailable('more signals are waiting than this machine can keep'),
    commit: async (workspaceId, drafts) => {
      own.set(await keepDrafts(db, workspaceId, drafts), drafts.length);
    },
  });

  const keep = async (workspaceId: string, drafts: readonly SignalDraft[]) => {
    if (drafts.length === 0) return;
    waiting += drafts.length;
    if (behindSince === null) {
      behindSince = clock();
      log.info('more signals come than can be recorded at once: they are kept and recorded in turn');
    }
    try {
      await kept.append(workspaceId, drafts);
    } catch (error) {
      waiting -= drafts.length;
      throw isUnavailable(error) ? new LogUnavailable('the database is away', { cause: error }) : error;
    }
    void work();
  };

  const work = (): Promise<void> => {
    if (!isOpen) return Promise.resolve();
    isWanted = true;
    working ??= workOff();
    return working;
  };

  const workOff = async () => {
    while (isWanted && isOpen) {
      isWanted = false;
      // While one batch waits for the database the next is read.
      await Promise.all([recordKept(), recordKept()]);
    }
    working = null;
    if (waiting > 0 || behindSince === null) return;
    log.info({ ms: clock() - behindSince }, 'all kept signals are recorded');
    behindSince = null;
  };

  const recordKept = async () => {
    try {
      while (isOpen) {
        const now = clock();
        const taken = await takeKept(db, now, now + HELD_MS);
        if (taken === null) return await dropOthers();
        await recordTaken(taken);
        forget(taken.id);
      }
    } catch (error) {
      log.warn({ err: error }, 'kept signals cannot be recorded now; they are tried again');
    }
  };

  const forget = (id: number) => {
    waiting -= own.get(id) ?? 0;
    own.delete(id);
  };

  // Another process may have recorded what this one kept.
  const dropOthers = async () => {
    const ids = [...own.keys()];
    if (ids.length === 0) return;
    const left = await keptAmong(db, ids);
    for (const id of ids) if (!left.has(id)) forget(id);
  };

  const recordTaken = async ({ id, workspaceId, drafts }: Kept) => {
    try {
      await recorder.append(workspaceId, drafts);
    } catch (error) {
      if (error instanceof LogUnavailable) throw error;
      return recordEach({ id, workspaceId, drafts });
    }
    await dropKept(db, id);
  };

  // One that the database will not have must not hold the others back, and is not given up: it was acknowledged.
  const recordEach = async ({ id, workspaceId, drafts }: Kept) => {
    const left: SignalDraft[] = [];
    for (const draft of drafts) {
      try {
        await recorder.append(workspaceId, [draft]);
      } catch (error) {
        if (error instanceof LogUnavailable) throw error;
        log.error({ err: error, signal: draft.id }, 'a kept signal cannot be recorded; it is tried again every hour');
        left.push(draft);
      }
    }
    await (left.length === 0 ? dropKept(db, id) : leaveKept(db, id, left, clock() + HOUR));
  };

  return {
    append: async (workspaceId, drafts) => {
      const isCrowd = waiting > 0 ? waiting < KEPT_MAX : recorder.waiting() >= crowd;
      if (!isOpen || !isCrowd) return recorder.append(workspaceId, drafts);
      const plain = drafts.filter(isPlain);
      const telling = plain.length < drafts.length ? drafts.filter((draft) => !isPlain(draft)) : [];
      await Promise.all([keep(workspaceId, plain), recorder.append(workspaceId, telling)]);
    },
    start: () => {
      isOpen = true;
      timer = setInterval(work, LOOK_EVERY_MS).unref();
      void work();
    },
    idle: async () => {
      await kept.idle();
      await work();
    },
    stop: async () => {
      isOpen = false;
      clearInterval(timer);
      await kept.idle();
      await working;
    },
  };
}

/** For `GET /metrics`: how far recording is behind. */
export function watchBacklog(metrics: Registry, db: Database): void {
  new Gauge({
    name: 'knock_signals_waiting',
    help: 'Signals that were acknowledged and are not recorded yet.',
    registers: [metrics],
    async collect() {
      // Metrics are read also while the database is away.
      this.set(await countKept(db).catch(() => Number.NaN));
    },
  });
}
