import { describe, expect, it } from 'vitest';
import { changeOf, shownPast } from './score-curve.ts';

const thresholds = { Medium: 2, High: 8 };
const days = (...points: number[]) =>
  points.map((one, n) => ({ day: new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10), points: one }));
const flat = (length: number, points = 0) => Array.from({ length }, () => points);

describe('the past of a score that is shown', () => {
  it.each([
    ['is all of it when something was there from the start', days(...flat(90, 5)), 90],
    ['begins a little before the first rise', days(...flat(45), ...flat(45, 9)), 50],
    ['leaves out what would lie on the floor', days(...flat(45, 0.1), ...flat(45, 9)), 50],
    ['keeps every day that was Medium, however high it went later', days(...flat(20), ...flat(70, 2)), 75],
    ['is 30 days when all is recent', days(...flat(88), 4, 6), 30],
    ['is 30 days when nothing happened', days(...flat(90)), 30],
    ['is as long as the workspace when that is short', days(1, 2, 3), 3],
  ])('%s', (_, history, length) => {
    const shown = shownPast({ history, thresholds }, 400);
    expect(shown).toHaveLength(length);
    expect(shown.at(-1)).toEqual(history.at(-1));
  });
});

describe('the change of bucket on the chart', () => {
  const projection = days(9, 8.5, 7.9, 7);
  it('is the day that is announced', () => {
    expect(changeOf({ next: { value: 'Medium', at: '2026-01-03T00:00:00.000Z' }, projection })).toEqual(projection[2]);
  });
  it('is nowhere when there is none, or none within reach', () => {
    expect(changeOf({ next: null, projection })).toBeNull();
    expect(changeOf({ next: { value: 'Medium', at: '2027-01-03T00:00:00.000Z' }, projection })).toBeNull();
  });
});
