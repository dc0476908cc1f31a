import type { Context } from './context.ts';
import { DAY } from './foundation/time.ts';
import { lockGrouping } from './identity/store.ts';
import { recomputeAccounts } from './intent/account-store.ts';
import { accountsAfter, resum } from './intent/rescore-store.ts';
import type { Trx } from './machinery/database/database.ts';
import { idAt } from './machinery/database/partitions.ts';
import { type JobRun, lockRun, saveRun } from './machinery/job-run-store.ts';
import type { Rules } from './rules.ts';
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

export const REPLAY = 'replay';

export interface ReplayTask {
  /** Version of the rules that this run applies. */
  readonly rulesVersion: number;
  /** The rules that the last finished replay applied; null before the first. */
  readonly applied: number | null;
  /** Signals that this run gave another category. */
  readonly moved: number;
}

/** `after` is the last signal's id, then `accounts` and the last account's. */
export type ReplayRun = JobRun<ReplayTask>;

/** One way through the signals, as far as this process knows it. */
export interface Pass {
  readonly workspaceId: string;
  run: ReplayRun;
  /** Signals that the next chunk takes: adapted to how long the ones before took. */
  size: number;
  readonly categorize: Categorize;
}

type PassDeps = Pick<Context, 'db' | 'clock'> & { readonly rules: Rules };

// Recorders wait for the lock of a chunk, and the embedded database has one connection: stay far below what they notice.
const CHUNK_MS = 80;
const CHUNK = { first: 2_000, min: 500, max: 20_000 };
const ACCOUNTS_CHUNK = 200;
const ACCOUNTS = 'accounts';

/**
 * Makes this process use the newest rules and waits for batches that are being recorded with older ones: whatever is recorded
 * after this needs no replay. Null when another run has taken the place of `runId`.
 */
export async function beginReplay(
  { db, rules, clock }: PassDeps,
  workspaceId: string,
  runId: string,
): Promise<Pass | null> {
  const version = await rules.refresh(workspaceId);
  const categorize = await rules.categorizeFor(workspaceId);
  const run = await db.inWorkspace(workspaceId, async (trx) => {
    await lockGrouping(trx, workspaceId, 'alone');
    const found = await lockRun<ReplayTask>(trx, workspaceId, REPLAY, runId);
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
  const total = run.total === 0 ? await countAll(db, workspaceId, clock()) : run.total;
  return { workspaceId, run: { ...run, total }, size: CHUNK.first, categorize };
}

// By months, so that no statement is long.
async function countAll(db: Context['db'], workspaceId: string, now: number): Promise<number> {
  const bounds = Array.from({ length: 26 }, (_, n) => idAt(now + (n - 24) * 30 * DAY));
  let total = 0;
  for (const [n, upto] of [...bounds, LAST_ID].entries()) {
    const range = { after: bounds[n - 1] ?? FIRST_ID, upto };
    total += await db.inWorkspace(workspaceId, (trx) => countSignals(trx, workspaceId, range));
  }
  return total;
}

/**
 * Replays the next signals of a pass, then sums the next accounts. False when there is nothing more to do: `pass.run.state` is
 * `done`, or another run has taken its place. Rules that changed meanwhile start the pass over.
 */
export async function replayChunk(deps: PassDeps, pass: Pass): Promise<boolean> {
  const { workspaceId } = pass;
  const seen = await deps.db.inWorkspace(workspaceId, (trx) => look(trx, pass));
  if (seen === 'rules changed') {
    const again = await beginReplay(deps, workspaceId, pass.run.id);
    if (again) pass.run = again.run;
    return again !== null;
  }
  const moves = movesOf(seen.subjects, pass.categorize);
  const applied = await deps.db.inWorkspace(workspaceId, async (trx) => {
    if (moves.length > 0 || seen.range === null) await lockGrouping(trx, workspaceId, 'alone');
    const began = performance.now();
    const current = await lockRun<ReplayTask>(trx, workspaceId, REPLAY, pass.run.id);
    // Two processes may work on one run after a restart: whoever is second looks again.
    if (!current || current.after !== pass.run.after) return { run: current, tookMs: 0 };
    const run = await apply(trx, pass, seen, moves, deps.clock());
    await saveRun(trx, workspaceId, run);
    return { run, tookMs: performance.now() - began };
  });
  if (!applied.run) return false;
  // What others wait for is the longer of the two transactions.
  if (seen.range) adapt(pass, Math.max(seen.tookMs, applied.tookMs));
  pass.run = applied.run;
  return pass.run.state === 'running';
}

interface Seen {
  /** Null when no signals are left. */
  readonly range: IdRange | null;
  readonly subjects: readonly SubjectCount[];
  readonly tookMs: number;
}

async function look(trx: Trx, { workspaceId, run, size }: Pass): Promise<Seen | 'rules changed'> {
  const began = performance.now();
  if ((await rulesVersion(trx, workspaceId)) !== run.task.rulesVersion) return 'rules changed';
  const atAccounts = run.after?.startsWith(ACCOUNTS) ?? false;
  const range = atAccounts ? null : await rangeAfter(trx, workspaceId, run.after ?? FIRST_ID, size);
  const subjects = range ? await subjectsIn(trx, workspaceId, range) : [];
  return { range, subjects, tookMs: performance.now() - began };
}

type CountedMove = Move & { readonly n: number };

function movesOf(subjects: readonly SubjectCount[], categorize: Categorize): CountedMove[] {
  return subjects.flatMap((subject) => {
    const { category } = categorize(subject);
    return category === subject.category ? [] : [{ ...subject, was: subject.category, category }];
  });
}

async function apply(
  trx: Trx,
  { workspaceId, run }: Pass,
  { range, subjects }: Seen,
  moves: readonly CountedMove[],
  now: number,
): Promise<ReplayRun> {
  if (range) {
    const touched = moves.length > 0 ? await moveSignals(trx, workspaceId, range, moves) : [];
    await resum(trx, workspaceId, touched);
    const moved = run.task.moved + sum(moves);
    return { ...run, after: range.upto, done: run.done + sum(subjects), task: { ...run.task, moved } };
  }
  // An account's contacts are spread over the whole pass, so accounts are summed once, at its end.
  const after = run.after?.startsWith(`${ACCOUNTS} `) ? run.after.slice(ACCOUNTS.length + 1) : null;
  const ids = run.task.moved > 0 ? await accountsAfter(trx, workspaceId, after, ACCOUNTS_CHUNK) : [];
  await recomputeAccounts(trx, workspaceId, ids);
  if (ids.length > 0) return { ...run, after: `${ACCOUNTS} ${ids.at(-1)}` };
  const task = { ...run.task, applied: run.task.rulesVersion };
  return { ...run, state: 'done', total: run.done, finishedAt: now, task };
}

function sum(counts: readonly { readonly n: number }[]): number {
  return counts.reduce((total, one) => total + one.n, 0);
}

// Towards the size that takes CHUNK_MS, at most twice or half as much at a time.
function adapt(pass: Pass, tookMs: number): void {
  const wanted = (pass.size * CHUNK_MS) / Math.max(1, tookMs);
  const bounded = Math.min(pass.size * 2, Math.max(pass.size / 2, wanted));
  pass.size = Math.round(Math.min(CHUNK.max, Math.max(CHUNK.min, bounded)));
}
