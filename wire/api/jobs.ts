import { z } from 'zod';
import { Instant } from './paging.ts';
import { JOB_STATES, JOBS } from './words.ts';

/** How far a long job is. Also an event of the stream, at most twice a second and once at the end. */
export const JobProgress = z.object({
  id: z.string(),
  job: z.enum(JOBS),
  state: z.enum(JOB_STATES),
  done: z.number().int(),
  /** 0 while unknown. */
  total: z.number().int(),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  /** What went wrong, for a reader; null unless failed. */
  problem: z.string().nullable(),
});
export type JobProgress = z.infer<typeof JobProgress>;
