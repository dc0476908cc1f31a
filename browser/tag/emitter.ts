import { soon } from './guard.ts';
import { report } from './report.ts';

type Handler = (payload?: unknown) => void;

// Lives as long as the page.
const handlers = new Set<[event: string, handler: Handler]>();

/** Calls `handler` at each `event` until the returned function is called. `ready` has been when anybody can ask. */
export function on(event: string, handler: Handler): () => void {
  const entry: [string, Handler] = [event, handler];
  if (typeof handler === 'function') handlers.add(entry);
  else report('wrong_type', 'on: Pass a function.');
  // A turn later, so that it may still be taken off, like any other.
  if (event === 'ready') soon(() => handlers.has(entry) && handler());
  return () => {
    handlers.delete(entry);
  };
}

/** Calls all handlers of `event`. One that throws does not stop the others, nor the tag. */
export function emit(event: string, payload?: unknown): void {
  for (const [name, handler] of [...handlers]) {
    try {
      if (name === event) handler(payload);
    } catch {
      // The page's own mistake; reporting it through `error` could call the same handler for ever.
    }
  }
}
