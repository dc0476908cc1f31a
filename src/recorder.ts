import type { Logger } from 'pino';
import type { SignalDraft } from './capture/draft.ts';
import { LogUnavailable, type SignalLog } from './capture/log.ts';
import { type Recorded, record } from './journey.ts';
import { type Database, isUnavailable } from './machinery/database/database.ts';
import { groupCommit } from './machinery/log/group-commit.ts';
import type { Categorize } from './signals/subject.ts';

const BATCH_MAX = 1_000;
const WAITING_MAX = 50_000;

export interface RecorderDeps {
  readonly db: Database;
  readonly log: Logger;
  /** The workspace's compiled category rules, kept in memory by who answers. */
  readonly categorizeFor: (workspaceId: string) => Promise<Categorize>;
  /** Told after each commit what it changed. Must not throw; it is not waited for. */
  readonly recorded: (workspaceId: string, recorded: Recorded) => void;
}

export interface Recorder extends SignalLog {
  /** Resolves when all that was appended is recorded or refused. */
  readonly idle: () => Promise<void>;
}

/**
 * The signal log of one process: there is no queue between capture and the journey. What is appended is recorded at once,
 * in batches that grow under load, and the append resolves when its batch is committed: acknowledged means recorded and
 * scored. With the database away every append is refused, and the sender keeps the events.
 */
export function openRecorder({ db, log, categorizeFor, recorded }: RecorderDeps): Recorder {
  const commits = groupCommit<SignalDraft>({
    batchMax: BATCH_MAX,
    waitingMax: WAITING_MAX,
    isStoreAway: isUnavailable,
    overloaded: () => new LogUnavailable('more signals are waiting than this machine can record'),
    commit: async (workspaceId, drafts) => {
      recorded(workspaceId, await record(db, workspaceId, drafts, await categorizeFor(workspaceId)));
    },
  });
  return {
    idle: commits.idle,
    append: async (workspaceId, drafts) => {
      try {
        await commits.append(workspaceId, drafts);
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        log.warn({ err: error }, 'the database is away: signals are refused until it is back');
        throw new LogUnavailable('the database is away', { cause: error });
      }
    },
  };
}
