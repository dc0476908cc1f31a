import { expect, it } from 'vitest';
import { oneSpelling } from './email.ts';

it.each([
  [' Ann@Acme.COM ', 'ann@acme.com'],
  ['ann@xn--bcher-kva.de', 'ann@bücher.de'],
  ['ANN@BÜCHER.de', 'ann@bücher.de'],
  // The letter u and the dots as two characters.
  ['ann@bu\u0308cher.de', 'ann@bücher.de'],
  ['ann@mail.xn--wgv71a.jp', 'ann@mail.日本.jp'],
  ['ann@xn--a', 'ann@xn--a'],
  ['xn--bcher-kva.de', 'xn--bcher-kva.de'],
  ['@bücher.de', '@bücher.de'],
  ['', ''],
])('%j is written %j', (address, spelling) => {
  expect(oneSpelling(address)).toBe(spelling);
  expect(oneSpelling(spelling)).toBe(spelling);
});
