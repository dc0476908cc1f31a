type Handler = (payload: unknown) => void;

// Lives as long as the page.
const handlers: Record<string, Handler[]> = {};

/** Calls `handler` at each `event` until the returned function is called. */
export function on(event: string, handler: Handler): () => void {
  handlers[event] = [...(handlers[event] || []), handler];
  return () => {
    handlers[event] = (handlers[event] || []).filter((other) => other !== handler);
  };
}

/** Calls all handlers of `event`, or `only` that one. One that throws does not stop the others, nor the tag. */
export function emit(event: string, payload?: unknown, only?: Handler): void {
  for (const handler of handlers[event] || []) {
    try {
      if (!only || only === handler) handler(payload);
    } catch {
      // The page's own mistake; reporting it through `error` could call the same handler for ever.
    }
  }
}
