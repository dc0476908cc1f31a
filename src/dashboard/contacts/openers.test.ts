import { expect, it } from 'vitest';
import { rangesOf } from './openers.ts';

it.each([
  [[], []],
  [[7], [[7, 7]]],
  [[7, 8, 9], [[7, 9]]],
  [
    [1, 3, 4, 9],
    [
      [9, 9],
      [3, 4],
      [1, 1],
    ],
  ],
] as [number[], [number, number][]][])('days %j are the stretches %j, latest first', (days, ranges) => {
  expect(rangesOf(days).map(({ first, last }) => [first, last])).toEqual(ranges);
});
