/**
 * Group commit inside one process: what arrives while a batch is being committed waits and becomes the next batch. A lone
 * item is committed at once; under load batches grow, and the cost of a commit is shared.
 */
export interface GroupCommit<Item> {
  /** Resolves when the items are committed, all in one batch; rejects with the commit's error when they are not. */
  readonly append: (key: string, items: readonly Item[]) => Promise<void>;
  /** Resolves when nothing is waiting or being committed. */
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
  let running: Promise<void> | null = null;

  const run = async () => {
    // A turn of the loop first: what arrives in the same moment shares the batch.
    await new Promise(setImmediate);
    while (waiting.size > 0) {
      for (const key of [...waiting.keys()]) {
        const batch = takeBatch(key);
        await commitBatch(settings, key, batch);
      }
    }
    running = null;
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
      if (waitingItems + items.length > settings.waitingMax) return Promise.reject(settings.overloaded());
      waitingItems += items.length;
      return new Promise((resolve, reject) => {
        const queue = waiting.get(key);
        const append = { items, resolve, reject };
        if (queue) queue.push(append);
        else waiting.set(key, [append]);
        running ??= run();
      });
    },
    idle: async () => {
      while (running) await running;
    },
  };
}

// One append that cannot be committed must not sink the others: the batch is halved until it stands alone.
async function commitBatch<Item>(settings: GroupCommitSettings<Item>, key: string, batch: readonly Append<Item>[]) {
  try {
    await settings.commit(
      key,
      batch.flatMap((append) => append.items),
    );
    for (const append of batch) append.resolve();
  } catch (error) {
    if (batch.length === 1 || settings.isStoreAway(error)) {
      for (const append of batch) append.reject(error);
      return;
    }
    const middle = Math.ceil(batch.length / 2);
    await commitBatch(settings, key, batch.slice(0, middle));
    await commitBatch(settings, key, batch.slice(middle));
  }
}
