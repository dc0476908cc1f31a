import { expect, it } from 'vitest';
import { short } from './format.ts';

it('writes the numbers of one axis alike', () => {
  expect([0, 400, 800].map(short)).toEqual(['0', '400', '800']);
  expect([4_000, 8_000, 12_000, 16_000].map(short)).toEqual(['4K', '8K', '12K', '16K']);
});
