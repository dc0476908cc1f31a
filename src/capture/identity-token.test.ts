import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readIdentityToken } from './identity-token.ts';

const SECRET = 'a-secret-of-the-workspace';
const now = Date.UTC(2026, 2, 4);

// As docs/capture.md tells the customer's server to do it.
function sign(claims: unknown, secret = SECRET): string {
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${payload}.${createHmac('sha256', secret).update(payload).digest('base64url')}`;
}

const ana = { email: 'Ana@Acme.example', userId: '42' };

describe('readIdentityToken', () => {
  it('names whom the server signed for', () => {
    expect(readIdentityToken(sign(ana), [SECRET], now)).toEqual({
      ok: true,
      value: { email: 'ana@acme.example', userId: '42' },
    });
    expect(readIdentityToken(sign({ userId: '42' }), [SECRET], now)).toMatchObject({
      value: { email: null, userId: '42' },
    });
  });

  it('holds until it expires', () => {
    const token = sign({ ...ana, exp: now / 1_000 });
    expect(readIdentityToken(token, [SECRET], now - 1).ok).toBe(true);
    expect(readIdentityToken(token, [SECRET], now)).toMatchObject({ reason: 'expired_token', field: 'claim.token' });
  });

  it('holds with either secret while one replaces the other', () => {
    expect(readIdentityToken(sign(ana, 'former'), [SECRET, 'former'], now).ok).toBe(true);
    expect(readIdentityToken(sign(ana, 'former'), [SECRET, null], now).ok).toBe(false);
  });

  it.each([
    ['another secret', sign(ana, 'other')],
    ['another payload', `${sign({ email: 'bob@acme.example' }).split('.')[0]}.${sign(ana).split('.')[1]}`],
    ['no signature', sign(ana).split('.')[0] ?? ''],
    ['an empty signature', `${sign(ana).split('.')[0]}.`],
    ['a third part', `${sign(ana)}.x`],
    ['a signed nobody', sign({ email: 'nobody', userId: 'null' })],
    ['a signed list', sign([ana])],
    ['an expiry that is no number', sign({ ...ana, exp: 'never' })],
    ['nothing', ''],
    ['endless text', `${'a'.repeat(5_000)}.b`],
  ])('refuses %s', (_, token) => {
    expect(readIdentityToken(token, [SECRET], now).ok).toBe(false);
  });

  it('refuses every token while the workspace has no secret', () => {
    expect(readIdentityToken(sign(ana, ''), [''], now).ok).toBe(false);
    expect(readIdentityToken(sign(ana), [null, null], now).ok).toBe(false);
  });
});
