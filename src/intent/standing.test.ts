import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { first, later, type PlacedTouch } from './standing.ts';

const placed = (source: string, entry: boolean, at: number, signalId: string): PlacedTouch => ({
  touch: { source, channel: source, campaign: null, medium: null, referrer: null, entry, landing: '/' },
  ...{ entry, at, signalId },
});

describe('the first touch', () => {
  it.each<[string, PlacedTouch, PlacedTouch]>([
    ['the earlier of two that began sessions', placed('Google', true, 1, 'b'), placed('LinkedIn', true, 2, 'a')],
    ['the earlier of two that did not', placed('Direct', false, 1, 'b'), placed('Google', false, 2, 'a')],
    ['the smaller id at one instant', placed('Google', true, 1, 'a'), placed('LinkedIn', true, 1, 'b')],
    ['what began a session, after an identify', placed('Google', true, 2, 'b'), placed('Direct', false, 1, 'a')],
    ['what began a session, at the same instant', placed('Google', true, 1, 'b'), placed('Direct', false, 1, 'a')],
    ['what began a session, years after a stray event', placed('AI', true, 9e9, 'b'), placed('Direct', false, 0, 'a')],
  ])('is %s', (_case, expected, other) => {
    expect(first(expected, other)).toBe(expected);
    expect(first(other, expected)).toBe(expected);
  });

  it('is the same in any order and grouping, also where the touches themselves were not read', () => {
    const touch = fc
      .record({ entry: fc.boolean(), at: fc.nat({ max: 2 }), signalId: fc.constantFrom('a', 'b', 'c', 'd') })
      .map((placing): PlacedTouch => ({ touch: null, ...placing }));
    fc.assert(
      fc.property(fc.option(touch), fc.option(touch), fc.option(touch), (a, b, c) => {
        expect(first(a, b)).toEqual(first(b, a));
        expect(first(first(a, b), c)).toEqual(first(a, first(b, c)));
        expect(first(a, a)).toEqual(a);
        expect(first(a, null)).toEqual(a);
      }),
    );
  });
});

it('the latest touch is by time alone', () => {
  const [one, other] = [placed('Google', true, 1, 'b'), placed('AI', true, 1, 'c')];
  expect([later(one, other), later(other, one)]).toEqual([other, other]);
});
