import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkify } from './linkify.ts';

const links = (text: string) => linkify(text).flatMap(({ href }) => href ?? []);

describe('links in a message', () => {
  test.each([
    ['see https://acme.com/pricing.', ['https://acme.com/pricing']],
    ['(https://en.wikipedia.org/wiki/Bird_(disambiguation))', ['https://en.wikipedia.org/wiki/Bird_(disambiguation)']],
    ['www.acme.com, or not', ['https://www.acme.com/']],
    ['write to ana@acme.com!', ['mailto:ana@acme.com']],
    ["o'brien@irish.com or 'ana@acme.com'", ["mailto:o'brien@irish.com", 'mailto:ana@acme.com']],
    ['https://a.com and http://b.org/x?y=1#z', ['https://a.com/', 'http://b.org/x?y=1#z']],
    ['「https://acme.jp/料金」', ['https://acme.jp/%E6%96%99%E9%87%91%E3%80%8D']],
    ['javascript:alert(1)', []],
    ['data:text/html,<script>alert(1)</script>', []],
    ['https://paypal.com@evil.example/', []],
    ['https://localhost/', []],
    ['https://', []],
    ['1.5 and e.g. this', []],
  ] as const)('%s', (text, expected) => expect(links(text)).toEqual(expected));

  test('no letter is lost or added, and nothing but web and mail addresses is a link', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.emailAddress(),
      fc.constantFrom('javascript:', 'www.', '<b>', '"', ')', ' '),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        const parts = linkify(text);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        for (const { href } of parts) if (href) expect(href).toMatch(/^(https?:\/\/|mailto:)/);
      }),
    );
  });
});
