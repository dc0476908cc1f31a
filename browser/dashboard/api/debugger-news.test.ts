import { expect, test } from 'vitest';
import type { DebuggerState, Refusal } from '../../../wire/api/debugger.ts';
import { counted, refused } from './debugger-news.ts';

const refusal = (id: string, reason: string) => ({ id, reason }) as Refusal;
const state: DebuggerState = {
  accepted: 10,
  refused: [{ reason: 'bad_name', count: 2 }],
  filtered: [{ reason: 'webdriver', count: 4 }],
  refusals: [refusal('1', 'bad_name')],
  filteredSignals: [],
};

test('a refusal is listed and counted, once', () => {
  const after = refused(refused(state, refusal('2', 'bad_name')), refusal('3', 'too_long'));
  expect(after.refusals.map(({ id }) => id)).toEqual(['3', '2', '1']);
  expect(after.refused).toEqual([
    { reason: 'bad_name', count: 3 },
    { reason: 'too_long', count: 1 },
  ]);
  expect(refused(after, refusal('3', 'too_long'))).toBe(after);
});

test('what is recorded is counted, and what of it weighs nothing by its reason', () => {
  const filtered = [
    { reason: 'webdriver' as const, count: 1 },
    { reason: 'own_staff' as const, count: 2 },
  ];
  expect(counted(state, { accepted: 20, filtered })).toMatchObject({
    accepted: 30,
    filtered: [
      { reason: 'webdriver', count: 5 },
      { reason: 'own_staff', count: 2 },
    ],
  });
});
