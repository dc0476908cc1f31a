import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import {
  dropKept,
  holdKept,
  type Kept,
  type KeptSize,
  keepDrafts,
  keptAmong,
  leaveKept,
  sizesOfKept,
  takeKept,
} from './capture/backlog-store.ts';
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
// As much as was kept at the last look, by whichever process. Beyond, senders wait for the recorder as if there were no backlog.
const KEPT_BYTES_MAX = 512 * 1024 * 1024;
const WAITING_MAX = 50_000;
const PATIENCE_MS = 5_000;
const HELD_MS = 15 * SECOND;
const LOOK_EVERY_MS = 5 * SECOND;
const METRIC_WITHIN_MS = 1_000;

export interface BacklogDeps {
  readonly db: Database;
  readonly clock: () => number;
  readonly log: Logger;
  readonly recorder: Recorder;
  /** So many requests waiting are a crowd. */
  readonly crowd?: number;
  /** So many bytes kept are the most there may be. */
  readonly bytesMax?: number;
  /** How often it is looked for what others left, and for how much there is; ms. */
  readonly lookEveryMs?: number;
  /** Hears at every look how many signals of a workspace wait, as long as any do, and then that none does. */
  readonly behind?: (workspaceId: string, waiting: number) => void;
}

/** The signal log as senders from outside meet it. */
export interface Backlog extends SignalLog {
  /** Begins to record what is kept, also by processes that ended. */
  readonly start: () => void;
  /** Resolves when nothing is left that can be recorded now. */
  readonly idle: () => Promise<void>;
  /** Ends after what is being recorded. The rest stays kept for the next start. */
  readonly stop: () => Promise<void>;
}

/**
 * Acknowledges a crowd sooner than it can be recorded. While few wait, an append is recorded when it resolves. When a crowd waits, its signals are
 * written down as they are, many requests in one row, and acknowledged; they are recorded in turn, in large batches, and until that is done
 * others join the end. Durable in both cases, and recorded once, since recording again changes nothing.
 *
 * Whoever says who they are is never kept waiting here: those are few, and much hangs on them.
 */
