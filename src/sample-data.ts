import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { SampleState } from '../wire/api/sample.ts';
import type { Context } from './context.ts';
import { countBuckets } from './dashboard/overview/buckets-store.ts';
import type { KeptLinks } from './links/kept-links-store.ts';
import { actorName } from './machinery/auth/principal.ts';
import type { Trx } from './machinery/database/database.ts';
import {
  failRun,
  findRun,
  type JobRun,
  lockRun,
  newRun,
  progressOf,
  saveRun,
  unfinishedRuns,
} from './machinery/job-run-store.ts';
import { Refusal } from './machinery/refusal.ts';
import { route } from './machinery/route.ts';
import { reporter } from './progress.ts';
import { loadOf, type SampleLoadDeps } from './sample-load.ts';
import { closeSampleLinks, removeSample } from './sample-removal.ts';
import { recordAudit } from './workspace/audit-store.ts';

/** Loads the sample data and takes it away again, exactly. */
export type SampleDeps = Pick<Context, 'jobs' | 'clock'> & SampleLoadDeps;
/** What its work needs beside: links in memory are to follow. */
export type SampleJobDeps = SampleDeps & { readonly links: Pick<KeptLinks, 'refresh'> };

interface SampleTask {
  readonly action: 'load' | 'remove';
  /** With these the same signals are made again: an interrupted load goes on with what it began. */
  readonly seed: number;
  readonly now: number;
  /** What the sample holds; 0 until loading begins. */
  readonly contacts: number;
  readonly accounts: number;
  readonly signals: number;
}
/** `after` is the number of steps that are done. */
type SampleRun = JobRun<SampleTask>;

const SAMPLE = 'sample';
const SEED = 1;

export function sampleRoutes(app: FastifyInstance, deps: SampleDeps): void {
  route(app, deps, 'GET /sample', async ({ workspaceId }) =>
    stateOf(await deps.db.inWorkspace(workspaceId, (trx) => findRun<SampleTask>(trx, workspaceId, SAMPLE))),
  );
  route(app, deps, 'POST /sample', async ({ workspaceId, principal }) =>
    stateOf(
      await request(deps, workspaceId, 'load', (trx) =>
        recordAudit(trx, workspaceId, {
          ...{ at: deps.clock(), actor: actorName(principal), action: 'sample.loaded' },
          summary: 'Loaded the sample data.',
        }),
      ),
    ),
  );
  route(app, deps, 'DELETE /sample', async ({ workspaceId, principal }) =>
    stateOf(
      await request(deps, workspaceId, 'remove', (trx) =>
        recordAudit(trx, workspaceId, {
          ...{ at: deps.clock(), actor: actorName(principal), action: 'sample.removed' },
          summary: 'Removed the sample data.',
        }),
      ),
    ),
  );
}

/** Begins to work the queue, and takes up what an earlier run of the process left. */
export async function startSampleJobs(deps: SampleJobDeps): Promise<void> {
  await deps.jobs.work<{ workspaceId: string; runId: string }>(SAMPLE, ({ workspaceId, runId }) =>
    work(deps, workspaceId, runId),
  );
  for (const run of await unfinishedRuns(deps.db, SAMPLE)) {
    await deps.jobs.send(SAMPLE, run, { key: `${run.runId} ${deps.clock()}` });
  }
}

/** Asks for it, unless it is so already. Loading while it is being removed, or the other way round, is refused. */
async function request(
  { db, jobs, clock }: SampleDeps,
  workspaceId: string,
  action: SampleTask['action'],
  alongside: (trx: Trx) => Promise<void>,
): Promise<SampleRun | null> {
  const { run, isNew } = await db.inWorkspace(workspaceId, async (trx) => {
    const last = await findRun<SampleTask>(trx, workspaceId, SAMPLE);
    const { state } = stateOf(last);
    const isSo =
      action === 'load' ? state === 'loading' || state === 'present' : state === 'removing' || state === 'absent';
    if (isSo && last?.state !== 'failed') return { run: last, isNew: false };
    if (state === 'loading' || state === 'removing') {
      throw new Refusal(409, 'conflict', `The sample data is still ${state}. Try again when that is done.`);
    }
    const fresh = { seed: SEED, now: clock(), contacts: 0, accounts: 0, signals: 0 };
    const task = last && (action === 'remove' || last.state === 'failed') ? last.task : fresh;
    const made = { ...newRun<SampleTask>(SAMPLE, randomUUID(), { ...task, action }, clock()), total: task.signals };
    await saveRun(trx, workspaceId, made);
    await alongside(trx);
    return { run: made, isNew: true };
  });
  if (run && isNew) await jobs.send(SAMPLE, { workspaceId, runId: run.id }, { key: run.id });
  return run;
}

