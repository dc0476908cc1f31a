import { expect, test } from 'vitest';
import { hostsOf, originList, staffDomainList, timeZoneName } from './written-settings.ts';

test.each([
  ['https://acme.test', 'https://acme.test'],
  [' HTTPS://WWW.Acme.test/ ', 'https://www.acme.test'],
  ['acme.test', 'https://acme.test'],
  ['https://*.acme.test', 'https://*.acme.test'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['https://acme.test:443', 'https://acme.test'],
  ['http://acme.test:80', 'http://acme.test'],
])('the origin %j is kept as %j', (written, kept) => {
  expect(originList([written])).toEqual({ ok: true, value: [kept] });
});

test.each([
  '',
  '*',
  'https://',
  'ftp://acme.test',
  'https://acme.test/path',
  'https://a.*.test',
  'https://a b.test',
  'a://b://c',
])('the origin %j is refused by its place', (written) => {
  expect(originList(['https://ok.test', written])).toMatchObject({ ok: false, field: 'origins.1' });
});

test('hosts, domains and time zones are read as people write them', () => {
  expect(hostsOf(['https://*.acme.test', 'https://acme.test', 'http://localhost:3000'])).toEqual([
    'acme.test',
    'localhost',
  ]);
  expect(staffDomainList(['@Acme.test', 'acme.test'])).toEqual({ ok: true, value: ['acme.test'] });
  expect(staffDomainList(['acme'])).toMatchObject({ ok: false, field: 'staffDomains.0' });
  expect(timeZoneName('europe/berlin')).toEqual({ ok: true, value: 'Europe/Berlin' });
  expect(timeZoneName('Berlin')).toMatchObject({ ok: false, reason: 'bad_time_zone' });
});
