import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanUrl } from '../../browser/tag/clean-url.ts';
import { checkProps, eventName } from '../../browser/tag/event-rules.ts';
import {
  EVENT_NAME,
  PROP_KEYS_MAX,
  PROP_LEVELS_MAX,
  PROP_LIST_MAX,
  PROP_STRING_MAX,
  PROPS_JSON_MAX,
} from '../../wire/collect.ts';
import { plainSnippet, snippet } from '../../wire/snippet.ts';
import { DEFAULT_TAG_SETTINGS, renderTag } from '../../wire/tag-settings.ts';

describe('eventName', () => {
  test.each([
    ['Trial Started!', 'trial_started'],
    ['trial-started', 'trial_started'],
    ['  Plan: Pro (yearly)  ', 'plan_pro_yearly'],
    ['a'.repeat(80), 'a'.repeat(64)],
    ['2fa_enabled', null],
    ['試用開始', null],
    ['', null],
    [undefined, 'undefined'],
  ])('%j becomes %j', (raw, name) => {
    expect(eventName(raw)).toBe(name);
  });

  test('whatever the page passes, is a name the server takes, or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const name = eventName(raw);
        return name === null || EVENT_NAME.test(name);
      }),
    );
  });
});

describe('checkProps', () => {
  const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n]));

  test.each([
    ['keys', keys(PROP_KEYS_MAX), keys(PROP_KEYS_MAX + 1), 'too_many_keys'],
    ['list', { a: Array(PROP_LIST_MAX).fill(1) }, { a: Array(PROP_LIST_MAX + 1).fill(1) }, 'list_too_long'],
    ['string', { a: 'x'.repeat(PROP_STRING_MAX) }, { a: 'x'.repeat(PROP_STRING_MAX + 1) }, 'string_too_long'],
    ['levels', { a: { b: [1] } }, { a: { b: [{}] } }, 'too_deep'],
    ['levels of objects', { a: { b: { c: 1 } } }, { a: { b: { c: {} } } }, 'too_deep'],
    ['size', { a: Array(8).fill('x'.repeat(1000)) }, { a: Array(9).fill('x'.repeat(1000)) }, 'too_large'],
    ['number', { a: 1 }, { a: Number.NaN }, 'wrong_type'],
    ['date', { a: new Date(0) }, { a: new Date('never') }, 'wrong_type'],
    ['function', { a: null }, { a: () => 1 }, 'wrong_type'],
    ['object', {}, [], 'not_an_object'],
  ])('bounds the %s exactly', (_, within, beyond, code) => {
    expect(checkProps(within, 'props').fault).toBeUndefined();
    expect(checkProps(beyond, 'props').fault?.code).toBe(code);
  });

  test('names the field at fault, writes dates as ISO and leaves out undefined', () => {
    expect(checkProps({ team: [{ name: 1n }] }, 'traits').fault).toEqual({
      code: 'wrong_type',
      field: 'traits.team[0].name',
    });
    expect(checkProps({ at: new Date(0), none: undefined }, 'props').value).toEqual({ at: '1970-01-01T00:00:00.000Z' });
  });

  test('what it passes is JSON within every limit, and comes back from JSON unchanged', () => {
    const levels = (value: unknown): number =>
      value && typeof value === 'object' ? 1 + Math.max(0, ...Object.values(value).map(levels)) : 0;
    fc.assert(
      fc.property(fc.anything({ withDate: true, withNullPrototype: true, withBigInt: true, maxDepth: 4 }), (raw) => {
        const { value, fault } = checkProps(raw, 'props');
        if (fault) return;
        const json = JSON.stringify(value);
        expect(json.length).toBeLessThanOrEqual(PROPS_JSON_MAX);
        expect(levels(value)).toBeLessThanOrEqual(PROP_LEVELS_MAX);
        expect(JSON.stringify(JSON.parse(json))).toBe(json);
      }),
    );
  });
});

describe('cleanUrl', () => {
  test.each([
    ['https://acme.com/pricing?plan=pro#top', 'https://acme.com/pricing?plan=pro'],
    ['https://ana:pw@acme.com/', 'https://acme.com/'],
    ['https://acme.com/?utm_source=news&utm_medium=email', 'https://acme.com/?utm_source=news&utm_medium=email'],
    ['https://acme.com/?access_token=1&q=crm&api_key=2&Password=3', 'https://acme.com/?q=crm'],
    ['https://acme.com/?who=ana%40acme.com&next=eyJhbGciOi', 'https://acme.com/'],
    ['https://acme.com/?knock_v=abc.def', 'https://acme.com/'],
    ['mailto:sales@acme.com?body=hello', 'mailto:sales@acme.com'],
    ['tel:+49301234', 'tel:+49301234'],
    ['http://[', ''],
  ])('%s becomes %s', (raw, clean) => {
    expect(cleanUrl(raw)).toBe(clean);
  });
});

describe('what the server makes of the tag', () => {
  test('settings cannot break out of the script', () => {
    const hostile = '</script><script>alert(1)//\u2028$&';
    const script = renderTag('(()=>{let s=__KNOCK_SETTINGS__;return s})()', {
      ...DEFAULT_TAG_SETTINGS,
      tagId: hostile,
    });
    expect(script).not.toMatch(/<|\u2028/);
    // biome-ignore lint/security/noGlobalEval: what a browser does with a script.
    expect(eval(script).tagId).toBe(hostile);
  });

  test('the snippet is one line, and neither it nor the plain one breaks with an odd origin or nonce', () => {
    const line = snippet('https://knock.acme.com/', 'tag_1', 'r4nd0m"><img>');
    expect(line).not.toContain('\n');
    expect(line).toContain('<script nonce="r4nd0mimg" async src="https://knock.acme.com/knock-tag/tag_1.js"></script>');
    expect(plainSnippet('https://knock.acme.com', 'tag 1')).toBe(
      '<script async src="https://knock.acme.com/knock-tag/tag%201.js"></script>',
    );
  });
});
