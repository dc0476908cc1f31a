import { type JobRun, progressOf } from './machinery/job-run-store.ts';
import type { Live } from './machinery/live.ts';

const PUBLISH_EVERY_MS = 500;

/** Tells open dashboards how far a run is: at most twice a second, and always when its state changes. */
export function reporter({ live, clock }: { readonly live: Live; readonly clock: () => number }, workspaceId: string) {
  let told: { state: string; at: number } | null = null;
  return (run: JobRun<unknown>): void => {
    const now = clock();
    if (told?.state === run.state && now - told.at < PUBLISH_EVERY_MS) return;
    const progress = progressOf(run);
    if (progress) live.publish(workspaceId, 'progress', progress);
    told = { state: run.state, at: now };
  };
}
