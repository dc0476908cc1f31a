import { getMigrations } from 'better-auth/db/migration';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newDatabase } from '../../tests/world.ts';
import { hostOrigins, isOwnOrigin } from './auth/origins.ts';
import { openAuth } from './auth.ts';
import type { Database } from './database/database.ts';
import { secretsFrom } from './secrets.ts';

let db: Database;
beforeAll(async () => {
  db = await newDatabase();
});
afterAll(() => db?.close());

test('the migrations make every table and column that the library asks for', async () => {
  const log = pino({ level: 'silent' });
  const auth = openAuth({ db, log, secrets: secretsFrom('x'.repeat(40)), publicUrls: ['http://localhost:4000'] });
  const { toBeCreated, toBeAdded } = await getMigrations(auth.options);
  expect(toBeCreated).toEqual([]);
  expect(toBeAdded).toEqual([]);
});

test('a wrong password is no line in the log of a quiet server', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line) => lines.push(line) });
  const auth = openAuth({ db, log, secrets: secretsFrom('x'.repeat(40)), publicUrls: ['http://localhost:4000'] });
  const signIn = auth.api.signInEmail({ body: { email: 'ada@acme.test', password: 'not this one at all' } });
  await expect(signIn).rejects.toThrow();
  expect(lines).toEqual([]);
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
