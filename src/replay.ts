import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from './context.ts';
import { countBuckets } from './dashboard/overview/buckets-store.ts';
import { DAY, SECOND } from './foundation/time.ts';
import { lockGrouping } from './identity/store.ts';
import { resum } from './intent/rescore-store.ts';
import type { Trx } from './machinery/database/database.ts';
import { idAt } from './machinery/database/partitions.ts';
import { failRun, findRun, type JobRun, lockRun, newRun, saveRun, unfinishedRuns } from './machinery/job-run-store.ts';
import { reporter } from './progress.ts';
import { RULES_AGE_MAX_MS, type Rules } from './rules.ts';
import {
  countSignals,
  FIRST_ID,
  type IdRange,
  LAST_ID,
  type Move,
  moveSignals,
  rangeAfter,
  type SubjectCount,
  subjectsIn,
} from './signals/replay-store.ts';
import { rulesVersion } from './signals/rules-store.ts';
import type { Categorize } from './signals/subject.ts';

/**
 * Gives every recorded signal the category that the rules give it now, and takes daily counts and scores along, while
 * signals go on being recorded. It goes over the signals in order of their ids in short transactions; after each, everything
 * recorded so far is consistent, and the run goes on from there after a crash.
 */
export interface ReplayDeps extends Pick<Context, 'db' | 'live' | 'jobs' | 'log' | 'clock'> {
  readonly rules: Rules;
}

export interface ReplayTask {
  /** Version of the rules that this run applies. */
  readonly rulesVersion: number;
  /** The rules that the last finished replay applied; null before the first. */
  readonly applied: number | null;
}

export type ReplayRun = JobRun<ReplayTask>;

const QUEUE = 'replay';
// Recorders wait for the lock of a chunk, and the embedded database has one connection: stay far below what they notice.
const CHUNK_MS = 80;
const CHUNK = { first: 2_000, min: 200, max: 20_000 };
// Other processes use new rules after at most RULES_AGE_MAX_MS, and may then be in the middle of a batch.
const OTHERS_MS = RULES_AGE_MAX_MS + 3 * SECOND;

/** Begins to work the queue, and takes up what an earlier run of the process left. */
export async function startReplays(deps: ReplayDeps): Promise<void> {
  await deps.jobs.work<{ workspaceId: string; runId: string }>(QUEUE, ({ workspaceId, runId }) =>
    replay(deps, workspaceId, runId),
  );
  for (const run of await unfinishedRuns(deps.db, QUEUE)) {
    await deps.jobs.send(QUEUE, run, { key: `${run.runId} ${deps.clock()}` });
  }
}

/** Asks for a replay with the rules as they stand. One that already runs with them goes on; one with older ones gives way. */
export async function requestReplay(
  deps: Pick<ReplayDeps, 'db' | 'jobs' | 'clock'>,
  workspaceId: string,
  alongside: (trx: Trx) => Promise<void> = async () => {},
): Promise<ReplayRun> {
  const { run, isNew } = await deps.db.inWorkspace(workspaceId, async (trx) => {
    const version = await rulesVersion(trx, workspaceId);
    const last = await findRun<ReplayTask>(trx, workspaceId, QUEUE);
    const isGoing = last?.state === 'waiting' || last?.state === 'running';
    if (last && isGoing && last.task.rulesVersion === version) return { run: last, isNew: false };
    const task = { rulesVersion: version, applied: last?.task.applied ?? null };
    const made = newRun(QUEUE, randomUUID(), task, deps.clock());
    await saveRun(trx, workspaceId, made);
    await alongside(trx);
    return { run: made, isNew: true };
  });
  if (isNew) await deps.jobs.send(QUEUE, { workspaceId, runId: run.id }, { key: run.id });
  return run;
}

/** The replay that runs now or ran last. */
export function lastReplay(trx: Trx, workspaceId: string): Promise<ReplayRun | null> {
  return findRun<ReplayTask>(trx, workspaceId, QUEUE);
}

async function replay(deps: ReplayDeps, workspaceId: string, runId: string): Promise<void> {
  const report = reporter(deps, workspaceId);
  try {
    if (deps.db.mode === 'server') await pause(OTHERS_MS);
    const pass = await beginReplay(deps, workspaceId, runId);
    if (!pass) return;
    report(pass.run);
    for (let more = true; more; ) {
      more = await replayChunk(deps, pass);
      report(pass.run);
    }
    if (pass.run.state !== 'done') return;
    await countBuckets(deps.db, workspaceId, deps.clock(), true);
    if (pass.moved > 0) deps.live.publish(workspaceId, 'reset', {});
  } catch (error) {
    const problem = 'The replay was interrupted. It is tried again by itself; the server log says why.';
    await failRun(deps.db, workspaceId, { job: QUEUE, id: runId, now: deps.clock(), problem }).catch(() => {});
    throw error;
  }
}

/** One way through the signals, as far as this process knows it. */
export interface Pass {
  readonly workspaceId: string;
  run: ReplayRun;
  /** Signals that the next chunk takes: adapted to how long the ones before took. */
  size: number;
  /** Signals that got another category. */
  moved: number;
  readonly categorize: Categorize;
}

/**
 * Makes this process use the newest rules and waits for batches that are being recorded with older ones: whatever is recorded
 * after this needs no replay. Null when another run has taken the place of `runId`.
 */
