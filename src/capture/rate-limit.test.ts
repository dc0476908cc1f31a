import { describe, expect, it } from 'vitest';
import { Buckets, spend, take } from './rate-limit.ts';

const limit = { perSecond: 2, burst: 3 };

describe('take', () => {
  it('lets a burst in, then as much as is refilled', () => {
    const buckets = new Buckets(limit, 10);
    expect([1, 2, 3, 4].map(() => buckets.take('a', 0))).toEqual([null, null, null, 1]);
    expect(buckets.take('a', 499)).toBe(1);
    expect(buckets.take('a', 500)).toBeNull();
    expect(buckets.take('a', 500)).toBe(1);
    expect(buckets.take('b', 500)).toBeNull();
  });

  it('tells how long a debt takes to be paid', () => {
    const first = take(null, limit, 0);
    const indebted = spend(first.bucket, 12);
    expect(take(indebted, limit, 0)).toMatchObject({ allowed: false, retryAfterSeconds: 6 });
    expect(take(indebted, limit, 5_499).allowed).toBe(false);
    expect(take(indebted, limit, 5_500).allowed).toBe(true);
  });

  it('never fills above the burst, and gains nothing from a clock that steps back', () => {
    const { bucket } = take({ tokens: 0, at: 10_000 }, limit, 1_000_000);
    expect(bucket.tokens).toBe(2);
    expect(take({ tokens: 0, at: 10_000 }, limit, 0)).toMatchObject({
      allowed: false,
      bucket: { tokens: 0, at: 10_000 },
    });
  });
});

describe('Buckets', () => {
  it('forgets the key unused for longest', () => {
    const buckets = new Buckets({ perSecond: 1, burst: 1 }, 2);
    buckets.take('a', 0);
    buckets.take('b', 0);
    buckets.take('a', 0);
    buckets.take('c', 0);
    expect(buckets.size).toBe(2);
    expect(buckets.take('a', 0)).not.toBeNull();
    expect(buckets.take('b', 0)).toBeNull();
  });
});
