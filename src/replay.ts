import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from './context.ts';
import { countBuckets } from './dashboard/overview/buckets-store.ts';
import { SECOND } from './foundation/time.ts';
import type { Trx } from './machinery/database/database.ts';
import { failRun, findRun, newRun, saveRun, unfinishedRuns } from './machinery/job-run-store.ts';
import { reporter } from './progress.ts';
import { beginReplay, REPLAY, type ReplayRun, type ReplayTask, replayChunk } from './replay-pass.ts';
import { RULES_AGE_MAX_MS, type Rules } from './rules.ts';
import { rulesVersion } from './signals/rules-store.ts';

/**
 * Replays give every recorded signal the category that the rules give it now, and take daily counts and scores along, while
 * signals go on being recorded. They go over the signals in order of their ids in short transactions; after each, what a contact
 * did and how it scores agree, and after a crash the run goes on from there. Accounts are summed at the end.
 */
export interface ReplayDeps extends Pick<Context, 'db' | 'live' | 'jobs' | 'clock'> {
  readonly rules: Rules;
}

// Other processes use new rules after at most RULES_AGE_MAX_MS, and may then be in the middle of a batch.
const OTHERS_MS = RULES_AGE_MAX_MS + 3 * SECOND;

/** Begins to work the queue, and takes up what an earlier run of the process left. */
export async function startReplays(deps: ReplayDeps): Promise<void> {
  await deps.jobs.work<{ workspaceId: string; runId: string }>(REPLAY, ({ workspaceId, runId }) =>
    replay(deps, workspaceId, runId),
  );
  for (const run of await unfinishedRuns(deps.db, REPLAY)) {
    await deps.jobs.send(REPLAY, run, { key: `${run.runId} ${deps.clock()}` });
  }
}

/**
 * Asks for a replay with the rules as they stand. One that already runs with them goes on; one with older ones gives way.
 * `alongside` happens in the same transaction when a new run is begun.
 */
export async function requestReplay(
  deps: Pick<ReplayDeps, 'db' | 'jobs' | 'clock'>,
  workspaceId: string,
  alongside: (trx: Trx) => Promise<void> = async () => {},
): Promise<ReplayRun> {
  const { run, isNew } = await deps.db.inWorkspace(workspaceId, async (trx) => {
    const version = await rulesVersion(trx, workspaceId);
    const last = await lastReplay(trx, workspaceId);
    const isGoing = last?.state === 'waiting' || last?.state === 'running';
    if (last && isGoing && last.task.rulesVersion === version) return { run: last, isNew: false };
    const task = { rulesVersion: version, applied: last?.task.applied ?? null, moved: 0 };
    const made = newRun<ReplayTask>(REPLAY, randomUUID(), task, deps.clock());
    await saveRun(trx, workspaceId, made);
    await alongside(trx);
    return { run: made, isNew: true };
  });
  if (isNew) await deps.jobs.send(REPLAY, { workspaceId, runId: run.id }, { key: run.id });
  return run;
}

/** The replay that runs now or ran last. */
export function lastReplay(trx: Trx, workspaceId: string): Promise<ReplayRun | null> {
  return findRun<ReplayTask>(trx, workspaceId, REPLAY);
}

async function replay(deps: ReplayDeps, workspaceId: string, runId: string): Promise<void> {
  const report = reporter(deps, workspaceId);
  try {
    if (deps.db.mode === 'server') await pause(OTHERS_MS);
    const pass = await beginReplay(deps, workspaceId, runId);
    if (!pass) return;
    for (let more = true; more; ) {
      report(pass.run);
      more = await replayChunk(deps, pass);
    }
    if (pass.run.state !== 'done') return;
    if (pass.run.task.moved > 0) {
      await countBuckets(deps.db, workspaceId, deps.clock(), true);
      deps.live.publish(workspaceId, 'reset', {});
    }
    report(pass.run);
  } catch (error) {
    const problem = 'The replay was interrupted. It is tried again by itself; the server log says why.';
    await failRun(deps.db, workspaceId, { job: REPLAY, id: runId, now: deps.clock(), problem }).catch(() => {});
    throw error;
  }
}
