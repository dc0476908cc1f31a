/**
 * Group commit inside one process: what arrives while a batch is being committed waits and becomes the next batch. A lone
 * item is committed at once; under load batches grow, and the cost of a commit is shared.
 */
export interface GroupCommit<Item> {
  /** Resolves when the items are committed, all in one batch; rejects with the commit's error when they are not. */
  readonly append: (key: string, items: readonly Item[]) => Promise<void>;
  /** Resolves when every append is settled. */
  readonly idle: () => Promise<void>;
}

export interface GroupCommitSettings<Item> {
  /** Commits items of one key, all or none. */
  readonly commit: (key: string, items: readonly Item[]) => Promise<void>;
  /** A batch takes whole appends until it holds this many items. */
  readonly batchMax: number;
  /** More than this many waiting items are refused at once with `overloaded`. */
  readonly waitingMax: number;
  readonly overloaded: () => Error;
  /**
   * A batch not committed after this many ms is taken for stuck: it, all that waits and all that comes until it ends is refused
   * with `stuck`. It may be committed all the same; who sends again must be recognised.
   */
  readonly patienceMs: number;
  readonly stuck: () => Error;
  /** Whether an error says the store is away (everything waiting fails alike), or is the fault of some item in the batch. */
  readonly isStoreAway: (error: unknown) => boolean;
}

interface Append<Item> {
  readonly items: readonly Item[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export function groupCommit<Item>(settings: GroupCommitSettings<Item>): GroupCommit<Item> {
  const waiting = new Map<string, Append<Item>[]>();
  let waitingItems = 0;
  let isRunning = false;
  let isStuck = false;
  const idlers: (() => void)[] = [];

  const run = async () => {
    isRunning = true;
    // A turn of the loop first: what arrives in the same moment shares the batch.
    await new Promise(setImmediate);
    while (waiting.size > 0) {
      for (const key of [...waiting.keys()]) await commitInTime(key, takeBatch(key));
    }
    isRunning = false;
    settled();
  };

  const commitInTime = async (key: string, batch: readonly Append<Item>[]) => {
    if (batch.length === 0) return;
    const timer = setTimeout(() => {
      isStuck = true;
      for (const append of batch) append.reject(settings.stuck());
      refuseWaiting(settings.stuck());
      settled();
    }, settings.patienceMs);
    const away = await commitBatch(settings, key, batch);
    clearTimeout(timer);
    isStuck = false;
    if (away) refuseWaiting(away.error);
  };

  const refuseWaiting = (error: unknown) => {
    for (const append of [...waiting.values()].flat()) append.reject(error);
    waiting.clear();
    waitingItems = 0;
  };

  const settled = () => {
    for (const resolve of idlers.splice(0)) resolve();
  };

  const takeBatch = (key: string): Append<Item>[] => {
    const queue = waiting.get(key) ?? [];
    const batch: Append<Item>[] = [];
    let size = 0;
    while (queue[0] && (batch.length === 0 || size + queue[0].items.length <= settings.batchMax)) {
      const next = queue.shift() as Append<Item>;
      size += next.items.length;
      batch.push(next);
    }
    if (queue.length === 0) waiting.delete(key);
    waitingItems -= size;
    return batch;
  };

  return {
    append: (key, items) => {
      if (items.length === 0) return Promise.resolve();
      if (isStuck) return Promise.reject(settings.stuck());
      if (waitingItems + items.length > settings.waitingMax) return Promise.reject(settings.overloaded());
      waitingItems += items.length;
      return new Promise((resolve, reject) => {
        const queue = waiting.get(key);
        const append = { items, resolve, reject };
        if (queue) queue.push(append);
        else waiting.set(key, [append]);
        if (!isRunning) void run();
      });
    },
    idle: async () => {
      if (isRunning && !isStuck) await new Promise<void>((resolve) => idlers.push(resolve));
    },
  };
}

// One append that cannot be committed must not sink the others: the batch is halved until it stands alone. Answers the error
// that says the store is away, when one does.
async function commitBatch<Item>(
  settings: GroupCommitSettings<Item>,
  key: string,
  batch: readonly Append<Item>[],
): Promise<{ readonly error: unknown } | null> {
  try {
    await settings.commit(
      key,
      batch.flatMap((append) => append.items),
    );
    for (const append of batch) append.resolve();
    return null;
  } catch (error) {
    const isAway = settings.isStoreAway(error);
    if (batch.length === 1 || isAway) {
      for (const append of batch) append.reject(error);
      return isAway ? { error } : null;
    }
    const middle = Math.ceil(batch.length / 2);
    const away = await commitBatch(settings, key, batch.slice(0, middle));
    if (!away) return commitBatch(settings, key, batch.slice(middle));
    for (const append of batch.slice(middle)) append.reject(away.error);
    return away;
  }
}
