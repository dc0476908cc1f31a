import { expect, it } from 'vitest';
import { changeWords } from './change-words.ts';

it.each([
  [5, null, '– no data before'],
  [0, null, '– no data before'],
  [5, 5, 'as before'],
  [5, 0, 'new'],
  [6, 4, '▲ 50%'],
  [1, 4, '▼ 75%'],
  [900, 2, '▲ >999%'],
])('%s after %s reads %s', (now, before, words) => {
  expect(changeWords({ now, before })).toBe(words);
});
