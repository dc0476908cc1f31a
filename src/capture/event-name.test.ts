import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_NAME } from '../../wire/collect.ts';
import { eventName, segmentEventName } from './event-name.ts';

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

describe('segmentEventName', () => {
  it.each([
    ['Demo Requested', 'demo_requested'],
    ['Página vista', 'pagina_vista'],
    ['資料請求', '資料請求'],
    ['日本', '日本'],
    ['資料請求 (Form)', '資料請求_form'],
    ['Заявка — Йод', 'заявка_йод'],
    ['डेमो अनुरोध', 'डेमो_अनुरोध'],
    ['ガイド', 'ガイド'],
    ['ﾃﾞﾓ Café', 'デモ_cafe'],
    ['3D View Opened', '3d_view_opened'],
    ['404', '404'],
    ['２０２６年', '2026年'],
    ['ß', 'ß'],
    ['𠮷'.repeat(40), '𠮷'.repeat(32)],
    [`${'請'.repeat(63)} 求`, '請'.repeat(63)],
  ])('%j is %j', (raw, name) => {
    expect(segmentEventName(raw, 'event')).toEqual({ ok: true, value: name });
  });

  it.each([
    [undefined, 'missing'],
    [{}, 'wrong_type'],
    ['', 'bad_name'],
    ['!!! — ???', 'bad_name'],
    ['🎉', 'bad_name'],
    ['\u0301\ud800', 'bad_name'],
  ])('refuses %j as %s', (raw, reason) => {
    expect(segmentEventName(raw, 'event')).toMatchObject({ ok: false, reason, field: 'event' });
  });

  it('is the same when applied again, and the browser’s for names in Latin letters', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (raw) => {
        const once = segmentEventName(raw, 'event');
        if (!once.ok) return;
        expect(once.value.length).toBeLessThanOrEqual(64);
        expect(segmentEventName(once.value, 'event')).toEqual(once);
        const browser = eventName(raw, 'event');
        if (browser.ok && /^[ -~]*$/.test(raw)) expect(once).toEqual(browser);
      }),
      { numRuns: 2_000 },
    );
  });
});
