import { expect, test } from 'vitest';
import { secretsFrom } from './secrets.ts';

const secrets = secretsFrom('a secret of one installation, long enough');

test('what is sealed can be opened with the same secret and use, and differs every time', () => {
  const sealed = secrets.seal('identity', 'geheim ✓');
  expect(secrets.open('identity', sealed)).toBe('geheim ✓');
  expect(secrets.seal('identity', 'geheim ✓')).not.toBe(sealed);
  expect(sealed).not.toContain('geheim');
});

test('another secret, another use, a changed or cut text opens nothing', () => {
  const sealed = secrets.seal('identity', 'geheim');
  expect(secrets.open('slack', sealed)).toBeNull();
  expect(secretsFrom('the secret of another installation altogether').open('identity', sealed)).toBeNull();
  const changed = Buffer.from(sealed, 'base64url');
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  expect(secrets.open('identity', changed.toString('base64url'))).toBeNull();
  expect(secrets.open('identity', sealed.slice(0, 20))).toBeNull();
  expect(secrets.open('identity', '')).toBeNull();
});
