import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendedStretches, type PersonClaim, stretchAt, stretchesOf } from './stretches.ts';

const claim = (at: number, personId: string, signalId = `s${at}${personId}`): PersonClaim => ({
  at,
  personId,
  signalId,
  weak: false,
});
const likely = (at: number, personId: string): PersonClaim => ({ ...claim(at, personId), weak: true });
const shape = (claims: readonly PersonClaim[]) => stretchesOf(claims).map(({ since, personId }) => [since, personId]);

describe('stretchesOf', () => {
  it.each<[string, PersonClaim[], [number, string | null][]]>([
    ['nobody said who', [], [[0, null]]],
    ['what came before the first claim is the first person’s', [claim(50, 'ann')], [[0, 'ann']]],
    [
      'a second person takes over from their claim on',
      [claim(50, 'ann'), claim(70, 'bob')],
      [
        [0, 'ann'],
        [70, 'bob'],
      ],
    ],
    ['saying it again changes nothing', [claim(50, 'ann'), claim(60, 'ann')], [[0, 'ann']]],
    [
      'and back',
      [claim(5, 'ann'), claim(6, 'bob'), claim(7, 'ann')],
      [
        [0, 'ann'],
        [6, 'bob'],
        [7, 'ann'],
      ],
    ],
    ['a likely person is the browser from the beginning', [likely(50, 'ann')], [[0, 'ann']]],
    ['of several likely ones the earliest, and no switch', [likely(50, 'ann'), likely(70, 'bob')], [[0, 'ann']]],
    ['a named person outweighs likely ones before', [likely(50, 'ann'), claim(70, 'bob')], [[0, 'bob']]],
    ['and after', [claim(50, 'bob'), likely(70, 'ann')], [[0, 'bob']]],
    ['at one instant the greatest signal id holds', [claim(5, 'ann', 'b'), claim(5, 'bob', 'a')], [[0, 'ann']]],
  ])('%s', (_case, claims, expected) => {
    expect(shape(claims)).toEqual(expected);
    expect(shape([...claims].reverse())).toEqual(expected);
  });

  it('says of a stretch that rests on weak claims alone that it does', () => {
    expect(stretchesOf([likely(50, 'ann')])).toMatchObject([{ weak: true }]);
    expect(stretchesOf([likely(50, 'ann'), claim(70, 'ann')])).toMatchObject([{ weak: false }]);
  });

  it('holds every instant in exactly one stretch', () => {
    const stretches = stretchesOf([claim(5, 'ann'), claim(9, 'bob')]);
    expect([0, 4, 5, 8, 9, 99].map((at) => stretchAt(stretches, at).personId)).toEqual([
      'ann',
      'ann',
      'ann',
      'ann',
      'bob',
      'bob',
    ]);
  });
});

describe('appendedStretches', () => {
  const claims = fc.array(
    fc.record({
      at: fc.nat({ max: 12 }),
      personId: fc.constantFrom('ann', 'bob', 'eve'),
      signalId: fc.uuid(),
      weak: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    }),
    { minLength: 1, maxLength: 8 },
  );

  it('adds to the stretches so far exactly what the whole set gives, or asks for the whole set', () => {
    let added = 0;
    fc.assert(
      fc.property(claims, claims, (before, now) => {
        const stretches = stretchesOf(before);
        const appended = appendedStretches(stretches, now, Math.max(...before.map((one) => one.at)));
        if (appended === null) return;
        added += 1;
        const whole = stretchesOf([...before, ...now]).map(({ since, personId }) => ({ since, personId }));
        expect([...stretches, ...appended].map(({ since, personId }) => ({ since, personId }))).toEqual(whole);
      }),
      { numRuns: 2_000 },
    );
    expect(added).toBeGreaterThan(100);
  });
});
