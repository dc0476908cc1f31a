import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { SampleState } from '../wire/api/sample.ts';
import type { SignalDraft } from './capture/draft.ts';
import type { Context } from './context.ts';
import { countBuckets } from './dashboard/overview/buckets-store.ts';
import { lockGrouping } from './identity/store.ts';
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
import { generateSample } from './sample/generate.ts';
import { SAMPLE_FREE_MAIL_DOMAIN } from './sample/people.ts';
import { removeSamplePart } from './sample/removal-store.ts';
import { recordAudit } from './workspace/audit-store.ts';

/** Loads the sample data and takes it away again, exactly. */
export type SampleDeps = Pick<Context, 'db' | 'live' | 'jobs' | 'clock' | 'signals'>;

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
/** `after` is the number of signals that were appended. */
type SampleRun = JobRun<SampleTask>;

const SAMPLE = 'sample';
const SEED = 1;
const CONTACTS = 320;
const SLICE = 500;

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
export async function startSampleJobs(deps: SampleDeps): Promise<void> {
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

async function work(deps: SampleDeps, workspaceId: string, runId: string): Promise<void> {
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
    const step = run.task.action === 'load' ? loader(deps, workspaceId, run.task) : remover(deps, workspaceId);
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

function loader({ db, signals, clock }: SampleDeps, workspaceId: string, task: SampleTask): Step {
  const drafts = generateSample({ seed: task.seed, now: task.now, workspaceId, contacts: CONTACTS });
  const counted = { ...task, ...countsOf(drafts) };
  return async (run) => {
    const begin = Number(run.after ?? 0);
    const slice = drafts.slice(begin, begin + SLICE);
    if (slice.length > 0) await signals.append(workspaceId, slice);
    else await mustBeRecorded(db, workspaceId, drafts.slice(-SLICE));
    const done = begin + slice.length;
    return advance(db, workspaceId, {
      ...{ ...run, task: counted, after: String(done), done, total: drafts.length },
      ...(slice.length > 0 ? {} : { state: 'done', finishedAt: clock() }),
    });
  };
}

function countsOf(drafts: readonly SignalDraft[]): Pick<SampleTask, 'contacts' | 'accounts' | 'signals'> {
  const emails = new Set(drafts.flatMap(({ claim }) => (claim?.email ? [claim.email] : [])));
  const domains = new Set([...emails].map((email) => email.slice(email.indexOf('@') + 1)));
  domains.delete(SAMPLE_FREE_MAIL_DOMAIN);
  return { contacts: emails.size, accounts: domains.size, signals: drafts.length };
}

// A log that records later than it accepts: the queue tries again, and by then it has.
async function mustBeRecorded(db: Context['db'], workspaceId: string, drafts: readonly SignalDraft[]): Promise<void> {
  const found = await db.inWorkspace(workspaceId, (trx) =>
    trx.q
      .selectFrom('signal')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where(
        'id',
        'in',
        drafts.map((draft) => draft.id),
      )
      .limit(1)
      .execute(),
  );
  if (found.length === 0) throw new Error('the sample data is accepted but not recorded yet');
}

function remover({ db, clock }: SampleDeps, workspaceId: string): Step {
  return async (run) => {
    const removed = await db.inWorkspace(workspaceId, async (trx) => {
      await lockGrouping(trx, workspaceId, 'alone');
      return removeSamplePart(trx, workspaceId);
    });
    if (removed !== null) return advance(db, workspaceId, { ...run, done: run.done + removed });
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
