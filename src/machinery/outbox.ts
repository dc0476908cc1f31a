import type { Trx } from './database/database.ts';

/** What is to be told to somebody outside. Plain JSON, no secrets. */
export interface NewDelivery {
  /** Which handler sends it: `slack`, `signal` ... */
  readonly topic: string;
  /** Deliveries of one topic and lane go out one after the other, in the order they were added. */
  readonly lane: string;
  /** The same cause never enters twice: a repeated key is let go. */
  readonly key: string;
  readonly payload: object;
  /** Milliseconds since the epoch before which it is not sent; absent: at once. */
  readonly dueAt?: number;
}

/** One try at a delivery. */
export interface Delivering {
  readonly id: string;
  readonly workspaceId: string;
  readonly topic: string;
  readonly lane: string;
  readonly key: string;
  readonly payload: unknown;
  /** Tries before this one. */
  readonly attempts: number;
  readonly createdAt: number;
}

/**
 * What became of a try. `retry` comes again after `afterMs` (absent: exponential backoff with jitter), up to 12 tries, then is dead; `dead` is
 * not tried again unless somebody asks. `problem` is a word and a sentence for a reader, without secrets. A throw is a `retry`.
 */
export type DeliveryOutcome =
  | { readonly done: true }
  | { readonly done: false; readonly problem: string; readonly afterMs?: number; readonly isFree?: boolean }
  | { readonly done: false; readonly problem: string; readonly dead: true };

/** The one way out: rows written in the transaction of their cause, sent afterwards, at least once. */
export interface Outbox {
  /** Adds within the cause's transaction. */
  readonly add: (trx: Trx, workspaceId: string, deliveries: readonly NewDelivery[]) => Promise<void>;
  /** Says that something was committed: sending begins at once instead of at the next look. */
  readonly kick: () => void;
  /** Names who sends a topic. Called once per topic, before `start`. */
  readonly handle: (topic: string, send: (delivery: Delivering) => Promise<DeliveryOutcome>) => void;
  readonly start: () => void;
  /** Resolves when nothing that is due waits or is being sent. For tests and for an orderly end. */
  readonly idle: () => Promise<void>;
  /** Ends after what is being sent. */
  readonly stop: () => Promise<void>;
}
