import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asJson } from '../../browser/tag/as-json.ts';
import { cleanUrl } from '../../browser/tag/clean-url.ts';
import { CLICK_IDS } from '../../src/capture/attribution-sources.ts';
import { cleanUrl as cleanedByServer } from '../../src/capture/page.ts';
import { CLICK_PARAMETER } from '../../src/links/redirect.ts';
import { CollectFault, PROPS_JSON_MAX } from '../../wire/collect.ts';
import { plainSnippet, snippet } from '../../wire/snippet.ts';
import { DEFAULT_TAG_SETTINGS, renderTag } from '../../wire/tag-settings.ts';

describe('asJson', () => {
  test.each([
    ['a date that is none', { at: new Date('never') }, 'props.at'],
    ['not a number', { n: Number.NaN }, 'props.n'],
    ['an endless number', { list: [1, Number.NEGATIVE_INFINITY] }, 'props.list.1'],
    ['a function', { deep: { call: () => 1 } }, 'props.deep.call'],
    ['a symbol', { one: Symbol('x') }, 'props.one'],
    ['a big integer', { one: 1n }, 'props'],
  ])('names %s', (_, props, field) => {
    expect(asJson({ props })).toEqual({ fault: ['wrong_type', field] });
  });

  test('takes a copy: dates as ISO, undefined left out', () => {
    const props = { at: new Date(0), none: undefined, list: [1] };
    const said = asJson({ name: 'x', props });
    props.list.push(2);
    expect(said).toEqual({ name: 'x', props: { at: '1970-01-01T00:00:00.000Z', list: [1] } });
  });

  test('bounds what is sent, above what the server takes', () => {
    expect(asJson({ props: { text: 'x'.repeat(PROPS_JSON_MAX) } }).fault).toBeUndefined();
    expect(asJson({ props: { text: 'x'.repeat(10_000) } })).toEqual({ fault: ['too_large', 'props'] });
  });

  test('whatever the page passes, never throws, and is JSON or a fault that the wire takes', () => {
    fc.assert(
      fc.property(fc.anything({ withDate: true, withNullPrototype: true, withBigInt: true, maxDepth: 4 }), (props) => {
        const said = asJson({ props });
        if (said.fault) return CollectFault.safeParse(said.fault).success;
        return JSON.stringify(JSON.parse(JSON.stringify(said))) === JSON.stringify(said);
      }),
    );
  });
});

const TOKEN = '3f2a9c81d07b4e6fa5c2';
const UUID = '550e8400-e29b-41d4-a716-446655440000';

