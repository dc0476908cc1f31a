import { describe, expect, it } from 'vitest';
import { BOT_SIGNS } from '../../wire/collect.ts';
import { type Behaviour, botSign } from './human-or-bot.ts';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const person: Behaviour = { userAgent: CHROME, purpose: null, webdriver: false, signs: [] };

describe('botSign', () => {
  it.each([
    ['an ordinary browser', {}, null],
    [
      'Safari on a phone',
      {
        userAgent:
          'Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Mobile/15E148 Safari/604.1',
      },
      null,
    ],
    ['a sign we do not know', { signs: ['something_new'] }, null],
    ['WebDriver', { webdriver: true }, 'webdriver'],
    ['headless Chrome', { userAgent: CHROME.replace('Chrome/', 'HeadlessChrome/') }, 'headless'],
    ['a prefetch', { purpose: 'prefetch' }, 'prefetch'],
    ['a prerender', { purpose: 'prefetch;prerender' }, 'prefetch'],
    ['a preview', { purpose: 'preview' }, 'prefetch'],
    [
      'Googlebot',
      { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
      'bot_user_agent',
    ],
    [
      'GPTBot',
      {
        userAgent:
          'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; GPTBot/1.2; +https://openai.com/gptbot',
      },
      'bot_user_agent',
    ],
    ['curl', { userAgent: 'curl/8.5.0' }, 'bot_user_agent'],
    ['python', { userAgent: 'python-requests/2.32' }, 'bot_user_agent'],
    ['no User-Agent', { userAgent: null }, 'bot_user_agent'],
    ['an empty User-Agent', { userAgent: ' ' }, 'bot_user_agent'],
  ] as const)('%s: %o gives %s', (_, seen, reason) => {
    expect(botSign({ ...person, ...seen })).toBe(reason);
  });

  it.each(BOT_SIGNS)('%s, which the tag sees, is a program', (sign) => {
    expect(botSign({ ...person, signs: ['something_new', sign] })).toBe('headless');
  });
});
