/** However slow the server is. */
const REST_MAX_MS = 30_000;

interface Rest {
  readonly leastMs: number;
  /** So many times as long as the action took: it never keeps more than this part of one database connection busy. */
  readonly times?: number;
  /** In milliseconds. */
  readonly now?: () => number;
}

type Action = () => Promise<unknown>;

/** Runs an action for each key at once, and again after a rest; the last call is never lost. */
export function throttled({ leastMs, times = 0, now = () => performance.now() }: Rest) {
  const resting = new Map<string, Action | null>();
  const run = async (key: string, action: Action): Promise<void> => {
    resting.set(key, null);
    const began = now();
    await action();
    const rest = Math.min(REST_MAX_MS, Math.max(leastMs, (now() - began) * times));
    setTimeout(() => {
      const next = resting.get(key);
      resting.delete(key);
      if (next) void run(key, next);
    }, rest);
  };
  return (key: string, action: Action): void => {
    if (resting.has(key)) resting.set(key, action);
    else void run(key, action);
  };
}
