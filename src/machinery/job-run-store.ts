import type { JobProgress } from '../../wire/api/jobs.ts';
import { JOBS, type JobState } from '../../wire/api/words.ts';
import type { Database, Trx } from './database/database.ts';

/** One run of a long job of a workspace: what it was asked to do and how far it is. */
export interface JobRun<Task> {
  readonly id: string;
  readonly job: string;
  readonly state: JobState;
  readonly task: Task;
  /** Everything up to here is done; null at the beginning. The job says what it is. */
  readonly after: string | null;
  readonly done: number;
  /** 0 while unknown. */
  readonly total: number;
  /** ms */
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly problem: string | null;
}

const COLUMNS = `id, job, state, task, after, done, total, problem,
  (extract(epoch from started_at) * 1000)::bigint as "startedAt", (extract(epoch from finished_at) * 1000)::bigint as "finishedAt"`;

/** The run that runs now or ran last, or null. */
export async function findRun<Task>(trx: Trx, workspaceId: string, job: string): Promise<JobRun<Task> | null> {
  const rows = await trx.run<JobRun<Task>>(
    { name: 'job_run_find', text: `select ${COLUMNS} from job_run where workspace_id = $1 and job = $2` },
    [workspaceId, job],
  );
  return rows[0] ?? null;
}

/** The run of this id, locked until the transaction ends, or null when another one has taken its place. */
export async function lockRun<Task>(
  trx: Trx,
  workspaceId: string,
  job: string,
  id: string,
): Promise<JobRun<Task> | null> {
  const rows = await trx.run<JobRun<Task>>(
    {
      name: 'job_run_lock',
      text: `select ${COLUMNS} from job_run where workspace_id = $1 and job = $2 and id = $3 for update`,
    },
    [workspaceId, job, id],
  );
  return rows[0] ?? null;
}

/** Writes a run as it is now, over the one before it. */
export async function saveRun<Task>(trx: Trx, workspaceId: string, run: JobRun<Task>): Promise<void> {
  await trx.run(
    {
      name: 'job_run_save',
      text: `insert into job_run (workspace_id, job, id, state, task, after, done, total, started_at, finished_at, problem)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        on conflict (workspace_id, job) do update set id = excluded.id, state = excluded.state, task = excluded.task,
          after = excluded.after, done = excluded.done, total = excluded.total, started_at = excluded.started_at,
          finished_at = excluded.finished_at, problem = excluded.problem`,
    },
    [
      ...[workspaceId, run.job, run.id, run.state, JSON.stringify(run.task), run.after, run.done, run.total],
      ...[new Date(run.startedAt), run.finishedAt === null ? null : new Date(run.finishedAt), run.problem],
    ],
  );
}

/** A run that has not begun yet. */
export function newRun<Task>(job: string, id: string, task: Task, now: number): JobRun<Task> {
  return {
    ...{ id, job, task, state: 'waiting', after: null, done: 0, total: 0 },
    ...{ startedAt: now, finishedAt: null, problem: null },
  };
}

/** Notes that a run ended in an error, unless another one has taken its place. */
export async function failRun(
  db: Database,
  workspaceId: string,
  failed: { readonly job: string; readonly id: string; readonly now: number; readonly problem: string },
): Promise<void> {
  await db.inWorkspace(workspaceId, async (trx) => {
    const run = await lockRun(trx, workspaceId, failed.job, failed.id);
    if (run)
      await saveRun(trx, workspaceId, { ...run, state: 'failed', finishedAt: failed.now, problem: failed.problem });
  });
}

/** Runs of all workspaces that were begun and did not end: what to take up again at the start of the process. */
export async function unfinishedRuns(db: Database, job: string): Promise<{ workspaceId: string; runId: string }[]> {
  return db.system
    .selectFrom('job_run')
    .select(['workspace_id as workspaceId', 'id as runId'])
    .where('job', '=', job)
    .where('state', 'in', ['waiting', 'running'])
    .execute();
}

/** A run as a reader sees it. Null for jobs that are nobody's business. */
export function progressOf<Task>(run: JobRun<Task> | null): JobProgress | null {
  const job = JOBS.find((one) => one === run?.job);
  if (!run || !job) return null;
  const { id, state, done, total, startedAt, finishedAt, problem } = run;
  return {
    ...{ id, job, state, done, problem },
    total: total === 0 ? 0 : Math.max(total, done),
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: finishedAt === null ? null : new Date(finishedAt).toISOString(),
  };
}
