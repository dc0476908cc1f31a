import { type Millis, SECOND } from '../foundation/time.ts';

/** A token bucket: `burst` events at once, refilled by `perSecond`. */
export interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

export interface Bucket {
  /** May be below zero: a request is let in by what is there and pays for all it brings. */
  readonly tokens: number;
  readonly at: Millis;
}

export type Taken =
  | { readonly allowed: true; readonly bucket: Bucket }
  | { readonly allowed: false; readonly bucket: Bucket; readonly retryAfterSeconds: number };

/** Lets a request in when a token is left and takes it; `bucket` null is a full one. A clock that steps back refills nothing. */
export function take(bucket: Bucket | null, limit: RateLimit, now: Millis): Taken {
  const refilled = refill(bucket, limit, now);
  if (refilled.tokens >= 1) return { allowed: true, bucket: spend(refilled, 1) };
  const seconds = Math.ceil((1 - refilled.tokens) / limit.perSecond);
  return { allowed: false, bucket: refilled, retryAfterSeconds: Math.max(1, seconds) };
}

/** Takes more tokens for what a request let in turned out to hold. */
export function spend(bucket: Bucket, tokens: number): Bucket {
  return { tokens: bucket.tokens - tokens, at: bucket.at };
}

function refill(bucket: Bucket | null, limit: RateLimit, now: Millis): Bucket {
  if (bucket === null) return { tokens: limit.burst, at: now };
  const elapsed = Math.max(0, now - bucket.at);
  return {
    tokens: Math.min(limit.burst, bucket.tokens + (elapsed / SECOND) * limit.perSecond),
    at: Math.max(now, bucket.at),
  };
}

/** Buckets by key, at most `keysMax`: the one unused for longest is forgotten first, which gives it back a full bucket. */
export class Buckets {
  readonly #buckets = new Map<string, Bucket>();
  readonly #limit: RateLimit;
  readonly #keysMax: number;

  constructor(limit: RateLimit, keysMax: number) {
    this.#limit = limit;
    this.#keysMax = keysMax;
  }

  /** Seconds to wait before asking again, or null when the request may pass. */
  take(key: string, now: Millis): number | null {
    const taken = take(this.#buckets.get(key) ?? null, this.#limit, now);
    this.#keep(key, taken.bucket);
    return taken.allowed ? null : taken.retryAfterSeconds;
  }

  spend(key: string, tokens: number): void {
    const bucket = this.#buckets.get(key);
    if (bucket !== undefined) this.#buckets.set(key, spend(bucket, tokens));
  }

  get size(): number {
    return this.#buckets.size;
  }

  #keep(key: string, bucket: Bucket): void {
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size <= this.#keysMax) return;
    const oldest = this.#buckets.keys().next();
    if (!oldest.done) this.#buckets.delete(oldest.value);
  }
}
