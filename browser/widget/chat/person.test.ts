import { describe, expect, test } from 'vitest';
import { both, isOther, personOf } from './person.ts';

const token = (payload: object) => `${Buffer.from(JSON.stringify(payload)).toString('base64url')}.signature`;
const ANA = personOf('ana@acme.com', null);

describe('whether somebody else is meant', () => {
  test.each([
    ['nobody after somebody', personOf('', null), false],
    ['the same e-mail', personOf('ana@acme.com', null), false],
    ['the same e-mail in a token', personOf('', token({ email: 'Ana@acme.com' })), false],
    ['another e-mail', personOf('ben@acme.com', null), true],
    ['another e-mail in a token', personOf('', token({ email: 'ben@acme.com' })), true],
    ['a user id, which says nothing about an e-mail', personOf('', token({ userId: 'u1' })), false],
    ['what is no token', personOf('', 'null.x'), false],
    ['what is no text', personOf('', { email: 'ben@acme.com' }), false],
  ] as const)('%s', (_name, now, other) => expect(isOther(ANA, now)).toBe(other));

  test('a second user id, even without e-mails', () => {
    const known = both(ANA, personOf('', token({ userId: 'ü1' })));
    expect(known).toEqual({ email: 'ana@acme.com', user: 'ü1' });
    expect(isOther(known, personOf('', token({ userId: 'ü2' })))).toBe(true);
  });
});
