import { type Outcome, ok, refused } from '../foundation/outcome.ts';
import { fromBase64Url, hmacSha256, sameSecret } from '../foundation/sign.ts';
import { type Millis, SECOND } from '../foundation/time.ts';
import { emailAddress, senderId } from './sender.ts';

const TOKEN_LENGTH_MAX = 4_096;

/** Whom a signed token names. At least one of the two is present. */
export interface TokenHolder {
  readonly email: string | null;
  readonly userId: string | null;
}

/**
 * Reads an identity token made by the customer's server:
 * `base64url(JSON {email?, userId?, exp?}) . base64url(HMAC-SHA256(secret, the first part as written))`,
 * `exp` in seconds since 1970. `secrets` are the valid ones, the former too while it is being rotated; null or empty ones sign nothing. Anybody can read a token; only who holds the workspace's identity secret can make one.
 */
export function readIdentityToken(
  token: string,
  secrets: readonly (string | null)[],
  now: Millis,
): Outcome<TokenHolder, 'forged_token' | 'expired_token'> {
  const forged = refused(
    'forged_token',
    'claim.token',
    'The identity token was not signed with this workspace’s secret.',
  );
  const [payload, signature, ...rest] = token.length <= TOKEN_LENGTH_MAX ? token.split('.') : [];
  if (!payload || !signature || rest.length > 0) return forged;
  if (!secrets.some((secret) => secret && sameSecret(hmacSha256(secret, payload), signature))) return forged;
  const stated = parseObject(fromBase64Url(payload));
  const holder = stated === null ? null : holderOf(stated);
  if (stated === null || holder === null) return forged;
  const { exp } = stated;
  if (exp !== undefined && !(typeof exp === 'number' && exp * SECOND > now)) {
    return refused('expired_token', 'claim.token', 'The identity token has expired.');
  }
  return ok(holder);
}

function holderOf(stated: { readonly email?: unknown; readonly userId?: unknown }): TokenHolder | null {
  const email = emailAddress(stated.email, 'email');
  const userId = senderId(stated.userId, 'userId');
  if (!email.ok && !userId.ok) return null;
  return { email: email.ok ? email.value : null, userId: userId.ok ? userId.value : null };
}

function parseObject(json: string | null): { email?: unknown; userId?: unknown; exp?: unknown } | null {
  try {
    const value: unknown = JSON.parse(json ?? 'null');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
