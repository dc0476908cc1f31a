import type { Logger } from 'pino';
import type { Database } from './database/database.ts';
import type { Delivering, DeliveryOutcome, Outbox } from './outbox.ts';
import { addDeliveries, clearDone, holdOn, markDead, markDone, nextDue, putBack, takeDue } from './outbox-store.ts';

export interface OutboxParts {
  readonly db: Database;
  readonly clock: () => number;
  readonly log: Logger;
  /** 0 to 1, spreads retries. */
  readonly chance: () => number;
  /** Restricts it to one workspace. */
  readonly only?: () => string;
}

const ATTEMPTS_MAX = 12;
const BACKOFF_FIRST_MS = 2_000;
const BACKOFF_MAX_MS = 30 * 60_000;
/** A process that dies leaves its deliveries to others after so long. */
const HELD_MS = 30_000;
const HOLD_EVERY_MS = 10_000;
/** Somebody else's deliveries, and those of a process that died, are looked for so often. */
const LOOK_EVERY_MS = 15_000;
const TAKEN_MAX = 20;
/** A topic that is slow (its provider does not answer) leaves room for the others. */
const TOPIC_AT_ONCE_MAX = 20;
const DONE_KEPT_MS = 7 * 24 * 3_600_000;

/** Milliseconds until the try after `attempts` failed ones: doubling, with 25% jitter, at most half an hour. */
export function backoff(attempts: number, chance: number): number {
  const plain = Math.min(BACKOFF_FIRST_MS * 2 ** Math.max(0, attempts - 1), BACKOFF_MAX_MS);
  return Math.round(plain * (0.75 + chance / 2));
}

/** The outbox over the table `delivery`. Nothing is sent before `start`. */
export function openOutbox({ db, clock, log, chance, only }: OutboxParts): Outbox {
  const handlers = new Map<string, (delivery: Delivering) => Promise<DeliveryOutcome>>();
  const trying = new Set<Delivering>();
  let timer: NodeJS.Timeout | undefined;
  let holding: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let again = false;
  let wake = () => {};
  let isOpen = false;
  let isAway = false;
  let clearedAt = 0;

  const isRoomFor = (topic: string) =>
    [...trying].filter((delivery) => delivery.topic === topic).length < TOPIC_AT_ONCE_MAX;
  const look = (topics = [...handlers.keys()]) => ({ topics, only: only?.() ?? null });
  const tryOne = async (delivery: Delivering): Promise<void> => {
    const send = handlers.get(delivery.topic);
    trying.add(delivery);
    try {
      const outcome = send ? await send(delivery).catch(failed(log, delivery)) : LOST;
      await settle(delivery, outcome);
    } finally {
      trying.delete(delivery);
    }
  };
  const settle = async (delivery: Delivering, outcome: DeliveryOutcome): Promise<void> => {
    const now = clock();
    if (outcome.done) return markDone(db.system, delivery, now);
    const isFree = 'isFree' in outcome && outcome.isFree === true;
    const attempts = delivery.attempts + 1;
    if ('dead' in outcome || (!isFree && attempts >= ATTEMPTS_MAX)) {
      log.warn({ topic: delivery.topic, delivery: delivery.id, problem: outcome.problem }, 'a delivery was given up');
      return markDead(db.system, delivery, outcome.problem);
    }
    const dueAt = now + (outcome.afterMs ?? backoff(attempts, chance()));
    return putBack(db.system, delivery, { dueAt, problem: outcome.problem, isFree });
  };
  // Said once an outage, however often it is tried.
  const lost = (error: unknown): void => {
    if (!isAway) log.warn({ err: error }, 'the outbox cannot be read or written now');
    isAway = true;
  };
  // Lanes go on as soon as their first is through, and new ones begin, whatever others wait for.
  const sendDue = async (): Promise<void> => {
    const open = new Set<Promise<void>>();
    do {
      again = false;
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const topics = [...handlers.keys()].filter(isRoomFor);
      const now = clock();
      const held = { now, until: now + HELD_MS, max: TAKEN_MAX };
      const taken = isOpen ? await takeDue(db.system, look(topics), held) : [];
      for (const delivery of taken) {
        // Where it could not be written down what became of it, it is tried again once nobody holds it.
        const one: Promise<void> = tryOne(delivery)
          .catch(lost)
          .finally(() => {
            open.delete(one);
            again = true;
          });
        open.add(one);
      }
      if (open.size > 0 && !again) await Promise.race([...open, woken]);
    } while ((again && isOpen) || open.size > 0);
    isAway = false;
    await clearOld();
  };
  const clearOld = async (): Promise<void> => {
    const now = clock();
    if (now - clearedAt < 3_600_000) return;
    clearedAt = now;
    await clearDone(db.system, now - DONE_KEPT_MS);
  };
  const run = (): Promise<void> => {
    if (handlers.size === 0) return Promise.resolve();
    clearTimeout(timer);
    again = true;
    wake();
    running ??= sendDue()
      .then(() => nextDue(db.system, look()))
      .catch((error) => {
        lost(error);
        return null;
      })
      .then((due) => {
        running = null;
        if (isOpen) sleep(due);
      });
    return running;
  };
  const sleep = (due: number | null): void => {
    const wait = due === null ? LOOK_EVERY_MS : Math.min(Math.max(due - clock(), 20), LOOK_EVERY_MS);
    timer = setTimeout(run, again ? 0 : wait).unref();
  };
  return {
    add: (trx, workspaceId, deliveries) => addDeliveries(trx, workspaceId, deliveries, clock()),
    kick: () => {
      if (isOpen) void run();
    },
    handle: (topic, send) => {
      handlers.set(topic, send);
    },
    start: () => {
      isOpen = true;
      holding = setInterval(() => {
        holdOn(db.system, [...trying], clock() + HELD_MS).catch((error) => log.warn({ err: error }, 'the outbox'));
      }, HOLD_EVERY_MS).unref();
      void run();
    },
    idle: async () => {
      if (!isOpen || handlers.size === 0) return;
      do {
        await run();
        const due = await nextDue(db.system, look());
        if (due === null || due > clock()) return;
      } while (isOpen);
    },
    stop: async () => {
      isOpen = false;
      clearTimeout(timer);
      clearInterval(holding);
      await running;
    },
  };
}

const LOST: DeliveryOutcome = {
  done: false,
  problem: 'no_handler: nothing here sends this kind of delivery',
  dead: true,
};

function failed(log: Logger, delivery: Delivering): (error: unknown) => DeliveryOutcome {
  return (error) => {
    log.error({ err: error, topic: delivery.topic, delivery: delivery.id }, 'a delivery failed');
    return { done: false, problem: 'error: something went wrong here; the log of the server has the details' };
  };
}
