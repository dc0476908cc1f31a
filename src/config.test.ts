import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settingsTable } from '../scripts/settings-table.ts';
import { readConfig, SETTINGS } from './config.ts';

type Env = Readonly<Record<string, string>>;

const admin = { KNOCK_ADMIN_EMAIL: 'ana@acme.example', KNOCK_ADMIN_PASSWORD: 'correct horse' };

describe('readConfig', () => {
  it('needs nothing: every setting has a default', () => {
    expect(readConfig({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      publicUrls: ['http://localhost:4000'],
      databaseUrl: null,
      admin: null,
      logLevel: 'warn',
      trustProxy: false,
    });
  });

  const taken: [string, Env, object][] = [
    ['blanks around a value', { PORT: ' 8080 ' }, { port: 8080, publicUrls: ['http://localhost:8080'] }],
    ['an empty value as none', { PORT: '', DATABASE_URL: '  ' }, { port: 4000, databaseUrl: null }],
    ['port 0', { PORT: '0' }, { port: 0 }],
    [
      'several addresses',
      { KNOCK_PUBLIC_URL: 'https://k.acme.example/, http://10.0.0.1:4000' },
      { publicUrls: ['https://k.acme.example', 'http://10.0.0.1:4000'] },
    ],
    [
      'an address as browsers write it',
      { KNOCK_PUBLIC_URL: 'HTTPS://Knock.Acme.example:443/' },
      { publicUrls: ['https://knock.acme.example'] },
    ],
    ['both names of the scheme', { DATABASE_URL: 'postgresql://a@b/c' }, { databaseUrl: 'postgresql://a@b/c' }],
    [
      'an admin, e-mail in lower case',
      { ...admin, KNOCK_ADMIN_EMAIL: 'Ana@Acme.Example' },
      { admin: { email: 'ana@acme.example', password: 'correct horse' } },
    ],
    ['names of other programs', { PATH: '/bin', KNOCKING: 'x', DATABASE_NAME: 'y' }, { port: 4000 }],
  ];
  it.each(taken)('takes %s', (_what, env, config) => {
    expect(readConfig(env)).toMatchObject(config);
  });

  const refused: [string, Env, RegExp][] = [
    ['an unknown setting', { KNOCK_TAGID: 'acme' }, /^KNOCK_TAGID: no such setting; .*KNOCK_TAG_ID/],
    ['a port that is no number', { PORT: 'four' }, /^PORT: must be a whole number/],
    ['a port out of range', { PORT: '65536' }, /^PORT: /],
    ['a port with a fraction', { PORT: '80.5' }, /^PORT: /],
    ['an address without a scheme', { KNOCK_PUBLIC_URL: 'knock.acme.example' }, /^KNOCK_PUBLIC_URL: .*https:/],
    [
      'an address with a path',
      { KNOCK_PUBLIC_URL: 'https://acme.example/knock' },
      /^KNOCK_PUBLIC_URL: .*without a path/,
    ],
    ['another database', { DATABASE_URL: 'mysql://root@db/knock' }, /^DATABASE_URL: must begin with postgres:/],
    ['a short secret', { KNOCK_SECRET: 'x'.repeat(31) }, /^KNOCK_SECRET: .*openssl rand/],
    ['an admin without a password', { KNOCK_ADMIN_EMAIL: 'ana@acme.example' }, /^KNOCK_ADMIN_EMAIL: .*both or neither/],
    ['a password without an admin', { KNOCK_ADMIN_PASSWORD: 'correct horse' }, /^KNOCK_ADMIN_EMAIL: .*both or neither/],
    ['an admin who is no address', { ...admin, KNOCK_ADMIN_EMAIL: 'ana' }, /^KNOCK_ADMIN_EMAIL: must be an e-mail/],
    ['a short password', { ...admin, KNOCK_ADMIN_PASSWORD: 'secret' }, /^KNOCK_ADMIN_PASSWORD: must have 10/],
    ['a short API key', { KNOCK_API_KEY: 'secret' }, /^KNOCK_API_KEY: .*openssl rand/],
    ['a tag id with blanks', { KNOCK_TAG_ID: 'our tag' }, /^KNOCK_TAG_ID: must have 4 to 64/],
    ['an unknown log level', { KNOCK_LOG_LEVEL: 'verbose' }, /^KNOCK_LOG_LEVEL: must be one of fatal/],
    ['a yes that is no true', { KNOCK_TRUST_PROXY: 'yes' }, /^KNOCK_TRUST_PROXY: must be true or false/],
  ];
  it.each(refused)('refuses %s, in one line with the remedy', (_what, env, words) => {
    expect(readConfig(env)).toEqual({ problems: [expect.stringMatching(words)] });
  });

  it('says all problems at once', () => {
    const config = readConfig({ PORT: '-1', KNOCK_SECRET: 'short', KNOCK_NOPE: '1' });
    expect('problems' in config && config.problems.map((problem) => problem.split(':')[0])).toEqual([
      'KNOCK_NOPE',
      'PORT',
      'KNOCK_SECRET',
    ]);
  });
});

it('the table of docs/self-hosting.md lists the settings there are', () => {
  const page = readFileSync(new URL('../docs/self-hosting.md', import.meta.url), 'utf8');
  expect(page).toContain(settingsTable(SETTINGS));
});
