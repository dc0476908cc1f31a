import type { Logger } from 'pino';
import type { SignalDraft } from './capture/draft.ts';
import { LogUnavailable, type SignalLog } from './capture/log.ts';
import { type Recorded, record } from './journey.ts';
import { isPlain, recordPlain } from './journey-plain.ts';
import { type Database, isConflict, isUnavailable } from './machinery/database/database.ts';
import { groupCommit } from './machinery/log/group-commit.ts';
import type { Categorize } from './signals/subject.ts';

// While one batch waits for the database another is prepared. Worth it once batches are large: what a batch costs beside its signals is
// shared by them, and statements over 256 rows are the largest.
const LANES_ON_A_SERVER = 3;
const SIDE_BY_SIDE_FROM = 256;
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
  /** A second batch begins beside a running one when so many signals wait. */
  readonly sideBySideFrom?: number;
}

export interface Recorder extends SignalLog {
  /** Requests whose signals wait for a batch to begin. */
  readonly waiting: () => number;
  /** Resolves when every append is answered: recorded or refused. */
  readonly idle: () => Promise<void>;
}

/**
 * The signal log of one process: there is no queue between capture and the journey. What is appended is recorded at once,
 * in batches that grow under load, and the append resolves when its batch is committed: acknowledged means recorded and
 * scored. With the database away every append is refused, and the sender keeps the events.
 *
 * A database server may be given several batches at once, of different browsers; the embedded one has one connection.
 */
export function openRecorder({ db, log, categorizeFor, recorded, sideBySideFrom }: RecorderDeps): Recorder {
  let isAway = false;
  const commits = (write: Write, lanes: number) =>
    groupCommit<SignalDraft>({
      lanes,
      sideBySideFrom: sideBySideFrom ?? SIDE_BY_SIDE_FROM,
      about: (draft) => draft.identity.value,
      batchMax: BATCH_MAX,
      waitingMax: WAITING_MAX,
      isStoreAway: isUnavailable,
      patienceMs: PATIENCE_MS,
      stuck: () => new LogUnavailable('the database takes too long'),
      overloaded: () => new LogUnavailable('more signals are waiting than this machine can record'),
      commit: async (workspaceId, drafts, handOver) => {
        const categorize = await categorizeFor(workspaceId);
        recorded(workspaceId, await inSpiteOfOthers(() => write(db, workspaceId, drafts, categorize, handOver)));
        if (isAway) log.warn('the database is back: signals are recorded again');
        isAway = false;
      },
    });
  const plain = commits(recordPlainly, db.mode === 'server' ? LANES_ON_A_SERVER : 1);
  // Whoever says who they are is recorded while nobody else is: that may join or part any contacts.
  const telling = commits(recordAlone, 1);
  return {
    waiting: plain.waiting,
    idle: async () => {
      await Promise.all([plain.idle(), telling.idle()]);
    },
    append: async (workspaceId, drafts) => {
      try {
        const told = drafts.filter((draft) => !isPlain(draft));
        const done = told.length > 0 ? drafts.filter(isPlain) : drafts;
        await Promise.all([plain.append(workspaceId, done), telling.append(workspaceId, told)]);
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

type Batch = readonly [Database, string, readonly SignalDraft[], Categorize];
type Write = (...batch: [...Batch, handOver: () => void]) => Promise<Recorded>;

const recordPlainly: Write = async (...batch) => (await recordPlain(...batch)) ?? recordAny(...batch);
const recordAny: Write = (db, workspaceId, drafts, categorize) => record(db, workspaceId, drafts, categorize);
const recordAlone: Write = (db, workspaceId, drafts, categorize) =>
  record(db, workspaceId, drafts, categorize, 'alone');

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
