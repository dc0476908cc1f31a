import { Refusal } from '../refusal.ts';

const KEYS_MAX = 10_000;

/** Counts tries by key within a fixed window, in this process: for passwords that are asked for outside of sign-in. */
export class Attempts {
  readonly #max: number;
  readonly #windowMs: number;
  readonly #tries = new Map<string, { readonly since: number; count: number }>();

  constructor(max: number, windowMs: number) {
    this.#max = max;
    this.#windowMs = windowMs;
  }

  /** Counts one try at `now`. Throws a 429 beyond the limit. */
  count(key: string, now: number): void {
    const known = this.#tries.get(key);
    const tries = known && now - known.since < this.#windowMs ? known : { since: now, count: 0 };
    tries.count += 1;
    this.#tries.delete(key);
    this.#tries.set(key, tries);
    const oldest = this.#tries.size > KEYS_MAX ? this.#tries.keys().next().value : undefined;
    if (oldest !== undefined) this.#tries.delete(oldest);
    if (tries.count <= this.#max) return;
    const seconds = Math.max(1, Math.ceil((tries.since + this.#windowMs - now) / 1_000));
    throw new Refusal(429, 'rate_limited', `Too many tries. Wait ${seconds} seconds.`, null, seconds);
  }
}
