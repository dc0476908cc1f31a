import { report } from './report.ts';

/** `run`, but what it throws is reported instead of reaching the page. */
export function guarded<Args extends unknown[], Result>(run: (...args: Args) => Result) {
  return (...args: Args): Result | undefined => {
    try {
      return run(...args);
    } catch (cause) {
      return failed(cause);
    }
  };
}

/** A mistake of ours, or of the page's in what it handed over. */
export function failed(cause: unknown): undefined {
  report('internal', `${cause}`, cause);
}

/** Runs after the current task's own code, before anything else. */
export function soon(run: () => void): void {
  queueMicrotask(guarded(run));
}

/** Listens first and without any right to stop the event. `types` are separated by a space. */
export function listen<E extends Event>(types: string, run: (event: E) => void): void {
  for (const type of types.split(' '))
    addEventListener(type, guarded(run) as EventListener, { capture: true, passive: true });
}