describe('cleanUrl, in the tag and on the server', () => {
  test.each([
    ['https://acme.com/pricing?plan=pro#top', 'https://acme.com/pricing?plan=pro'],
    ['https://ana:pw@acme.com/', 'https://acme.com/'],
    ['https://acme.com/?utm_source=news&utm_medium=email', 'https://acme.com/?utm_source=news&utm_medium=email'],
    [
      'https://acme.com/?gclid=Cj0KCQjw&msclkid=f3a2&li_fat_id=1&dclid=2&gad_source=5',
      'https://acme.com/?gclid=Cj0KCQjw&msclkid=f3a2&li_fat_id=1&dclid=2&gad_source=5',
    ],
    [
      'https://acme.com/?page=2&lang=pt-BR&ref=producthunt&v=2.1',
      'https://acme.com/?page=2&lang=pt-BR&ref=producthunt&v=2.1',
    ],
    // What forms that are sent by GET say.
    ['https://acme.com/noon?x=1&pw=&q=secret+text', 'https://acme.com/noon'],
    ['https://acme.com/?name=Ana&first_name=Ana&phone=%2B4930&iban=DE02&card=4111', 'https://acme.com/'],
    ['https://acme.com/?ssn=078051120&birthday=1980-02-03&password=x&user_id=7', 'https://acme.com/'],
    ['https://acme.com/?access_token=1&api_key=2&knock_v=abc.def&plan=pro', 'https://acme.com/?plan=pro'],
    // A harmless name does not make a value harmless.
    [`https://acme.com/?ref=ana%40acme.com&view=${TOKEN}&v=${UUID}`, 'https://acme.com/'],
    [`https://acme.com/?topic=${'very+'.repeat(20)}long`, 'https://acme.com/'],
    // The path.
    ['https://acme.com/u/jane@doe.com/edit', 'https://acme.com/u/*/edit'],
    ['https://acme.com/u/jane%40doe.com', 'https://acme.com/u/*'],
    [`https://acme.com/reset/${TOKEN}`, 'https://acme.com/reset/*'],
    [`https://acme.com/verify/${UUID}/done`, 'https://acme.com/verify/*/done'],
    ['https://acme.com/magic/eyJhbGciOiJIUzI1NiJ9.eyJ1IjoxfQ.sfl', 'https://acme.com/magic/*'],
    ['https://acme.com/@ana/post', 'https://acme.com/@ana/post'],
    [
      'https://acme.com/blog/how-to-choose-a-crm-for-25-seats-in-2024',
      'https://acme.com/blog/how-to-choose-a-crm-for-25-seats-in-2024',
    ],
    ['https://acme.com/p/1234567890123456', 'https://acme.com/p/1234567890123456'],
  ])('%s becomes %s', (raw, clean) => {
    expect(cleanUrl(raw)).toBe(clean);
    expect(cleanedByServer(new URL(raw))).toBe(clean);
  });

  test.each([
    ['https://acme.com/app#/pricing?plan=pro', 'https://acme.com/app/pricing'],
    ['https://acme.com/?utm_source=x#!/pricing/eu', 'https://acme.com/pricing/eu?utm_source=x'],
    ['https://acme.com/app/#!pricing', 'https://acme.com/app/pricing'],
    ['https://acme.com/app#/', 'https://acme.com/app'],
    ['https://acme.com/#/u/jane@doe.com', 'https://acme.com/u/*'],
    [`https://acme.com/#/reset/${TOKEN}`, 'https://acme.com/reset/*'],
    ['https://acme.com/app#pricing', 'https://acme.com/app'],
    ['https://acme.com/#access_token=/x', 'https://acme.com/'],
    ['https://acme.com/#/$&/%3Fx', 'https://acme.com/$&/%3Fx'],
  ])('a route in the fragment is a part of the path: %s becomes %s', (raw, clean) => {
    expect(cleanUrl(raw)).toBe(clean);
    expect(cleanedByServer(new URL(clean))).toBe(clean);
  });

  test.each([
    ['mailto:sales@acme.com?body=hello', 'mailto:sales@acme.com'],
    ['tel:+49301234', 'tel:+49301234'],
    ['http://[', ''],
  ])('%s becomes %s', (raw, clean) => {
    expect(cleanUrl(raw)).toBe(clean);
  });

  test('keeps every parameter that attribution reads, and the one that proves a click', () => {
    const query = CLICK_IDS.map(({ parameter }) => `${parameter}=abc`).join('&');
    expect(cleanUrl(`https://acme.com/?${query}`)).toBe(`https://acme.com/?${query}`);
    const landed = `https://acme.com/?${CLICK_PARAMETER}=${UUID}`;
    expect([cleanUrl(landed), cleanedByServer(new URL(landed))]).toEqual([landed, landed]);
  });

  test('let the same path through, and of the query nothing that is not known', () => {
    const name = fc.constantFrom('page', 'plan', 'ref', 'utm_term', 'q', 'name', 'pw', 'gclid', 'e-mail', 'P', 'V');
    const word = fc.oneof(fc.string(), fc.constantFrom(TOKEN, UUID, 'a@b.de', '4111111111111111', 'pro'));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, word)), fc.array(word), (query, path) => {
        const raw = new URL(`https://acme.com/${path.map(encodeURIComponent).join('/')}?${new URLSearchParams(query)}`);
        const clean = new URL(cleanUrl(raw.href));
        const recorded = new URL(cleanedByServer(raw));
        expect(cleanUrl(clean.href)).toBe(clean.href);
        expect(cleanedByServer(recorded)).toBe(recorded.href);
        expect(recorded.pathname).toBe(clean.pathname);
        const known = ['page', 'plan', 'ref', 'utm_term', 'gclid', 'P', 'V'];
        for (const key of [...recorded.searchParams.keys(), ...clean.searchParams.keys()]) expect(known).toContain(key);
        expect(`${recorded} ${clean}`).not.toMatch(/a(@|%40)b\.de/);
      }),
    );
  });

  test('takes no time over an address made to take it', () => {
    for (const part of ['@', '%40', 'a', '1a', 'a-', '1111-', '@.']) {
      const raw = `https://acme.com/${part.repeat(8_000 / part.length)}`;
      const began = performance.now();
      cleanUrl(raw);
      cleanedByServer(new URL(raw));
      expect(performance.now() - began).toBeLessThan(5_000);
    }
  });
});

describe('what the server makes of the tag', () => {
  test.each([
    ['nothing of what is usual', {}, {}],
    [
      'what is not recorded',
      { autocapture: { pages: true, clicks: false, forms: true, engagement: false } },
      { off: ['clicks', 'engagement'] },
    ],
    ['that consent is required', { consent: 'required' }, { consentRequired: true }],
    ['that DNT is not honoured', { respectDoNotTrack: false }, { ignoreDoNotTrack: true }],
    [
      'the rest as it is',
      { formEmail: true, ownHosts: ['a.test'], chat: true },
      { formEmail: true, ownHosts: ['a.test'], chat: true },
    ],
  ] as const)('the script is told %s', (_, changed, told) => {
    const script = renderTag('__KNOCK_SETTINGS__', { tagId: 'tag_1', ...DEFAULT_TAG_SETTINGS, ...changed });
    expect(JSON.parse(script)).toEqual({ tagId: 'tag_1', ...told });
  });

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
