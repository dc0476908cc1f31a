import { getMigrations } from 'better-auth/db/migration';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { newDatabase } from '../../tests/world.ts';
import { hostOrigins, isOwnOrigin } from './auth/origins.ts';
import { openAuth } from './auth.ts';
import { secretsFrom } from './secrets.ts';

test('the migrations make every table and column that the library asks for', async () => {
  const db = await newDatabase();
  const log = pino({ level: 'silent' });
  const auth = openAuth({ db, log, secrets: secretsFrom('x'.repeat(40)), publicUrls: ['http://localhost:4000'] });
  const { toBeCreated, toBeAdded } = await getMigrations(auth.options);
  expect(toBeCreated).toEqual([]);
  expect(toBeAdded).toEqual([]);
  await db.close();
});

test('own origins are the public ones and the bare host of this machine, no name pointed at it', () => {
  const own = ['https://knock.acme.test'];
  expect(isOwnOrigin('https://knock.acme.test', 'inner:4000', own)).toBe(true);
  expect(isOwnOrigin('http://localhost:4000', 'localhost:4000', own)).toBe(true);
  expect(isOwnOrigin('http://localhost:4000', 'localhost:4001', own)).toBe(false);
  expect(isOwnOrigin('http://[::1]:4000', '[::1]:4000', own)).toBe(true);
  expect(isOwnOrigin('http://evil.test', 'evil.test', own)).toBe(false);
  expect(hostOrigins('localhost.evil.test')).toEqual([]);
  expect(hostOrigins('127.0.0.1.evil.test')).toEqual([]);
  expect(hostOrigins('not a host')).toEqual([]);
  expect(hostOrigins(undefined)).toEqual([]);
});
