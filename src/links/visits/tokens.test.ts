import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hmacSha256 } from '../../foundation/sign.ts';
import { readRecipientToken, recipientToken } from '../recipients/recipient-token.ts';
import { carriedVisitor } from './carried-visitor.ts';
import { readVisitToken, type Visit, visitToken } from './visit.ts';

const sign = (text: string) => hmacSha256('the secret', text);
const other = (text: string) => hmacSha256('another secret', text);
const LINK = '6f0f7a1e-6f56-8d1c-8b1f-1d3f5a7c9e00';

describe('a recipient’s token', () => {
  it('names its recipient, on its link only, and fits into an address', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (recipient, link) => {
        const token = recipientToken(LINK, recipient, sign);
        expect(token).toMatch(/^[\w-]{41}$/);
        expect(readRecipientToken(LINK, token, sign)).toBe(recipient);
        expect(readRecipientToken(link, token, sign)).toBeNull();
        expect(readRecipientToken(LINK, token, other)).toBeNull();
      }),
    );
  });

  it('is refused when anything of it is changed', () => {
    const token = recipientToken(LINK, '018f0000-0000-8000-8000-000000000000', sign);
    fc.assert(
      fc.property(fc.nat({ max: 40 }), fc.constantFrom('a', 'Z', '0', '-', 'é'), (at, letter) => {
        const forged = token.slice(0, at) + letter + token.slice(at + 1);
        fc.pre(forged !== token);
        expect(readRecipientToken(LINK, forged, sign)).toBeNull();
      }),
    );
    for (const nothing of [undefined, '', 7, ['a'], token.slice(1), `${token}x`])
      expect(readRecipientToken(LINK, nothing, sign)).toBeNull();
  });
});

describe('the proof of a visit', () => {
  const touch = { source: 'LinkedIn', channel: 'Organic Social', campaign: null, medium: null, entry: true };
  const visit: Visit = {
    id: '018f0000-0000-8000-8000-000000000001',
    workspaceId: '018f0000-0000-8000-8000-000000000002',
    linkId: LINK,
    at: 1_760_000_000_000,
    recipientId: null,
    touch: { ...touch, referrer: `https://linkedin.com/${'x'.repeat(2_000)}` },
    sign: 'prefetch',
    context: { url: 'https://knock.test/l/x', userAgent: null, country: null, title: 'x', provable: true },
  };

  it('says what the request was, in at most 2,000 characters', () => {
    const token = visitToken(visit, sign);
    expect(token.length).toBeLessThan(2_000);
    expect(readVisitToken(token, sign)).toMatchObject({ visitId: visit.id, linkId: LINK, sign: 'prefetch', touch });
  });

  it('is nothing when it was forged', () => {
    const token = visitToken(visit, sign);
    expect(readVisitToken(token, other)).toBeNull();
    expect(readVisitToken(token.replace('prefetch', ''), sign)).toBeNull();
    for (const nothing of ['', '.', 'x', 'x.{}']) expect(readVisitToken(nothing, sign)).toBeNull();
  });
});

describe('a visitor carried by a click on the website', () => {
  const now = 1_760_000_000_000;
  const at = (ms: number) => `visitor-1234.${ms.toString(36)}`;
  it.each([
    ['just now', at(now), 'visitor-1234'],
    ['five minutes ago', at(now - 300_000), 'visitor-1234'],
    ['longer ago: somebody copied the address', at(now - 300_001), null],
    ['from a clock a little ahead', at(now + 30_000), 'visitor-1234'],
    ['from the future', at(now + 30_001), null],
    ['without a time', 'visitor-1234', null],
    ['too short to be a browser’s', `abc.${now.toString(36)}`, null],
    ['with more than an id', `visitor-1234"><b>.${now.toString(36)}`, null],
    ['twice', [at(now), at(now)], null],
  ])('%s', (_case, parameter, visitor) => {
    expect(carriedVisitor(parameter, now)).toBe(visitor);
  });
});
