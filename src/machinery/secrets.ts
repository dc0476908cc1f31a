import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keys for different uses, all derived from the one secret of this installation. */
export interface Secrets {
  /** 32 bytes, as hex, for one use (`sessions`, `identity-tokens` ...): knowing one tells nothing of the others. */
  readonly keyFor: (use: string) => string;
  /** HMAC-SHA256 of `text` under the key for `use`, base64url. */
  readonly sign: (use: string, text: string) => string;
}

export function secretsFrom(secret: string): Secrets {
  const keyFor = (use: string) => Buffer.from(hkdfSync('sha256', secret, 'knock', use, 32)).toString('hex');
  return { keyFor, sign: (use, text) => createHmac('sha256', keyFor(use)).update(text).digest('base64url') };
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
