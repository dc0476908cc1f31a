import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INTENT_SCORES, type IntentScore } from '../../wire/signal.ts';
import { bucketAt } from '../intent/heat.ts';
import { EVERYTHING, heatsOf, isWanted, type Leg, legsAfter, type Seen, type Wanted } from './legs.ts';

const NOW = Date.UTC(2026, 5, 15);

// What the database does with a leg, said plainly.
function rowsOf(leg: Leg, sorted: readonly Seen[], direction: 'desc' | 'asc'): Seen[] {
  const isAfter = (id: string, after: string | null) =>
    after === null || (direction === 'desc' ? id > after : id < after);
  return sorted.filter(({ key, id }) => {
    if (leg.kind === 'none') return key === null && isAfter(id, leg.after);
    if (key === null) return false;
    if (leg.kind === 'tie') return key === leg.key && isAfter(id, leg.after);
    const { atLeast, below, above } = leg.range;
    return (
      (atLeast === null || key >= atLeast) && (below === null || key < below) && (above === undefined || key > above)
    );
  });
}

function inOrder(rows: readonly Seen[], direction: 'desc' | 'asc'): Seen[] {
  const down = [...rows].sort((a, b) => (b.key ?? -1e9) - (a.key ?? -1e9) || (a.id < b.id ? -1 : 1));
  return direction === 'desc' ? down : down.reverse();
}

function walk(all: readonly Seen[], wanted: Wanted, direction: 'desc' | 'asc', pageSize: number): Seen[] {
  const sorted = inOrder(all, direction);
  const walked: Seen[] = [];
  for (let seen: Seen | null = null; ; ) {
    const page = legsAfter(wanted, direction, seen)
      .flatMap((leg) => rowsOf(leg, sorted, direction))
      .slice(0, pageSize);
    walked.push(...page);
    if (page.length < pageSize) return walked;
    seen = page.at(-1) ?? null;
  }
}

const rows = fc
  .array(fc.option(fc.constantFrom(-1, 0, 18.5, 19, 20.1, 21, 22), { nil: null }), { maxLength: 30 })
  .map((keys) => keys.map((key, index) => ({ key, id: `id-${String(index).padStart(3, '0')}` })));
const buckets = fc.option(fc.subarray([...INTENT_SCORES], { minLength: 1 }), { nil: null });

describe('walking a sorted list by cursors', () => {
  it('visits everything wanted once, in the order of the list, whatever ties and gaps there are', () => {
    fc.assert(
      fc.property(
        rows,
        buckets,
        fc.constantFrom('desc' as const, 'asc' as const),
        fc.integer({ min: 1, max: 7 }),
        (all, words, direction, pageSize) => {
          const wanted = heatsOf(words, NOW);
          const expected = inOrder(all, direction).filter((row) => isWanted(wanted, row.key));
          expect(walk(all, wanted, direction, pageSize)).toEqual(expected);
        },
      ),
    );
  });

  it('reads the first page of everything as one piece, then those without a key', () => {
    expect(legsAfter(EVERYTHING, 'desc', null).map((leg) => leg.kind)).toEqual(['range', 'none']);
  });
});

describe('the heats of buckets', () => {
  it('are those of the contacts that the score calls so', () => {
    fc.assert(
      fc.property(
        fc.option(fc.double({ min: -50, max: 50, noNaN: true }), { nil: null }),
        fc.subarray([...INTENT_SCORES], { minLength: 1 }),
        (heat, words: IntentScore[]) => {
          expect(isWanted(heatsOf(words, NOW), heat)).toBe(words.includes(bucketAt(heat, NOW)));
        },
      ),
    );
  });
});
