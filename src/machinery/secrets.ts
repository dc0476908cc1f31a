import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keys for different uses, all derived from the one secret of this installation. */
export interface Secrets {
  /** 32 bytes, as hex, for one use (`sessions`, `identity-tokens` ...): knowing one tells nothing of the others. */
  readonly keyFor: (use: string) => string;
  /** HMAC-SHA256 of `text` under the key for `use`, base64url. */
  readonly sign: (use: string, text: string) => string;
  /** `text` encrypted with the key for `use` (AES-256-GCM, a new nonce each time), as base64url. */
  readonly seal: (use: string, text: string) => string;
  /** What `seal` hid, or null when it was sealed under another secret or use, or changed since. */
  readonly open: (use: string, sealed: string) => string | null;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function secretsFrom(secret: string): Secrets {
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', secret, 'knock', use, 32)).toString('hex');
  const cipherKey = (use: string) => Buffer.from(keyFor(use), 'hex');
  return {
    keyFor,
    sign: (use, text) => createHmac('sha256', keyFor(use)).update(text).digest('base64url'),
    seal: (use, text) => seal(cipherKey(use), text),
    open: (use, sealed) => open(cipherKey(use), Buffer.from(sealed, 'base64url')),
  };
}

function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url');
}

function open(key: Buffer, sealed: Buffer): string | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const hidden = sealed.subarray(NONCE_BYTES + TAG_BYTES);
  try {
    return decipher.update(hidden, undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}

/** The secret kept in the data directory, made at the first call, readable by its owner only. */
export function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    // `wx` so that two first starts cannot each keep another one.
    writeFileSync(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
