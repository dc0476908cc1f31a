import { once } from 'node:events';
import { expect, test } from 'vitest';
import { forgetHome, launch, newHome } from '../chaos/knock-process.ts';

test('a database that cannot be reached is named by its setting, without its password', async () => {
  const home = await newHome('postgres://knock:s3cret@127.0.0.1:1/leads');
  const child = launch(home);
  let complaints = '';
  child.stderr?.on('data', (chunk) => {
    complaints += chunk;
  });
  const [code] = await once(child, 'close');
  forgetHome(home);
  expect(code).toBe(1);
  expect(complaints).toContain('Knock does not start. the database leads at 127.0.0.1:1, which DATABASE_URL names');
  expect(complaints).toContain('ECONNREFUSED');
  expect(complaints).not.toContain('s3cret');
});