export async function beginReplay(
  { db, rules, clock }: Pick<ReplayDeps, 'db' | 'rules' | 'clock'>,
  workspaceId: string,
  runId: string,
): Promise<Pass | null> {
  const version = await rules.refresh(workspaceId);
  const categorize = await rules.categorizeFor(workspaceId);
  const run = await db.inWorkspace(workspaceId, async (trx) => {
    await lockGrouping(trx, workspaceId, 'alone');
    const found = await lockRun<ReplayTask>(trx, workspaceId, QUEUE, runId);
    if (!found) return null;
    const goesOn = found.task.rulesVersion === version;
    const begun: ReplayRun = {
      ...found,
      ...{ state: 'running', finishedAt: null, problem: null },
      ...(goesOn ? {} : { after: null, done: 0, task: { ...found.task, rulesVersion: version } }),
    };
    await saveRun(trx, workspaceId, begun);
    return begun;
  });
  if (!run) return null;
  const pass: Pass = { workspaceId, run, size: CHUNK.first, moved: 0, categorize };
  if (run.total === 0) pass.run = { ...run, total: await countAll(db, workspaceId, clock()) };
  return pass;
}

// By months, so that no statement is long.
async function countAll(db: Context['db'], workspaceId: string, now: number): Promise<number> {
  const bounds = Array.from({ length: 26 }, (_, n) => idAt(now + (2 - 25 + n) * 30 * DAY));
  let total = 0;
  for (const [n, upto] of [...bounds, LAST_ID].entries()) {
    const range = { after: bounds[n - 1] ?? FIRST_ID, upto };
    total += await db.inWorkspace(workspaceId, (trx) => countSignals(trx, workspaceId, range));
  }
  return total;
}

/**
 * Replays the next signals of a pass. False when there is nothing more to do: `pass.run.state` is `done`, or another run has
 * taken its place. Rules that changed meanwhile start the pass over.
 */
export async function replayChunk(deps: Pick<ReplayDeps, 'db' | 'rules' | 'clock'>, pass: Pass): Promise<boolean> {
  const { workspaceId, run } = pass;
  let began = 0;
  const seen = await deps.db.inWorkspace(workspaceId, async (trx) => {
    began = performance.now();
    const version = await rulesVersion(trx, workspaceId);
    if (version !== run.task.rulesVersion) return 'rules changed';
    const range = await rangeAfter(trx, workspaceId, run.after ?? FIRST_ID, pass.size);
    return range && { range, subjects: await subjectsIn(trx, workspaceId, range) };
  });
  const readMs = performance.now() - began;
  if (seen === 'rules changed') {
    const again = await beginReplay(deps, workspaceId, run.id);
    if (again) Object.assign(pass, { run: again.run });
    return again !== null;
  }
  const moves = seen ? movesOf(seen.subjects, pass.categorize) : [];
  const next = await deps.db.inWorkspace(workspaceId, async (trx) => {
    if (moves.length > 0) await lockGrouping(trx, workspaceId, 'alone');
    began = performance.now();
    return applyChunk(trx, pass, seen, moves, deps.clock());
  });
  if (!next) return false;
  if (seen && next.after === seen.range.upto) {
    pass.moved += moves.reduce((sum, move) => sum + move.n, 0);
    // What others wait for is the longer of the two transactions.
    adapt(pass, Math.max(readMs, performance.now() - began));
  }
  pass.run = next;
  return next.state === 'running';
}

type Seen = { readonly range: IdRange; readonly subjects: readonly SubjectCount[] } | null;

async function applyChunk(
  trx: Trx,
  { workspaceId, run }: Pass,
  seen: Seen,
  moves: readonly Move[],
  now: number,
): Promise<ReplayRun | null> {
  const current = await lockRun<ReplayTask>(trx, workspaceId, QUEUE, run.id);
  // Two processes may work on one run after a restart: whoever is second looks again.
  if (!current || current.after !== run.after) return current;
  if (seen && moves.length > 0) {
    const touched = await moveSignals(trx, workspaceId, seen.range, moves);
    await resum(trx, workspaceId, [...new Set(touched.map((one) => one.contactId))].sort());
  }
  const done = run.done + (seen?.subjects.reduce((sum, one) => sum + one.n, 0) ?? 0);
  const next: ReplayRun = seen
    ? { ...run, done, after: seen.range.upto }
    : {
        ...run,
        ...{ state: 'done', total: done, finishedAt: now, task: { ...run.task, applied: run.task.rulesVersion } },
      };
  await saveRun(trx, workspaceId, next);
  return next;
}

function movesOf(subjects: readonly SubjectCount[], categorize: Categorize): (Move & { readonly n: number })[] {
  return subjects.flatMap((subject) => {
    const { category } = categorize(subject);
    return category === subject.category ? [] : [{ ...subject, was: subject.category, category }];
  });
}

// Towards the size that takes CHUNK_MS, at most twice or half as much at a time.
function adapt(pass: Pass, tookMs: number): void {
  const wanted = (pass.size * CHUNK_MS) / Math.max(1, tookMs);
  const bounded = Math.min(pass.size * 2, Math.max(pass.size / 2, wanted));
  pass.size = Math.round(Math.min(CHUNK.max, Math.max(CHUNK.min, bounded)));
}
