type Handler = (payload: unknown) => void;

// Lives as long as the page.
const handlers = new Set<[event: string, handler: Handler]>();

/** Calls `handler` at each `event` until the returned function is called. */
export function on(event: string, handler: Handler): () => void {
  const entry: [string, Handler] = [event, handler];
  handlers.add(entry);
  return () => {
    handlers.delete(entry);
  };
}

/** Calls all handlers of `event`, or `only` that one. One that throws does not stop the others, nor the tag. */
export function emit(event: string, payload?: unknown, only?: Handler): void {
  for (const [name, handler] of [...handlers]) {
    try {
      if (name === event && (!only || only === handler)) handler(payload);
    } catch {
      // The page's own mistake; reporting it through `error` could call the same handler for ever.
    }
  }
}
