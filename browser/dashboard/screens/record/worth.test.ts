import { describe, expect, it } from 'vitest';
import { byWorth } from './worth.ts';

describe('what a score is made of', () => {
  it.each([
    ['has a row for each that adds', [2, 1], [], 0],
    ['counts the signals of those that add nothing', [2], [1, 2], 3],
    ['may be nothing but those', [], [3], 3],
    ['may be empty', [], [], 0],
  ])('%s', (_, worth, worthless, nothing) => {
    const adding = worth.map((points) => ({ points, count: 1 }));
    const found = byWorth([...adding, ...worthless.map((count) => ({ points: 0, count }))]);
    expect(found).toEqual({ adding, nothing });
  });
});
