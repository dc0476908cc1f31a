import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATEGORIES, SIGNAL_KINDS } from '../../../wire/signal.ts';
import { startOfDay } from '../../foundation/time.ts';
import { explain } from '../../intent/explain.ts';
import { bucketsByDay, LEAD_DAYS } from './bucket-history.ts';

const LAST = 20_600;
const FIRST = LAST - 20;

const contact = fc.array(
  fc.record({
    day: fc.integer({ min: LAST - 120, max: LAST }),
    kind: fc.constantFrom(...SIGNAL_KINDS),
    category: fc.constantFrom(...CATEGORIES),
    n: fc.integer({ min: 1, max: 5 }),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('buckets by day', () => {
  it('count each contact as its score was at the end of the day, Low ones while they are recent', () => {
    fc.assert(
      fc.property(fc.array(contact, { maxLength: 6 }), (contacts) => {
        for (const { day, high, medium, low } of bucketsByDay(contacts, FIRST, LAST)) {
          const values = contacts
            .map((rows) => rows.filter((row) => row.day <= day))
            .filter((rows) => rows.length > 0)
            .map((rows) => {
              const { value } = explain(rows, startOfDay(day));
              const recent = rows.some((row) => row.day > day - LEAD_DAYS);
              return value === 'Low' && !recent ? 'gone' : value;
            });
          const count = (word: string) => values.filter((value) => value === word).length;
          expect([high, medium, low]).toEqual([count('High'), count('Medium'), count('Low')]);
        }
      }),
      { numRuns: 50 },
    );
  });
});
