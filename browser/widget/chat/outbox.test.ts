import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { delayMs, fateOf, nextToSend, type Outgoing, unanswered } from './outbox.ts';

function item(clientId: string, at: number, more: Partial<Outgoing> = {}): Outgoing {
  return {
    clientId,
    at,
    text: clientId,
    files: [],
    answer: null,
    page: { url: 'https://acme.example/' },
    contact: null,
    refused: null,
    orphan: false,
    ...more,
  };
}

describe('what an answer means', () => {
  test.each([
    [200, 'done'],
    [201, 'done'],
    [0, 'again'],
    [408, 'again'],
    [429, 'again'],
    [500, 'again'],
    [503, 'again'],
    [404, 'gone'],
    [400, 'refused'],
    [403, 'refused'],
    [413, 'refused'],
  ] as const)('%d: %s', (status, fate) => expect(fateOf(status)).toBe(fate));
});

describe('what leaves next', () => {
  const own = new Set(['a', 'b', 'c']);

  test('the oldest, whatever order the storage has', () => {
    expect(nextToSend([item('b', 2), item('a', 1)], own, 10)?.clientId).toBe('a');
  });

  test('a refused one lets the others pass', () => {
    expect(nextToSend([item('a', 1, { refused: 'invalid' }), item('b', 2)], own, 10)?.clientId).toBe('b');
  });

  test("another tab's message holds back what came after it, until that tab seems to have ended", () => {
    const items = [item('theirs', 1), item('a', 2)];
    expect(nextToSend(items, own, 5_000)).toBeUndefined();
    expect(nextToSend(items, own, 20_000)?.clientId).toBe('theirs');
    expect(nextToSend([item('theirs', 1, { orphan: true }), item('a', 2)], own, 5_000)?.clientId).toBe('theirs');
  });

  test('all leave, each once, in the order they were written', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(1000), { maxLength: 20 }), (times) => {
        let items = times.map((at) => item(`c${at}`, at));
        const mine = new Set(items.map(({ clientId }) => clientId));
        const left: number[] = [];
        for (let one = nextToSend(items, mine, 0); one; one = nextToSend(items, mine, 0)) {
          left.push(one.at);
          items = items.filter((other) => other !== one);
        }
        expect(left).toEqual([...times].sort((a, b) => a - b));
      }),
    );
  });
});

test('what has arrived waits no longer, even before its answer', () => {
  const arrived = { clientId: 'a' } as Parameters<typeof unanswered>[1][number];
  expect(unanswered([item('b', 2), item('a', 1)], [arrived]).map(({ clientId }) => clientId)).toEqual(['b']);
});

test('the wait grows, is spread, has an end, and is never shorter than the server asked for', () => {
  expect([1, 2, 3].map((failures) => delayMs(failures, 0, 0.5))).toEqual([1_000, 2_000, 4_000]);
  expect(delayMs(1, 30_000, 0)).toBe(30_000);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (failures, chance) => {
        const wait = delayMs(failures, 0, chance);
        expect(wait).toBeGreaterThanOrEqual(750);
        expect(wait).toBeLessThanOrEqual(75_000);
      },
    ),
  );
});
