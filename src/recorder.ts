import type { Logger } from 'pino';
import type { SignalDraft } from './capture/draft.ts';
import { LogUnavailable, type SignalLog } from './capture/log.ts';
import { type Grouping, type Recorded, record } from './journey.ts';
import { laneOf, PLAIN_LANES } from './lanes.ts';
import { type Database, isConflict, isUnavailable } from './machinery/database/database.ts';
import { type GroupCommit, groupCommit } from './machinery/log/group-commit.ts';
import type { Categorize } from './signals/subject.ts';

const BATCH_MAX = 1_000;
const WAITING_MAX = 50_000;
// Senders give up after about 10 s; an answer that says "later" is better than none.
const PATIENCE_MS = 5_000;
const ATTEMPTS = 3;

export interface RecorderDeps {
  readonly db: Database;
  readonly log: Logger;
  /** The workspace's compiled category rules, kept in memory by who answers. */
  readonly categorizeFor: (workspaceId: string) => Promise<Categorize>;
  /** Told after each commit what it changed. Must not throw; it is not waited for. */
  readonly recorded: (workspaceId: string, recorded: Recorded) => void;
}

export interface Recorder extends SignalLog {
  /** Resolves when every append is answered: recorded or refused. */
  readonly idle: () => Promise<void>;
}

/**
 * The signal log of one process: there is no queue between capture and the journey. What is appended is recorded at once,
 * in batches that grow under load, and the append resolves when its batch is committed: acknowledged means recorded and
 * scored. With the database away every append is refused, and the sender keeps the events.
 *
 * A database server is written to by several lanes at once; the embedded one has one connection, so one lane.
 */
export function openRecorder({ db, log, categorizeFor, recorded }: RecorderDeps): Recorder {
  let isAway = false;
  const lane = (grouping: Grouping) =>
    groupCommit<SignalDraft>({
      batchMax: BATCH_MAX,
      waitingMax: WAITING_MAX,
      isStoreAway: isUnavailable,
      patienceMs: PATIENCE_MS,
      stuck: () => new LogUnavailable('the database takes too long'),
      overloaded: () => new LogUnavailable('more signals are waiting than this machine can record'),
      commit: async (workspaceId, drafts) => {
        const categorize = await categorizeFor(workspaceId);
        recorded(workspaceId, await inSpiteOfOthers(() => record(db, workspaceId, drafts, categorize, grouping)));
        if (isAway) log.warn('the database is back: signals are recorded again');
        isAway = false;
      },
    });
  const lanes = db.mode === 'server' ? sideBySide(lane) : lane('shared');
  return {
    idle: lanes.idle,
    append: async (workspaceId, drafts) => {
      try {
        await lanes.append(workspaceId, drafts);
      } catch (error) {
        if (error instanceof LogUnavailable || !isUnavailable(error)) throw error;
        // Said once an outage: the log's disk may be the one that is full.
        if (!isAway) log.warn({ err: error }, 'the database is away: signals are refused until it is back');
        isAway = true;
        throw new LogUnavailable('the database is away', { cause: error });
      }
    },
  };
}

// Whoever said who they are is recorded while no other lane records.
function sideBySide(lane: (grouping: Grouping) => GroupCommit<SignalDraft>): GroupCommit<SignalDraft> {
  const plain = Array.from({ length: PLAIN_LANES }, () => lane('shared'));
  const said = lane('alone');
  const commitsOf = (draft: SignalDraft) => {
    const at = laneOf(draft);
    return at === 'said' ? said : (plain[at] ?? said);
  };
  return {
    append: async (workspaceId, drafts) => {
      const parts = Map.groupBy(drafts, commitsOf);
      await Promise.all([...parts].map(([commits, part]) => commits.append(workspaceId, part)));
    },
    idle: async () => {
      await Promise.all([...plain, said].map((commits) => commits.idle()));
    },
  };
}

// A merge or replay that wanted the same rows in another order made the database give one of the two up.
async function inSpiteOfOthers<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
    }
  }
}