function stateOf(run: SampleRun | null): SampleState {
  const none = { contacts: 0, accounts: 0, signals: 0 };
  if (!run) return { state: 'absent', ...none, progress: null };
  const { contacts, accounts, signals, action } = run.task;
  const progress = progressOf(run);
  const isGoing = run.state === 'waiting' || run.state === 'running';
  if (action === 'remove' && run.state === 'done') return { state: 'absent', ...none, progress };
  const going = action === 'load' ? 'loading' : 'removing';
  // A part of it is there when loading or removing failed: both can be asked for again.
  return { state: isGoing ? going : 'present', contacts, accounts, signals, progress };
}

async function work(deps: SampleJobDeps, workspaceId: string, runId: string): Promise<void> {
  const { db, clock, live } = deps;
  const report = reporter(deps, workspaceId);
  try {
    let run = await db.inWorkspace(workspaceId, async (trx) => {
      const found = await lockRun<SampleTask>(trx, workspaceId, SAMPLE, runId);
      const begun: SampleRun | null = found && { ...found, state: 'running', finishedAt: null, problem: null };
      if (begun) await saveRun(trx, workspaceId, begun);
      return begun;
    });
    if (!run) return;
    const step =
      run.task.action === 'load' ? loader(deps, workspaceId, run.task) : remover(deps, workspaceId, run.task);
    while (run?.state === 'running') {
      report(run);
      run = await step(run);
    }
    if (run?.state !== 'done') return;
    await countBuckets(db, workspaceId, clock(), true);
    live.publish(workspaceId, 'reset', {});
    report(run);
  } catch (error) {
    const problem = 'It was interrupted and is tried again by itself; the server log says why.';
    await failRun(db, workspaceId, { job: SAMPLE, id: runId, now: clock(), problem }).catch(() => {});
    throw error;
  }
}

type Step = (run: SampleRun) => Promise<SampleRun | null>;

function loader(deps: SampleDeps, workspaceId: string, task: SampleTask): Step {
  const { steps, contacts, accounts } = loadOf(deps, workspaceId, task);
  const weightOf = (count: number) => steps.slice(0, count).reduce((sum, { weight }) => sum + weight, 0);
  return async (run) => {
    const begin = Number(run.after ?? 0);
    const step = steps[begin];
    // Counted with the step that recorded them, so that one that is done again counts once.
    const signals = (begin === 0 ? 0 : run.task.signals) + ((await step?.run()) ?? 0);
    const advanced = { ...run, task: { ...run.task, contacts, accounts, signals }, total: weightOf(steps.length) };
    const next = begin + 1;
    return advance(deps.db, workspaceId, {
      ...{ ...advanced, after: String(next), done: weightOf(next) },
      ...(next < steps.length ? {} : { state: 'done', finishedAt: deps.clock() }),
    });
  };
}

function remover({ db, clock, links }: SampleJobDeps, workspaceId: string, task: SampleTask): Step {
  return async (run) => {
    if (run.after === null) {
      await db.inWorkspace(workspaceId, (trx) => closeSampleLinks(trx, workspaceId, clock()));
      await links.refresh();
    }
    const removed = await db.inWorkspace(workspaceId, (trx) => removeSample(trx, workspaceId, task.now));
    if (removed !== null) return advance(db, workspaceId, { ...run, after: 'closed', done: run.done + removed });
    return advance(db, workspaceId, { ...run, state: 'done', finishedAt: clock(), done: run.total });
  };
}

function advance(db: Context['db'], workspaceId: string, next: SampleRun): Promise<SampleRun | null> {
  return db.inWorkspace(workspaceId, async (trx) => {
    const current = await lockRun<SampleTask>(trx, workspaceId, SAMPLE, next.id);
    if (current) await saveRun(trx, workspaceId, next);
    return current && next;
  });
}
