import { expect, test } from 'vitest';
import { DAY } from '../foundation/time.ts';
import { readSettings, rotated, validSecrets } from './settings.ts';

test('stored settings of any shape can be read', () => {
  const defaults = readSettings({});
  expect(defaults).toMatchObject({ timeZone: 'UTC', origins: [], consent: 'open', respectDnt: true, formEmail: false });
  for (const broken of [null, [], 'text', { consent: 'maybe', origins: [1], retentionMonths: -3, extra: 1 }]) {
    expect(readSettings(broken)).toEqual(defaults);
  }
  expect(readSettings({ retentionMonths: 12, consent: 'nonsense' })).toEqual({ ...defaults, retentionMonths: 12 });
});

test('a rotation keeps one former secret, for seven days', () => {
  const first = rotated(null, 'one', 0);
  const second = rotated(first, 'two', DAY);
  expect(validSecrets(null, 0)).toEqual([]);
  expect(validSecrets(second, 8 * DAY - 1)).toEqual(['two', 'one']);
  expect(validSecrets(second, 8 * DAY)).toEqual(['two']);
  expect(validSecrets(rotated(second, 'three', 2 * DAY), 2 * DAY)).toEqual(['three', 'two']);
});
