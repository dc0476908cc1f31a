import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Pace } from './pace.ts';

it('lets a short burst through, then one a second, each channel by itself', () => {
  const pace = new Pace();
  expect([pace.take('a', 0), pace.take('a', 0), pace.take('a', 0), pace.take('a', 0)]).toEqual([0, 0, 0, 1_000]);
  expect(pace.take('b', 0)).toBe(0);
  expect([pace.take('a', 999), pace.take('a', 1_000), pace.take('a', 1_000)]).toEqual([1, 0, 1_000]);
});

it('waits as long as Slack says', () => {
  const pace = new Pace();
  pace.hold('a', 30_000);
  expect([pace.take('a', 0), pace.take('a', 29_000), pace.take('a', 30_000)]).toEqual([30_000, 1_000, 0]);
});

it('never posts more than a second’s worth, and who waits as told may go', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 60 }), (gaps) => {
      const pace = new Pace();
      const posts: number[] = [];
      let now = 0;
      for (const gap of gaps) {
        now += gap;
        const wait = pace.take('a', now);
        if (wait > 0) {
          now += wait;
          expect(pace.take('a', now)).toBe(0);
        }
        posts.push(now);
      }
      for (const [index, at] of posts.entries())
        expect(at).toBeGreaterThanOrEqual((posts[index - 3] ?? -3_000) + 1_000);
    }),
  );
});
