import { z } from 'zod';
import { JobProgress } from './jobs.ts';

/** `GET /sample`; `POST` loads, `DELETE` removes, both answer the new state at once and report by `progress` events. */
export const SampleState = z.object({
  state: z.enum(['absent', 'loading', 'present', 'removing']),
  contacts: z.number().int(),
  accounts: z.number().int(),
  signals: z.number().int(),
  progress: JobProgress.nullable(),
});
export type SampleState = z.infer<typeof SampleState>;
