import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scoreSentences, scoreTables, withTables } from '../../scripts/score-tables.ts';
import { CATEGORIES, type Category, SIGNAL_KINDS, type SignalKind } from '../../wire/signal.ts';
import { DAY, dayOf, startOfDay } from '../foundation/time.ts';
import { type ActivityRow, countActivity } from './activity.ts';
import { explain, inHundredths, sumsOf } from './explain.ts';
import { bucketAt, bucketOf, combine, heatThreshold, nextChange, pointsAt } from './heat.ts';
import { mixFactor } from './mix.ts';
import { GROUPS, LANDMARK_DAY, MODEL } from './model.ts';
import { contribution, counts, harmonic } from './points.ts';
import { reasonWords, topReasons } from './reason-words.ts';

const now = Date.parse('2026-09-14T12:00:00Z');
const today = dayOf(now);

const row: fc.Arbitrary<ActivityRow> = fc.record({
  day: fc.integer({ min: today - 400, max: today }),
  kind: fc.constantFrom(...SIGNAL_KINDS),
  category: fc.constantFrom(...CATEGORIES),
  n: fc.integer({ min: 1, max: 60 }),
});
const rows = fc.array(row, { maxLength: 30 });
const close = (a: number, b: number) =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(a), Math.abs(b)));
const of = (kind: SignalKind, category: Category, daysAgo = 0, n = 1): ActivityRow => ({
  kind,
  category,
  day: today - daysAgo,
  n,
});
const heatOf = (...some: ActivityRow[]) => combine(sumsOf(some));

describe('sums', () => {
  test('any way of counting up to n adds the same', () => {
    fc.assert(
      fc.property(
        row,
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }),
        ({ kind, category, day }, steps) => {
          let n = 0;
          let sum = 0;
          for (const step of steps) {
            sum += contribution(kind, category, day, n, n + step).amount;
            n += step;
          }
          close(sum, contribution(kind, category, day, 0, n).amount);
        },
      ),
    );
  });

  test('neither order nor split matters, and merging two contacts is adding their sums', () => {
    fc.assert(
      fc.property(rows, rows, (mine, theirs) => {
        const merged = sumsOf([...theirs, ...mine].reverse());
        const [a, b] = [sumsOf(mine), sumsOf(theirs)];
        for (let g = 0; g < GROUPS; g++) close(merged[g] ?? 0, (a[g] ?? 0) + (b[g] ?? 0));
      }),
    );
  });

  test('H(n) goes on smoothly where its table ends', () => {
    for (const n of [4096, 4097, 5000]) expect(harmonic(n) - harmonic(n - 1)).toBeCloseTo(1 / n, 9);
    expect(harmonic(3)).toBeCloseTo(1 + 1 / 2 + 1 / 3, 15);
    expect(harmonic(0)).toBe(0);
  });

  test('what was filtered and engaged time do not count', () => {
    expect(counts({ kind: 'track', name: 'page_engaged', filtered: null })).toBe(false);
    expect(counts({ kind: 'track', name: 'trial_started', filtered: null })).toBe(true);
    expect(counts({ kind: 'page_view', name: null, filtered: 'headless' })).toBe(false);
  });

  test('signals are counted by day, kind and category', () => {
    const view = { day: 5, kind: 'page_view', category: 'Pricing' } as const;
    expect(countActivity([view, { ...view, day: 6 }, view])).toEqual([
      { ...view, n: 2 },
      { ...view, day: 6, n: 1 },
    ]);
  });
});

describe('heat', () => {
  test('the score is the plain formula', () => {
    const some = [of('page_view', 'Pricing', 3, 4), of('page_view', 'Customers', 10), of('page_view', 'Login', 1, 2)];
    const halved = (days: number) => 2 ** (-days / MODEL.halfLifeDays);
    const { categories, worth, drag } = MODEL;
    const buying = categories.Pricing * (1 + 1 / 2 + 1 / 3 + 1 / 4) * halved(3) + categories.Customers * halved(10);
    const use = categories.Login * 1.5 * halved(1);
    const total = buying + worth.use * use;
    close(pointsAt(heatOf(...some), now), total / (1 + (drag.use * use) / total));
  });

  test('the order of contacts never changes with time', () => {
    fc.assert(
      fc.property(rows, rows, fc.integer({ min: 0, max: 4000 }), (a, b, days) => {
        const [ha, hb] = [heatOf(...a), heatOf(...b)];
        const later = now + days * DAY;
        if ((ha ?? -Infinity) >= (hb ?? -Infinity))
          expect(pointsAt(ha, later)).toBeGreaterThanOrEqual(pointsAt(hb, later));
      }),
    );
  });

  test('it halves in a half-life and ignores the hour of the day', () => {
    const heat = heatOf(of('form_submit', 'Demo'));
    close(pointsAt(heat, now + 10 * MODEL.halfLifeDays * DAY), pointsAt(heat, now) / 2 ** 10);
    expect(pointsAt(heat, startOfDay(today))).toBe(pointsAt(heat, startOfDay(today) + DAY - 1));
  });

  test('buckets agree with range queries, and the next change comes on the very day', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: -30, max: 300 }), (some, days) => {
        const heat = heatOf(...some);
        const moment = now + days * DAY;
        const bucket = bucketAt(heat, moment);
        if (heat !== null) {
          expect(heat >= heatThreshold('High', moment)).toBe(bucket === 'High');
          expect(heat >= heatThreshold('Medium', moment)).toBe(bucket !== 'Low');
        }
        const next = nextChange(heat, moment);
        if (next === null) {
          expect(bucket).toBe('Low');
          return;
        }
        expect(next.at).toBeGreaterThan(moment);
        expect(bucketAt(heat, next.at - 1)).toBe(bucket);
        expect(bucketAt(heat, next.at)).toBe(next.value);
        expect(next.value).not.toBe(bucket);
      }),
    );
  });

  test('a threshold itself is inside its bucket', () => {
    expect(bucketOf(MODEL.thresholds.High)).toBe('High');
    expect(bucketOf(MODEL.thresholds.Medium)).toBe('Medium');
    expect(bucketOf(MODEL.thresholds.Medium - 1e-9)).toBe('Low');
    for (const bucket of ['High', 'Medium'] as const) expect(bucketAt(heatThreshold(bucket, now), now)).toBe(bucket);
  });

  test('nothing scores nothing', () => {
    expect(combine(new Array(GROUPS).fill(0))).toBeNull();
    expect(pointsAt(null, now)).toBe(0);
    expect(bucketAt(null, now)).toBe('Low');
    expect(nextChange(null, now)).toBeNull();
  });

  test('sums of signals from 2000 to 2050 stay finite', () => {
    for (const year of ['2000', '2050']) {
      const { amount } = contribution('form_submit', 'Demo', dayOf(Date.parse(`${year}-06-01`)), 0, 1000);
      expect(Number.isFinite(amount) && amount > 0).toBe(true);
    }
    expect(LANDMARK_DAY).toBe(dayOf(Date.parse('2026-01-01')));
  });
});

