/**
 * Group commit inside one process: what arrives while a batch is being committed waits and becomes the next batch. A lone
 * item is committed at once; under load batches grow, and the cost of a commit is shared. When much waits, another batch may be
 * committed side by side, if it is about something else.
 */
export interface GroupCommit<Item> {
  /** Resolves when the items are committed, all in one batch; rejects with the commit's error when they are not. */
  readonly append: (key: string, items: readonly Item[]) => Promise<void>;
  /** How many appends wait for their batch to begin. */
  readonly waiting: () => number;
  /** Resolves when every append is settled. */
  readonly idle: () => Promise<void>;
}

export interface GroupCommitSettings<Item> {
  /**
   * Commits items of one key, all or none. It may call `handOver` when the next batch can begin, though this one is not committed yet:
   * nothing that the next does may overtake it.
   */
  readonly commit: (key: string, items: readonly Item[], handOver: () => void) => Promise<void>;
  /** At most so many batches at once, 1 unless said; a further one begins only when at least `sideBySideFrom` items wait. */
  readonly lanes?: number;
  readonly sideBySideFrom?: number;
  /** What an item is about: two batches that run side by side share none of these words. */
  readonly about?: (item: Item) => string;
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
  const { lanes = 1, sideBySideFrom = 0, about = () => '' } = settings;
  const waiting = new Map<string, Append<Item>[]>();
  const busy = new Set<string>();
  let waitingItems = 0;
  let waitingAppends = 0;
  let running = 0;
  let unanswered = 0;
  let stuck = 0;
  let isAwake = false;
  const idlers: (() => void)[] = [];

  const mayBegin = () => running < lanes && (running === 0 || waitingItems >= sideBySideFrom);

  const wake = () => {
    if (isAwake || !mayBegin()) return;
    isAwake = true;
    // A turn of the loop first: what arrives in the same moment shares the batch.
    setImmediate(() => {
      isAwake = false;
      beginBatches();
    });
  };

  const beginBatches = () => {
    for (const key of [...waiting.keys()]) {
      while (mayBegin()) {
        const batch = takeBatch(key);
        if (batch.length === 0) break;
        void commitInTime(key, batch);
      }
    }
    if (unanswered === 0 && waiting.size === 0) settled();
  };

  const commitInTime = async (key: string, batch: readonly Append<Item>[]) => {
    const words = lanes > 1 ? wordsOf(key, batch) : new Set<string>();
    for (const word of words) busy.add(word);
    running += 1;
    unanswered += 1;
    let isLate = false;
    let isRunning = true;
    const handOver = () => {
      if (!isRunning) return;
      isRunning = false;
      running -= 1;
      for (const word of words) busy.delete(word);
    };
    const timer = setTimeout(() => {
      isLate = true;
      stuck += 1;
      for (const append of batch) append.reject(settings.stuck());
      refuseWaiting(settings.stuck());
      settled();
    }, settings.patienceMs);
    const away = await commitBatch(settings, key, batch, () => {
      handOver();
      wake();
    });
    clearTimeout(timer);
    if (isLate) stuck -= 1;
    if (away) refuseWaiting(away.error);
    handOver();
    unanswered -= 1;
    beginBatches();
  };

  const wordsOf = (key: string, appends: readonly Append<Item>[]) =>
    new Set(appends.flatMap(({ items }) => items.map((item) => `${key} ${about(item)}`)));

  const refuseWaiting = (error: unknown) => {
    for (const append of [...waiting.values()].flat()) append.reject(error);
    waiting.clear();
    waitingItems = 0;
    waitingAppends = 0;
  };

  const settled = () => {
    for (const resolve of idlers.splice(0)) resolve();
  };

  // In order of arrival; what is about something that a running batch is about too waits for that one's end.
  const takeBatch = (key: string): Append<Item>[] => {
    const batch: Append<Item>[] = [];
    const left: Append<Item>[] = [];
    let size = 0;
    let isFull = false;
    for (const append of waiting.get(key) ?? []) {
      isFull ||= batch.length > 0 && size + append.items.length > settings.batchMax;
      const isFree = busy.size === 0 || append.items.every((item) => !busy.has(`${key} ${about(item)}`));
      if (!isFull && isFree) {
        batch.push(append);
        size += append.items.length;
      } else left.push(append);
    }
    if (left.length === 0) waiting.delete(key);
    else waiting.set(key, left);
    waitingItems -= size;
    waitingAppends -= batch.length;
    return batch;
  };

  return {
    append: (key, items) => {
      if (items.length === 0) return Promise.resolve();
      if (stuck > 0) return Promise.reject(settings.stuck());
      if (waitingItems + items.length > settings.waitingMax) return Promise.reject(settings.overloaded());
      waitingItems += items.length;
      waitingAppends += 1;
      return new Promise((resolve, reject) => {
        const queue = waiting.get(key);
        const append = { items, resolve, reject };
        if (queue) queue.push(append);
        else waiting.set(key, [append]);
        wake();
      });
    },
    waiting: () => waitingAppends,
    idle: async () => {
      if ((unanswered > 0 || waiting.size > 0) && stuck === 0)
        await new Promise<void>((resolve) => idlers.push(resolve));
    },
  };
}

// One append that cannot be committed must not sink the others: the batch is halved until it stands alone. Answers the error
// that says the store is away, when one does.
async function commitBatch<Item>(
  settings: GroupCommitSettings<Item>,
  key: string,
  batch: readonly Append<Item>[],
  handOver: () => void,
): Promise<{ readonly error: unknown } | null> {
  try {
    await settings.commit(
      key,
      batch.flatMap((append) => append.items),
      handOver,
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
    const away = await commitBatch(settings, key, batch.slice(0, middle), handOver);
    if (!away) return commitBatch(settings, key, batch.slice(middle), handOver);
    for (const append of batch.slice(middle)) append.reject(away.error);
    return away;
  }
}
