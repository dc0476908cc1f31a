import { describe, expect, it } from 'vitest';
import {
  type Asked,
  filterOf,
  isProgram,
  isSeen,
  isTwoSystems,
  SYSTEMS_WITHIN,
  type VisitSign,
  visitSign,
} from './proof.ts';

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.0 Mobile/15E148 Safari/604.1';
const person: Asked = { method: 'GET', userAgent: CHROME, purpose: null, fetchMode: 'navigate', secure: true };

describe('a request for a link', () => {
  it.each<[string, Partial<Asked>, VisitSign | null]>([
    ['a browser that navigates', {}, null],
    ['an old Safari, which does not say how it fetches', { userAgent: SAFARI, fetchMode: null }, null],
    ['Chrome over plain http, which does not say either', { fetchMode: null, secure: false }, null],
    ['what calls itself Chrome but does not fetch as Chrome', { fetchMode: null }, 'no_navigation'],
    ['a script of a page', { fetchMode: 'cors' }, 'no_navigation'],
    ['HEAD from an ordinary browser agent', { method: 'HEAD' }, 'head'],
    ['prefetch', { purpose: 'prefetch' }, 'prefetch'],
    ['prerender', { purpose: 'prefetch;prerender' }, 'prefetch'],
    ['Slack', { userAgent: 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' }, 'bot_user_agent'],
    ['WhatsApp', { userAgent: 'WhatsApp/2.23.20.0 A' }, 'bot_user_agent'],
    ['Office', { userAgent: 'Mozilla/4.0 (compatible; ms-office; MSOffice 16)' }, 'bot_user_agent'],
    ['Facebook', { userAgent: 'facebookexternalhit/1.1' }, 'bot_user_agent'],
    ['curl', { userAgent: 'curl/8.5.0' }, 'bot_user_agent'],
    ['nobody', { userAgent: null }, 'bot_user_agent'],
    ['headless', { userAgent: CHROME.replace('Chrome/', 'HeadlessChrome/') }, 'headless'],
    ['a bot that asks with HEAD is first of all a bot', { method: 'HEAD', userAgent: 'curl/8.5.0' }, 'bot_user_agent'],
    ['Instagram on a Pixel is a person', { userAgent: `${CHROME} Instagram 300.0 (google/google; Pixel 8)` }, null],
  ])('%s', (_case, difference, sign) => {
    expect(visitSign({ ...person, ...difference })).toBe(sign);
  });
});

describe('one recipient on two systems', () => {
  it('is told within a minute, not after, and not from what is unknown', () => {
    const first = { os: 'Windows', at: 1_000 };
    expect(isTwoSystems({ os: 'Linux', at: 13_000 }, first)).toBe(true);
    expect(isTwoSystems({ os: 'Linux', at: 1_001 + SYSTEMS_WITHIN }, first)).toBe(false);
    expect(isTwoSystems({ os: 'Windows', at: 13_000 }, first)).toBe(false);
    expect(isTwoSystems({ os: null, at: 13_000 }, first)).toBe(false);
    expect(isTwoSystems({ os: 'Linux', at: 13_000 }, null)).toBe(false);
  });
});

describe('a page that says it was seen', () => {
  const seen = { userAgent: CHROME, webdriver: false, proof: 'visible' } as const;
  it.each<[string, VisitSign | null, Partial<Parameters<typeof isSeen>[1]>, boolean]>([
    ['was', null, {}, true],
    ['was, though it was loaded ahead', 'prefetch', {}, true],
    ['was, though the browser did not say how it fetched', 'no_navigation', {}, true],
    ['may be a scanner’s where a recipient had two systems', 'two_systems', {}, false],
    ['and is a person’s once touched', 'two_systems', { proof: 'input' }, true],
    ['is no person’s in a driven browser', null, { webdriver: true, proof: 'input' }, false],
    ['is no person’s when a bot asked for it', 'bot_user_agent', { proof: 'input' }, false],
    ['is no person’s when a bot says so', null, { userAgent: 'curl/8.5.0' }, false],
  ])('%s', (_case, sign, difference, expected) => {
    expect(isSeen(sign, { ...seen, ...difference })).toBe(expected);
  });
});

it('every sign is filtered as a word that signals know, and programs stay programs', () => {
  expect(filterOf(null)).toBe('unverified_link');
  expect(filterOf('head')).toBe('unverified_link');
  expect(filterOf('prefetch')).toBe('prefetch');
  expect(isProgram('head')).toBe(true);
  expect(isProgram('prefetch')).toBe(false);
});
