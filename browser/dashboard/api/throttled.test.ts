import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { throttled } from './throttled.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('runs at once, gathers what comes meanwhile, and loses nothing', async () => {
  const done: string[] = [];
  const act = throttled({ leastMs: 1_000 });
  const call = (word: string) => act('key', async () => done.push(word));
  call('first');
  expect(done).toEqual(['first']);
  call('second');
  call('third');
  act('other', async () => done.push('of another key'));
  expect(done).toEqual(['first', 'of another key']);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(done.at(-1)).toBe('third');
  await vi.advanceTimersByTimeAsync(5_000);
  call('fourth');
  expect(done.slice(2)).toEqual(['third', 'fourth']);
});

it('rests the longer, the longer it took', async () => {
  let runs = 0;
  const act = throttled({ leastMs: 1_000, times: 20, now: Date.now });
  const call = () =>
    act('key', async () => {
      runs += 1;
      await new Promise((answered) => setTimeout(answered, 500));
    });
  call();
  call();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(runs).toBe(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(runs).toBe(2);
});
