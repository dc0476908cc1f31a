import { expect, it, test } from 'vitest';
import { fromPublicId, publicId } from './public-id.ts';
import { logoFault, readSetup, textColorOn } from './setup.ts';
import { spokenText } from './spoken.ts';

it('a setup of another release is read, each unreadable part at its default', () => {
  const kept = readSetup({ color: 'red', side: 'left', timers: { close: 100 }, of: 'the future' });
  expect(kept).toMatchObject({ color: '#2f6fed', side: 'left', enabled: true });
  expect(kept.timers).toEqual({ replyNeeded: 2, saveLead: 180, followUp: 720, close: 100 });
  expect(readSetup('nonsense').timers.replyNeeded).toBe(2);
});

test.each([
  ['https://acme.test/logo.png', true],
  [`data:image/png;base64,${'A'.repeat(1000)}`, true],
  [null, true],
  ['http://acme.test/logo.png', false],
  ['javascript:alert(1)', false],
  ['https://acme.test/"onerror="alert(1)', false],
  ['data:image/svg+xml;base64,PHN2Zz4=', false],
  ['data:text/html;base64,PHNjcmlwdD4=', false],
  [`data:image/png;base64,${'A'.repeat(140_000)}`, false],
])('logo %.40s: %s', (url, isFine) => {
  expect(logoFault(url) === null).toBe(isFine);
});

test.each([
  ['#ffffff', '#1a1a1a'],
  ['#ffee00', '#1a1a1a'],
  ['#000000', '#ffffff'],
  ['#2f6fed', '#ffffff'],
])('text on %s is %s', (color, text) => {
  expect(textColorOn(color)).toBe(text);
});

test.each([
  ['  two\r\nlines\r', 'two\nlines'],
  ['nul\u0000 and \u202ereversed\u0007', 'nul and reversed'],
  ['tab\tstays, 日本 👋 too', 'tab\tstays, 日本 👋 too'],
  ['half \ud83d a pair', 'half \ufffd a pair'],
  ['<b>stays</b>', '<b>stays</b>'],
])('%j is kept as %j', (typed, kept) => {
  expect(spokenText(typed)).toBe(kept);
});

it('a public id is read back, and nothing else is one', () => {
  const named = { workspaceId: '0190aaaa-0000-7000-8000-000000000001', id: '0190bbbb-0000-8000-8000-00000000000f' };
  const text = publicId(named.workspaceId, named.id);
  expect(text).toHaveLength(64);
  expect(fromPublicId(text)).toEqual(named);
  for (const bad of ['', text.slice(1), `${text}0`, text.toUpperCase(), text.replace(/.$/, 'z')]) {
    expect(fromPublicId(bad)).toBe(null);
  }
});
