import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_NAME } from '../../wire/collect.ts';
import { eventName } from './event-name.ts';

describe('eventName', () => {
  it.each([
    ['demo_requested', 'demo_requested'],
    ['Demo Requested', 'demo_requested'],
    ['demo-requested', 'demo_requested'],
    ['  Demo   Requested! ', 'demo_requested'],
    ['$pageleave', 'pageleave'],
    ['[Amplitude] Page Viewed', 'amplitude_page_viewed'],
    ['Página vista', 'pagina_vista'],
    ['Ärger', 'arger'],
    ['Über uns', 'uber_uns'],
    ['Événement', 'evenement'],
    ['  Plan: Pro (yearly)  ', 'plan_pro_yearly'],
    ['a'.repeat(80), 'a'.repeat(64)],
    [`${'a'.repeat(63)} b`, 'a'.repeat(63)],
    ['v2', 'v2'],
  ])('%j is %j', (raw, name) => {
    expect(eventName(raw, 'name')).toEqual({ ok: true, value: name });
  });

  it.each([
    [undefined, 'missing'],
    [null, 'missing'],
    [3, 'wrong_type'],
    [{}, 'wrong_type'],
    ['', 'bad_name'],
    ['!!!', 'bad_name'],
    ['2nd visit', 'bad_name'],
    ['見積もり', 'bad_name'],
  ])('refuses %j as %s', (raw, reason) => {
    expect(eventName(raw, 'event')).toMatchObject({ ok: false, reason, field: 'event' });
  });

  it('is the same when applied again, and always matches the published pattern', () => {
    fc.assert(
      fc.property(fc.string(), (raw) => {
        const once = eventName(raw, 'name');
        if (!once.ok) return;
        expect(once.value).toMatch(EVENT_NAME);
        expect(eventName(once.value, 'name')).toEqual(once);
      }),
    );
  });
});
