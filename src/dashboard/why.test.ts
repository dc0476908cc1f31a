import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATEGORIES, SIGNAL_KINDS } from '../../wire/signal.ts';
import { DAY, dayOf } from '../foundation/time.ts';
import { pointsAt } from '../intent/heat.ts';
import { MODEL } from '../intent/model.ts';
import { roundPoints } from './intent.ts';
import { curveOf, dayText, heatHistory, reasonsOf, sparkOf, whyOf } from './why.ts';

const NOW = Date.UTC(2026, 5, 15, 12);
const TODAY = dayOf(NOW);

const activity = fc.array(
  fc.record({
    day: fc.integer({ min: TODAY - 120, max: TODAY }),
    kind: fc.constantFrom(...SIGNAL_KINDS),
    category: fc.constantFrom(...CATEGORIES),
    n: fc.integer({ min: 1, max: 40 }),
  }),
  { maxLength: 30 },
);

const cents = (points: number) => Math.round(points * 100);

describe('the explanation of a score', () => {
  it('has contributions in hundredths that sum to the points exactly, and loses no signal', () => {
    fc.assert(
      fc.property(activity, (rows) => {
        const { points, contributions } = whyOf(rows, NOW);
        expect(contributions.reduce((sum, one) => sum + cents(one.points), 0)).toBe(cents(points));
        expect(contributions.reduce((sum, one) => sum + one.count, 0)).toBe(rows.reduce((sum, row) => sum + row.n, 0));
        expect(contributions.every((one) => one.points >= 0)).toBe(true);
      }),
    );
  });

  it('names the two heaviest contributions as reasons, and none for a score of nothing', () => {
    const rows = [
      { day: TODAY, kind: 'form_submit', category: 'Demo', n: 1 },
      { day: TODAY, kind: 'page_view', category: 'Home', n: 1 },
      { day: TODAY, kind: 'page_view', category: 'Pricing', n: 2 },
    ] as const;
    expect(reasonsOf(rows, NOW).map((one) => one.category)).toEqual(['Demo', 'Pricing']);
    expect(reasonsOf([{ day: TODAY, kind: 'identify', category: 'Other', n: 3 }], NOW)).toEqual([]);
  });
});

describe('the curve of a score', () => {
  it('is, on each past day, the score of what was done up to then', () => {
    fc.assert(
      fc.property(activity, fc.integer({ min: 0, max: 89 }), (rows, ago) => {
        const then = NOW - ago * DAY;
        const upTo = rows.filter((row) => row.day <= dayOf(then));
        const point = curveOf(rows, NOW).history.at(-1 - ago);
        expect(point?.points).toBeCloseTo(roundPoints(whyOf(upTo, then).points), 1);
      }),
      { numRuns: 50 },
    );
  });

  it('has 90 days to today and 30 from tomorrow, where it only falls, by half in each half-life', () => {
    const rows = [{ day: TODAY, kind: 'form_submit', category: 'Demo', n: 1 }] as const;
    const { history, projection } = curveOf(rows, NOW);
    expect([history.length, projection.length]).toEqual([90, 30]);
    expect(history.at(-1)?.day).toBe('2026-06-15');
    expect(projection[0]?.day).toBe('2026-06-16');
    const points = projection.map((one) => one.points);
    expect(points).toEqual([...points].sort((a, b) => b - a));
    const heat = heatHistory(rows, 1, NOW)[0]?.heat ?? null;
    expect(projection[9]?.points).toBeCloseTo(pointsAt(heat, NOW) * 2 ** (-10 / MODEL.halfLifeDays), 1);
  });
});

describe('the days ahead', () => {
  const asked = (n: number) => [{ day: TODAY, kind: 'form_submit', category: 'Demo', n }] as const;

  it.each([1, 20, 60])('reach past the change of bucket that is announced (%i forms)', (n) => {
    const { next } = whyOf(asked(n), NOW);
    const { projection } = curveOf(asked(n), NOW);
    const change = dayText(dayOf(next?.at ?? 0));
    const beyond = projection.length - 1 - projection.findIndex((one) => one.day === change);
    expect(projection.length).toBeGreaterThan(beyond);
    expect(beyond).toBeGreaterThanOrEqual(5);
  });

  it('are never more than 90, nor fewer than 30', () => {
    const everything = SIGNAL_KINDS.flatMap((kind) =>
      CATEGORIES.map((category) => ({ day: TODAY, kind, category, n: 100_000 })),
    );
    expect(curveOf(everything, NOW).projection.length).toBeLessThanOrEqual(90);
    expect(curveOf(everything, NOW).projection.length).toBeGreaterThan(60);
    expect(curveOf([], NOW).projection).toHaveLength(30);
  });
});

describe('the sparkline', () => {
  it('counts signals by day over 30 days, today last, and leaves older ones out', () => {
    const spark = sparkOf(
      [
        { day: TODAY, n: 2 },
        { day: TODAY, n: 1 },
        { day: TODAY - 29, n: 4 },
        { day: TODAY - 30, n: 9 },
      ],
      NOW,
    );
    expect([spark.length, spark.at(-1), spark[0]]).toEqual([30, 3, 4]);
    expect(spark.reduce((sum, n) => sum + n, 0)).toBe(7);
  });
});
