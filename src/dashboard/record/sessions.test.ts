import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../foundation/time.ts';
import { visitsOf } from './sessions.ts';

const view = (id: string, minute: number, more: { session?: string; byBrowser?: boolean; browser?: string } = {}) => ({
  id,
  identityId: more.browser ?? 'b1',
  at: minute * MINUTE,
  session: more.session ?? null,
  byBrowser: more.byBrowser ?? true,
});

describe('visits', () => {
  it("are the tag's sessions where there are any, even across a long pause", () => {
    const { visits } = visitsOf([view('b', 100, { session: 's1' }), view('a', 0, { session: 's1' })], null);
    expect(visits).toEqual(['s1', 's1']);
  });

  it('end with a pause of 30 minutes where the browser names no session', () => {
    const { visits } = visitsOf([view('d', 90), view('c', 60), view('b', 31), view('a', 30)], null);
    expect(visits).toEqual(['visit-d', 'visit-c', 'visit-c', 'visit-c']);
  });

  it('do not join two browsers, and leave calls of servers alone', () => {
    const { visits } = visitsOf(
      [view('c', 2, { browser: 'b2' }), view('b', 1), view('a', 0, { byBrowser: false })],
      null,
    );
    expect(visits).toEqual(['visit-c', 'visit-b', null]);
  });

  it('of one browser are the same whether read in one page or in many', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 5 }),
        (pauses, pageSize) => {
          let minute = 10_000;
          const signals = pauses.map((pause, index) => {
            minute -= pause;
            return view(`s${index}`, minute);
          });
          const whole = visitsOf(signals, null).visits;
          const paged: (string | null)[] = [];
          let open: ReturnType<typeof visitsOf>['open'] = null;
          for (let from = 0; from < signals.length; from += pageSize) {
            const page = visitsOf(signals.slice(from, from + pageSize), open);
            paged.push(...page.visits);
            open = page.open;
          }
          expect(paged).toEqual(whole);
        },
      ),
    );
  });
});
