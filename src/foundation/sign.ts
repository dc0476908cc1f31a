import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256 of UTF-8 text, in base64url without padding. */
export function hmacSha256(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}

/** HMAC-SHA256 of UTF-8 text, in lower-case hex. */
export function hmacSha256Hex(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** Whether two texts are equal, in a time that tells nothing about where they differ. */
export function sameSecret(one: string, other: string): boolean {
  const a = Buffer.from(one);
  const b = Buffer.from(other);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The UTF-8 text inside base64url, or null when it holds anything else than base64url. */
export function fromBase64Url(encoded: string): string | null {
  return /^[A-Za-z0-9_-]+={0,2}$/.test(encoded) ? Buffer.from(encoded, 'base64url').toString('utf8') : null;
}