export function openBacklog(deps: BacklogDeps): Backlog {
  const { db, clock, log, recorder, crowd = CROWD, bytesMax = KEPT_BYTES_MAX } = deps;
  const { lookEveryMs = LOOK_EVERY_MS, behind = () => {} } = deps;
  /** What this process keeps and nobody recorded yet, as far as it knows. */
  const own = new Set<number>();
  let keeping = 0;
  let isFull = false;
  /** Workspaces that were told that signals of theirs wait. */
  let told: readonly string[] = [];
  let behindSince: number | null = null;
  let working: Promise<void> | null = null;
  let isWanted = false;
  let isAway = false;
  let notBefore = 0;
  let isOpen = false;
  let timer: NodeJS.Timeout | undefined;

  const isBehind = () => keeping > 0 || own.size > 0;

  const kept = groupCommit<SignalDraft>({
    batchMax: KEPT_TOGETHER_MAX,
    waitingMax: WAITING_MAX,
    patienceMs: PATIENCE_MS,
    isStoreAway: isUnavailable,
    stuck: () => new LogUnavailable('the database takes too long'),
    overloaded: () => new LogUnavailable('more signals are waiting than this machine can keep'),
    commit: async (workspaceId, drafts) => {
      own.add(await keepDrafts(db, workspaceId, drafts));
    },
  });

  const keep = async (workspaceId: string, drafts: readonly SignalDraft[]) => {
    if (drafts.length === 0) return;
    if (behindSince === null) {
      behindSince = clock();
      log.info('more signals come than can be recorded at once: they are kept and recorded in turn');
    }
    keeping += 1;
    try {
      await kept.append(workspaceId, drafts);
    } catch (error) {
      throw isUnavailable(error) ? new LogUnavailable('the database is away', { cause: error }) : error;
    } finally {
      keeping -= 1;
    }
    void work();
  };

  const work = (): Promise<void> => {
    // After a failure the next try is the next look: those that come meanwhile would fail alike.
    if (!isOpen || clock() < notBefore) return Promise.resolve();
    isWanted = true;
    working ??= workOff();
    return working;
  };

  const workOff = async () => {
    try {
      while (isWanted && isOpen && clock() >= notBefore) {
        isWanted = false;
        // While one batch waits for the database the next is read.
        await Promise.all([recordKept(), recordKept()]);
        await dropOthers();
      }
      isAway = false;
    } catch (error) {
      notBefore = clock() + lookEveryMs;
      // Said once an outage. That nothing can be recorded the recorder says itself.
      if (!isAway && !(error instanceof LogUnavailable)) log.warn({ err: error }, 'kept signals cannot be read now');
      isAway = true;
    }
    working = null;
    if (isBehind() || behindSince === null) return;
    log.info({ ms: clock() - behindSince }, 'all kept signals are recorded');
    behindSince = null;
  };

  const recordKept = async () => {
    while (isOpen) {
      const now = clock();
      const taken = await takeKept(db, now, now + HELD_MS);
      if (taken === null) return;
      await recordTaken(taken);
      own.delete(taken.id);
    }
  };

  const recordTaken = async ({ id, workspaceId, drafts }: Kept) => {
    const left = await recordAll(id, workspaceId, drafts);
    if (left.length === 0) return dropKept(db, id);
    if (!isOpen) return leaveKept(db, id, left, clock());
    const ids = left.slice(0, 10).map((draft) => draft.id);
    log.error({ signals: left.length, ids }, 'kept signals cannot be recorded; they are tried again every hour');
    await leaveKept(db, id, left, clock() + HOUR);
  };

  // One that the database will not have must not hold the others back, and is not given up: it was acknowledged. Resolves to those.
  const recordAll = async (
    id: number,
    workspaceId: string,
    drafts: readonly SignalDraft[],
  ): Promise<readonly SignalDraft[]> => {
    if (!isOpen) return drafts;
    try {
      await recorder.append(workspaceId, drafts);
      return [];
    } catch (error) {
      if (error instanceof LogUnavailable) throw error;
      if (drafts.length === 1) log.warn({ err: error, signal: drafts[0]?.id }, 'a kept signal cannot be recorded');
    }
    if (drafts.length === 1) return drafts;
    await holdKept(db, id, clock() + HELD_MS);
    const middle = Math.ceil(drafts.length / 2);
    const first = await recordAll(id, workspaceId, drafts.slice(0, middle));
    return [...first, ...(await recordAll(id, workspaceId, drafts.slice(middle)))];
  };

  // Another process may have recorded what this one kept.
  const dropOthers = async () => {
    const ids = [...own.keys()];
    if (ids.length === 0) return;
    const left = await keptAmong(db, ids);
    for (const id of ids) if (!left.has(id)) own.delete(id);
  };

  const look = async () => {
    void work();
    try {
      const sizes = await sizesOfKept(db, clock());
      isFull = sizes.reduce((sum, { bytes }) => sum + bytes, 0) > bytesMax;
      tell(sizes.filter(({ due }) => due > 0));
    } catch {
      // While the database is away nothing can be kept in any case.
    }
  };

  const tell = (waiting: readonly KeptSize[]) => {
    const now = waiting.map(({ workspaceId }) => workspaceId);
    for (const { workspaceId, due } of waiting) behind(workspaceId, due);
    for (const workspaceId of told) if (!now.includes(workspaceId)) behind(workspaceId, 0);
    told = now;
  };

  return {
    append: async (workspaceId, drafts) => {
      const isCrowd = isBehind() || recorder.waiting() >= crowd;
      if (!isOpen || !isCrowd || isFull) return recorder.append(workspaceId, drafts);
      const plain = drafts.filter(isPlain);
      const telling = drafts.filter((draft) => !isPlain(draft));
      await Promise.all([keep(workspaceId, plain), telling.length > 0 && recorder.append(workspaceId, telling)]);
    },
    start: () => {
      isOpen = true;
      timer = setInterval(look, lookEveryMs).unref();
      void look();
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
export function watchBacklog(metrics: Registry, { db, clock }: Pick<BacklogDeps, 'db' | 'clock'>): void {
  // One question at a time, however often is asked while the database hangs.
  let asked: Promise<number> | null = null;
  const ask = () => {
    asked ??= sizesOfKept(db, clock())
      .then((sizes) => sizes.reduce((sum, { signals }) => sum + signals, 0))
      .catch(() => Number.NaN)
      .finally(() => {
        asked = null;
      });
    return asked;
  };
  new Gauge({
    name: 'knock_signals_waiting',
    help: 'Signals that were acknowledged and are not recorded yet. NaN: the database does not answer.',
    registers: [metrics],
    async collect() {
      const { promise: late, resolve } = Promise.withResolvers<number>();
      const timer = setTimeout(resolve, METRIC_WITHIN_MS, Number.NaN);
      this.set(await Promise.race([ask(), late]));
      clearTimeout(timer);
    },
  });
}
