import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { properties, SEGMENT_LIMITS, TAG_LIMITS } from './properties.ts';

const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]));

describe('properties of the tag', () => {
  it.each([
    [{ plan: 'pro', seats: 25, trial: false, none: null, tags: ['a', 'b'] }],
    [{ a: { b: { c: 1 } } }],
    [{ items: [{ sku: 1 }] }],
    [keys(100)],
    [{ list: Array(50).fill(1) }],
    [{ text: 'x'.repeat(1_024) }],
  ])('takes %j as it is', (raw) => {
    expect(properties(raw, 'props', TAG_LIMITS)).toEqual({ ok: true, value: raw });
  });

  it.each([[undefined], [null], [{}]])('takes %j as none', (raw) => {
    expect(properties(raw, 'props', TAG_LIMITS)).toEqual({ ok: true, value: null });
  });

  it.each([
    ['text', 'wrong_type', 'props'],
    [[1], 'wrong_type', 'props'],
    [keys(101), 'too_many', 'props'],
    [{ list: Array(51).fill(1) }, 'too_many', 'props.list'],
    [{ text: 'x'.repeat(1_025) }, 'too_long', 'props.text'],
    [{ a: { b: { c: { d: 1 } } } }, 'too_deep', 'props.a.b.c'],
    [{ a: [[[1]]] }, 'too_deep', 'props.a[0][0]'],
    [{ a: [{ b: 'x'.repeat(2_000) }] }, 'too_long', 'props.a[0].b'],
    [Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`k${i}`, 'x'.repeat(1_000)])), 'too_large', 'props'],
    [{ ['k'.repeat(129)]: 1 }, 'too_long', `props.${'k'.repeat(32)}…`],
    [JSON.parse('{"n":1e999}'), 'not_allowed', 'props.n'],
    [JSON.parse('{"__proto__":{"admin":true}}'), 'not_allowed', 'props.__proto__'],
  ])('refuses %j', (raw, reason, field) => {
    expect(properties(raw, 'props', TAG_LIMITS)).toMatchObject({ ok: false, reason, field });
  });

  it('takes out what the database cannot store', () => {
    expect(properties({ 'k\0': 'a\0b', l: ['\uDC00'] }, 'props', TAG_LIMITS)).toEqual({
      ok: true,
      value: { k: 'ab', l: ['\uFFFD'] },
    });
  });

  it('answers whatever JSON comes, and what it takes stays within the limits', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (raw) => {
        const taken = properties(raw, 'props', TAG_LIMITS);
        if (taken.ok) expect(JSON.stringify(taken.value).length).toBeLessThanOrEqual(TAG_LIMITS.json);
        else expect(taken.field).toMatch(/^props/);
      }),
    );
  });
});

describe('properties of Segment', () => {
  it('may be as large as an event', () => {
    const raw = { body: 'x'.repeat(30_000), products: Array(60).fill({ price: { net: 1 } }) };
    expect(properties(raw, 'properties', SEGMENT_LIMITS)).toEqual({ ok: true, value: raw });
  });
});
