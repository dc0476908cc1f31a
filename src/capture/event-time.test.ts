import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../foundation/time.ts';
import { eventTime, parseTime } from './event-time.ts';

const now = Date.UTC(2026, 2, 4, 5, 6, 7);
const midnight = Date.UTC(2026, 2, 4);

describe('eventTime', () => {
  it.each([
    ['a browser on time', { statedAt: now - MINUTE, sentAt: now - SECOND }, now - MINUTE, []],
    ['a browser that does not say when it sent', { statedAt: now - MINUTE, sentAt: null }, now - MINUTE, []],
    ['delivery that took 10 s', { statedAt: now - 12_000, sentAt: now - 10_000 }, now - 12_000, []],
    ['a clock 11 s behind', { statedAt: now - 15_000, sentAt: now - 11_000 }, now - 4_000, ['clock_corrected']],
    [
      'a clock an hour behind',
      { statedAt: now - HOUR - MINUTE, sentAt: now - HOUR },
      now - MINUTE,
      ['clock_corrected'],
    ],
    ['a clock an hour ahead', { statedAt: now + HOUR - MINUTE, sentAt: now + HOUR }, now - MINUTE, ['clock_corrected']],
    ['a clock years behind', { statedAt: 5 * MINUTE, sentAt: 6 * MINUTE }, now - MINUTE, ['clock_corrected']],
    ['an outbox of yesterday', { statedAt: now - 23 * HOUR, sentAt: now }, now - 23 * HOUR, []],
    ['an event exactly 24 h old', { statedAt: now - DAY, sentAt: now }, now - DAY, []],
    ['an event older than 24 h', { statedAt: now - DAY - 1, sentAt: now }, now, ['late']],
    ['an event 2 s in the future', { statedAt: now + 2_000, sentAt: now }, now, []],
    ['an event after its own sending', { statedAt: now + HOUR, sentAt: now }, now, ['from_future']],
    [
      'a wrong clock and an old event',
      { statedAt: now - 4 * DAY, sentAt: now - HOUR },
      now,
      ['clock_corrected', 'late'],
    ],
    ['no stated time', { statedAt: null, sentAt: now }, now, []],
  ])('of %s', (_, stated, at, flags) => {
    expect(eventTime({ ...stated, receivedAt: now, trusted: false })).toMatchObject({ at, flags });
  });

  it.each([
    ['an import of last year', { statedAt: now - 400 * DAY, sentAt: now }, now - 400 * DAY, []],
    ['a record sent again with its old sentAt', { statedAt: now - 9 * DAY, sentAt: now - 9 * DAY }, now - 9 * DAY, []],
    ['a server clock a minute ahead', { statedAt: now, sentAt: now + MINUTE }, now - MINUTE, ['clock_corrected']],
    ['the future', { statedAt: now + HOUR, sentAt: null }, now, ['from_future']],
  ])('of a trusted caller with %s', (_, stated, at, flags) => {
    expect(eventTime({ ...stated, receivedAt: now, trusted: true })).toMatchObject({ at, flags });
  });

  it('is never after receipt, whatever is stated', () => {
    const time = fc.option(fc.integer({ min: 0, max: 2 ** 42 }));
    fc.assert(
      fc.property(time, time, fc.boolean(), (statedAt, sentAt, trusted) => {
        expect(eventTime({ statedAt, sentAt, receivedAt: now, trusted }).at).toBeLessThanOrEqual(now);
      }),
    );
  });
});

describe('the time in the id', () => {
  const idTime = (statedAt: number | null, receivedAt: number, trusted = false) =>
    eventTime({ statedAt, sentAt: receivedAt, receivedAt, trusted }).idTime;

  it('is the stated one, so that a retry has the same id', () => {
    expect(idTime(now - HOUR, now)).toBe(now - HOUR);
    expect(idTime(now - HOUR, now + 3 * DAY)).toBe(now - HOUR);
  });

  it('is the day of receipt where a clock is out of reason or says nothing', () => {
    expect(idTime(0, now)).toBe(midnight);
    expect(idTime(now + 90 * DAY, now)).toBe(midnight);
    expect(idTime(null, now)).toBe(midnight);
    expect(idTime(null, now + HOUR)).toBe(midnight);
  });

  it('is any past one of a trusted caller', () => {
    expect(idTime(now - 800 * DAY, now, true)).toBe(now - 800 * DAY);
  });
});

describe('parseTime', () => {
  it.each([
    ['2026-03-04T05:06:07.890Z', Date.UTC(2026, 2, 4, 5, 6, 7, 890)],
    ['2026-03-04T05:06:07Z', now],
    ['2026-03-04T05:06:07', now],
    ['2026-03-04 05:06:07', now],
    ['2026-03-04T07:06:07+02:00', now],
    ['2026-03-04T07:06:07+0200', now],
    ['2026-03-04T05:06:07.123456Z', now + 123],
    ['2026-03-04', midnight],
    [now, now],
    [now + 0.5, now],
    [undefined, null],
    [null, null],
    ['', null],
  ])('reads %j', (raw, at) => {
    expect(parseTime(raw, 'timestamp')).toEqual({ ok: true, value: at });
  });

  it.each([
    ['yesterday'],
    ['2026-13-45'],
    ['1/2/2026'],
    [-1],
    [Number.NaN],
    [1e18],
    [{}],
    [true],
    ['2026-03-04T25:00Z'],
  ])('refuses %j', (raw) => {
    expect(parseTime(raw, 'timestamp')).toMatchObject({ ok: false, reason: 'bad_time', field: 'timestamp' });
  });
});
