import { expect, test } from 'vitest';
import { isLocalAddress } from './local-address.ts';

test.each([
  ['http://localhost:4000/knock-tag/x.js', true],
  ['http://127.0.0.1:4000', true],
  ['http://[::1]:4000/', true],
  ['http://knock.localhost/', true],
  ['https://knock.example.com/knock-tag/x.js', false],
  ['https://localhost.example.com/', false],
  ['http://10.0.0.7:4000/', false],
])('%s: %s', (url, isLocal) => {
  expect(isLocalAddress(url)).toBe(isLocal);
});
