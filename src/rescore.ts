import { randomUUID } from 'node:crypto';
import type { Context } from './context.ts';
import { countBuckets } from './dashboard/overview/buckets-store.ts';
import { namedId } from './foundation/ids.ts';
import { lockGrouping } from './identity/store.ts';
import { recomputeAccounts } from './intent/account-store.ts';
import { MODEL, type ScoreModel } from './intent/model.ts';
import { accountsAfter, contactsAfter, resum } from './intent/rescore-store.ts';
import type { Trx } from './machinery/database/database.ts';
import { failRun, findRun, type JobRun, lockRun, newRun, saveRun } from './machinery/job-run-store.ts';

/** Scores every contact and account afresh after a release that weighs or sums signals in another way. */
export type RescoreDeps = Pick<Context, 'db' | 'live' | 'jobs' | 'clock'>;

interface RescoreTask {
  /** The model whose sums are stored when the run is done. */
  readonly model: string;
}
/** `after` is the last contact's id, then `accounts` and the last account's. */
type RescoreRun = JobRun<RescoreTask>;

const RESCORE = 'rescore';
const ACCOUNTS = 'accounts';
const CHUNK = 200;

// To be changed when sums are made of the daily counts in another way.
const SUMMED = 'damped over all stretches of an identity with one home';

/** The model by its version and content, so that a changed weight is noticed even when nobody renamed the version. */
export function modelName(model: ScoreModel): string {
  return `${model.version} ${namedId('score model', JSON.stringify(model), SUMMED)}`;
}

/** Begins to work the queue, and asks for a run wherever another model than this release's was in use. */
export async function startRescores(deps: RescoreDeps): Promise<void> {
  await deps.jobs.work<{ workspaceId: string; runId: string }>(RESCORE, ({ workspaceId, runId }) =>
    rescore(deps, workspaceId, runId),
  );
  const workspaces = await deps.db.system.selectFrom('workspace').select('id').execute();
  for (const { id } of workspaces) await rescoreIfNeeded(deps, id);
}

async function rescoreIfNeeded({ db, jobs, clock }: RescoreDeps, workspaceId: string): Promise<void> {
  const model = modelName(MODEL);
  const run = await db.inWorkspace(workspaceId, async (trx) => {
    const last = await findRun<RescoreTask>(trx, workspaceId, RESCORE);
    if (last?.task.model === model) return last.state === 'done' ? null : last;
    const made = newRun<RescoreTask>(RESCORE, randomUUID(), { model }, clock());
    const isEmpty = (await contactsAfter(trx, workspaceId, null, 1)).length === 0;
    await saveRun(trx, workspaceId, isEmpty ? { ...made, state: 'done', finishedAt: clock() } : made);
    return isEmpty ? null : made;
  });
  if (run) await jobs.send(RESCORE, { workspaceId, runId: run.id }, { key: `${run.id} ${clock()}` });
}

async function rescore(deps: RescoreDeps, workspaceId: string, runId: string): Promise<void> {
  const { db, clock, live } = deps;
  try {
    let run: RescoreRun | null;
    do {
      run = await db.inWorkspace(workspaceId, (trx) => rescoreChunk(trx, workspaceId, runId, clock()));
    } while (run && run.state !== 'done');
    if (!run) return;
    await countBuckets(db, workspaceId, clock(), true);
    live.publish(workspaceId, 'reset', {});
  } catch (error) {
    const problem = 'Scoring afresh was interrupted; it is tried again by itself.';
    await failRun(db, workspaceId, { job: RESCORE, id: runId, now: clock(), problem }).catch(() => {});
    throw error;
  }
}

async function rescoreChunk(trx: Trx, workspaceId: string, runId: string, now: number): Promise<RescoreRun | null> {
  await lockGrouping(trx, workspaceId, 'alone');
  const run = await lockRun<RescoreTask>(trx, workspaceId, RESCORE, runId);
  if (!run) return null;
  const next = await chunkOf(trx, workspaceId, { ...run, state: 'running', finishedAt: null, problem: null }, now);
  await saveRun(trx, workspaceId, next);
  return next;
}

async function chunkOf(trx: Trx, workspaceId: string, run: RescoreRun, now: number): Promise<RescoreRun> {
  if (!run.after?.startsWith(ACCOUNTS)) {
    const ids = await contactsAfter(trx, workspaceId, run.after, CHUNK);
    await resum(trx, workspaceId, ids);
    return { ...run, after: ids.at(-1) ?? ACCOUNTS, done: run.done + ids.length };
  }
  const ids = await accountsAfter(trx, workspaceId, run.after.slice(ACCOUNTS.length + 1) || null, CHUNK);
  await recomputeAccounts(trx, workspaceId, ids);
  if (ids.length > 0) return { ...run, after: `${ACCOUNTS} ${ids.at(-1)}`, done: run.done + ids.length };
  return { ...run, state: 'done', finishedAt: now };
}
