import { type Millis, SECOND } from '../../foundation/time.ts';

/** Slack takes about one message a second in a channel, and a short burst now and then. */
const EVERY_MS = SECOND;
const BURST = 3;
const CHANNELS_MAX = 10_000;

/**
 * How fast each channel is posted to, in this process. Generic cell rate: a channel's next free moment moves on by a second with each
 * post, and may lie at most two seconds ahead.
 */
export class Pace {
  readonly #free = new Map<string, Millis>();

  /** Ms to wait before the next post to this channel; 0: go, and it is counted. */
  take(channel: string, now: Millis): number {
    const free = Math.max(this.#free.get(channel) ?? 0, now);
    const wait = free - (BURST - 1) * EVERY_MS - now;
    if (wait > 0) return wait;
    if (this.#free.size >= CHANNELS_MAX) this.#forgetPast(now);
    this.#free.set(channel, free + EVERY_MS);
    return 0;
  }

  /** Slack itself said to wait. */
  hold(channel: string, until: Millis): void {
    this.#free.set(channel, Math.max(this.#free.get(channel) ?? 0, until + (BURST - 1) * EVERY_MS));
  }

  #forgetPast(now: Millis): void {
    for (const [channel, free] of this.#free) if (free <= now) this.#free.delete(channel);
  }
}
