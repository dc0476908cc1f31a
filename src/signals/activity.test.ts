import { describe, expect, it } from 'vitest';
import { DAY, HOUR, startOfDay } from '../foundation/time.ts';
import { type ActivityRow, sharedAmong, tally } from './activity.ts';

const MONDAY = 20_000;
const TUESDAY = MONDAY + 1;
const at = (day: number, hour = 12) => startOfDay(day) + hour * HOUR;
const stretch = (since: number, homeId: string) => ({ since, homeId, contactId: homeId });
const row = (day: number, since = 0): ActivityRow => ({
  ...{ identityId: 'b', since, day, kind: 'page_view', category: 'Pricing', n: 1 },
});

describe('sharedAmong', () => {
  it.each<[string, ReturnType<typeof stretch>[], ActivityRow[], string[]]>([
    ['of a browser that is one person nothing', [stretch(0, 'ann')], [row(MONDAY)], []],
    ['of two people in turn nothing', [stretch(0, 'ann'), stretch(at(MONDAY), 'bob')], [row(MONDAY)], []],
    [
      'of one person by two keys, the day on which the key changed',
      [stretch(0, 'ann'), stretch(at(MONDAY), 'ann')],
      [row(MONDAY), row(MONDAY - 1), row(TUESDAY, at(MONDAY))],
      [`ann ${MONDAY}`],
    ],
    [
      'asked from either side, once',
      [stretch(0, 'ann'), stretch(at(MONDAY), 'ann')],
      [row(MONDAY, at(MONDAY)), row(MONDAY)],
      [`ann ${MONDAY}`],
    ],
    [
      'a day to which somebody came back',
      [stretch(0, 'ann'), stretch(at(MONDAY, 9), 'bob'), stretch(at(MONDAY, 10), 'ann')],
      [row(MONDAY), row(MONDAY, at(MONDAY, 9))],
      [`ann ${MONDAY}`],
    ],
    [
      'not a day on which they were still away',
      [stretch(0, 'ann'), stretch(at(MONDAY), 'bob'), stretch(at(TUESDAY), 'ann')],
      [row(MONDAY), row(TUESDAY, at(TUESDAY))],
      [],
    ],
    [
      'not when the change was at midnight',
      [stretch(0, 'ann'), stretch(at(TUESDAY, 0), 'ann')],
      [row(MONDAY), row(TUESDAY, at(TUESDAY, 0))],
      [],
    ],
  ])('%s', (_case, stretches, rows, expected) => {
    const shared = sharedAmong(rows, new Map([['b', stretches]]));
    expect(shared.map(({ homeId, day }) => `${homeId} ${day}`)).toEqual(expected);
  });
});

describe('tally', () => {
  it('counts by stretch, UTC day, kind and category, in one order', () => {
    const one = { identityId: 'b', since: 0, at: at(MONDAY), kind: 'page_view', category: 'Pricing' } as const;
    const rows = tally([{ ...one, since: 5 }, one, { ...one, at: one.at + DAY }, one]);
    expect(rows.map(({ since, day, n }) => [since, day, n])).toEqual([
      [0, MONDAY, 2],
      [0, TUESDAY, 1],
      [5, MONDAY, 1],
    ]);
  });
});
