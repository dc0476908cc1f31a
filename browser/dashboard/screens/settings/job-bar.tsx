import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { JobProgress } from '../../../../wire/api/jobs.ts';
import type { Job } from '../../../../wire/api/words.ts';
import { Ago } from '../../ui/bits/time.tsx';
import { count } from '../../ui/format.ts';

/** The stream's last word on a job, or what the screen's own data said when that is newer. */
export function useJob(job: Job, known: JobProgress | null | undefined): JobProgress | null {
  const client = useQueryClient();
  const streamed = useQuery<JobProgress | null>({
    queryKey: ['progress', job],
    queryFn: () => client.getQueryData<JobProgress>(['progress', job]) ?? null,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  if (!streamed) return known ?? null;
  if (!known || known.id === streamed.id) return streamed;
  return known.startedAt > streamed.startedAt ? known : streamed;
}

export const isBusy = (job: JobProgress | null): boolean => job?.state === 'running' || job?.state === 'waiting';

/** How far a job is, in words and as a bar. */
export function JobBar({ job, doing, done }: { job: JobProgress; doing: string; done: string }) {
  const share = job.total > 0 ? Math.min(1, job.done / job.total) : 0;
  if (job.state === 'done') {
    return (
      <p className="dim small">
        {done} {job.finishedAt && <Ago at={job.finishedAt} suffix=" ago" />}
      </p>
    );
  }
  if (job.state === 'failed') {
    return (
      <p style={{ color: 'var(--bad)' }} role="alert">
        It stopped: {job.problem ?? 'unknown reason'}. Nothing was lost; start it again.
      </p>
    );
  }
  const words = job.total > 0 ? `${count(job.done)} of ${count(job.total)}` : 'starting';
  return (
    <div className="stack" style={{ gap: 6 }}>
      <div className="row small">
        <span className="grow">{doing}</span>
        <span className="num dim">{words}</span>
      </div>
      <div
        className="progress"
        role="progressbar"
        aria-label={doing}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <span style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
