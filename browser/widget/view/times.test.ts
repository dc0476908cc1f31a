import { describe, expect, test } from 'vitest';
import { daysBetween, dayWords, lengthWords, timeWords } from './times.ts';

const NOW = new Date(2026, 2, 4, 15, 30).getTime();
const MINUTE = 60_000;
const DAY = 86_400_000;

describe('when something was said', () => {
  test.each([
    [0, 'en', 'now'],
    [-5_000, 'en', 'now'],
    [50_000, 'en', '1 min. ago'],
    [12 * MINUTE, 'en', '12 min. ago'],
    [12 * MINUTE, 'de', 'vor 12 Min.'],
    [0, 'ja', '今'],
  ] as const)('%d ms ago in %s: %s', (age, language, words) => {
    expect(timeWords(NOW - age, NOW, language)).toBe(words);
  });

  test('after an hour, by the clock', () => {
    expect(timeWords(NOW - 90 * MINUTE, NOW, 'de')).toBe('14:00');
  });
});

describe('days', () => {
  test.each([
    [0, 'Today'],
    [DAY, 'Yesterday'],
    [3 * DAY, 'Sunday'],
    [30 * DAY, 'February 2'],
    [400 * DAY, 'January 28, 2025'],
  ] as const)('%d ms ago: %s', (age, words) => expect(dayWords(NOW - age, NOW, 'en')).toBe(words));

  test('midnight parts them, not 24 hours', () => {
    const late = new Date(2026, 2, 3, 23, 59).getTime();
    expect(daysBetween(late, late + 2 * MINUTE)).toBe(1);
    expect(daysBetween(NOW, NOW + 2 * MINUTE)).toBe(0);
  });
});

test.each([
  [0, 'en', '1 minute'],
  [5, 'en', '5 minutes'],
  [61, 'en', '2 hours'],
  [1_441, 'en', '2 days'],
  [5, 'fr', '5 minutes'],
  [2, 'ja', '2 分'],
] as const)('a reply within %d minutes in %s: %s', (minutes, language, words) => {
  expect(lengthWords(minutes, language)).toBe(words);
});