describe('the mix factor', () => {
  const views = [of('page_view', 'Product'), of('page_view', 'Pricing')];

  test('is within (0, 1] and does not change when everything fades alike', () => {
    fc.assert(
      fc.property(rows, fc.double({ min: 1e-6, max: 1, noNaN: true }), (some, fade) => {
        const sums = sumsOf(some);
        const factor = mixFactor(sums);
        expect(factor > 0 && factor <= 1).toBe(true);
        close(mixFactor(sums.map((sum) => sum * fade)), factor);
      }),
    );
  });

  test.each([
    ['careers', of('form_submit', 'Find a Job')],
    ['log-ins', of('page_view', 'Login', 0, 5)],
    ['help', of('page_view', 'Support', 0, 5)],
    ['idle reading', of('page_view', 'Blog', 0, 30)],
    ['a word that it is no purchase', of('chat_message', 'Other')],
  ])('%s lower the factor', (_, other) => {
    expect(mixFactor(sumsOf([...views, other]))).toBeLessThan(mixFactor(sumsOf(views)));
  });

  test('more buying never lowers the score', () => {
    const buying = ['Pricing', 'Demo', 'Product', 'Comparison', 'Customers', 'Security'] as const;
    fc.assert(
      fc.property(rows, fc.constantFrom(...buying), (some, category) => {
        const more = pointsAt(heatOf(...some, of('page_view', category)), now);
        expect(more).toBeGreaterThan(pointsAt(heatOf(...some), now));
      }),
    );
  });

  test('one raised hand outweighs a customer’s daily use', () => {
    const use = [1, 2, 3, 4].flatMap((day) => [of('page_view', 'Login', day, 4), of('page_view', 'Support', day, 2)]);
    expect(bucketAt(heatOf(...use), now)).toBe('Low');
    expect(bucketAt(heatOf(...use, of('form_submit', 'Demo')), now)).toBe('High');
  });
});

describe('the explanation', () => {
  test('its contributions sum to the score, also in hundredths', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const explanation = explain(some, now);
        const sum = explanation.contributions.reduce((total, { points }) => total + points, 0);
        close(sum, explanation.points);
        const short = inHundredths(explanation);
        const cents = short.contributions.map(({ points }) => Math.round(points * 100));
        expect(cents.reduce((total, cent) => total + cent, 0)).toBe(Math.round(short.points * 100));
        for (const cent of cents) expect(cent).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('it agrees with the stored heat, names days and counts, and is sorted', () => {
    const some = [of('page_view', 'Pricing', 4, 2), of('page_view', 'Pricing', 1), of('form_submit', 'Demo', 0)];
    const { value, points, contributions, shares } = explain(some, now);
    expect(points).toBe(pointsAt(heatOf(...some), now));
    expect(value).toBe('High');
    expect(contributions.map(({ category, count, days }) => [category, count, days])).toEqual([
      ['Demo', 1, 1],
      ['Pricing', 3, 2],
    ]);
    expect(contributions[1]).toMatchObject({ firstDay: today - 4, lastDay: today - 1, group: 'evaluate' });
    close(
      shares.reduce((sum, { share }) => sum + share, 0),
      1,
    );
    expect(topReasons(contributions)).toEqual(['sent a Demo form', 'viewed Pricing 3 times']);
  });

  test('every kind of signal has words', () => {
    for (const kind of SIGNAL_KINDS) {
      expect(reasonWords({ kind, category: 'Chat', count: 2 })).toMatch(/ twice$/);
    }
  });
});

test('docs/intent-score.md publishes the weights there are', () => {
  const page = readFileSync(new URL('../../docs/intent-score.md', import.meta.url), 'utf8');
  expect(withTables(page, scoreTables(MODEL))).toBe(page);
  expect(scoreSentences(MODEL).filter((sentence) => !page.includes(sentence))).toEqual([]);
});

describe('a link that a rep gave, under a name that says nothing', () => {
  const opened = of('knock_link_open', 'Other', 6);
  test('makes two product pages of last week Medium', () => {
    expect(bucketAt(heatOf(opened, of('page_view', 'Product', 6, 2)), now)).toBe('Medium');
    expect(bucketAt(heatOf(of('page_view', 'Product', 6, 2)), now)).toBe('Low');
  });
  test('is Low when nothing follows', () => {
    expect(bucketAt(heatOf(of('knock_link_open', 'Other')), now)).toBe('Low');
  });
});
