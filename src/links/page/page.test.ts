import { describe, expect, it } from 'vitest';
import { CHAT_LANGUAGES } from '../../../wire/chat-limits.ts';
import { LinkPageBoot } from '../../../wire/link-page.ts';
import { type LinkPage, linkPage, linkPagePolicy, sorryPage } from './page.ts';
import { languageAccepted, pageWords, timeWords } from './page-words.ts';

const boot: LinkPageBoot = {
  ...{ slug: 'talk', kind: 'chat', visit: 'x', visitor: null },
  settings: {
    ...{ enabled: true, greeting: null, askEmail: 'offline', files: true, language: 'en' },
    brand: { name: 'Acme & Sons', logoUrl: null, color: '#0f766e', onColor: '#ffffff', side: 'right' },
    team: { faces: [{ name: 'Mia Lang', avatarUrl: null, online: true }], online: true, replyMinutes: 20 },
  },
};
const page = (difference: Partial<LinkPage> = {}) =>
  linkPage({ boot, heading: null, intro: null, url: 'https://knock.test/l/talk', nonce: 'n0nce', ...difference });

describe('a link’s page', () => {
  it('says whose it is and who answers before any script runs', () => {
    const html = page();
    expect(html).toContain('<h1>Chat with Acme &#38; Sons</h1>');
    expect(html).toContain('Online now');
    expect(html).toContain('Usually replies within 20 minutes');
    expect(html).toContain('Mia Lang');
    expect(html).toContain('<meta property="og:title" content="Chat with Acme &#38; Sons">');
    expect(html).toContain('<html lang="en">');
  });

  it('says that meetings are coming, and offers no chat', () => {
    const html = page({ boot: { ...boot, kind: 'meeting' }, heading: 'Plan it with us', intro: 'Thirty minutes.' });
    expect(html).toContain('Booking a meeting on this page is coming soon.');
    expect(html).toContain('Thirty minutes.');
    expect(html).not.toContain('id="knock-chat"');
  });

  it('gives its script what it needs, whatever the texts hold', () => {
    const greeting = '</script><!--<script>';
    const html = page({ boot: { ...boot, settings: { ...boot.settings, greeting } } });
    const json = /<script type="application\/json" id="knock-page">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    expect(LinkPageBoot.parse(JSON.parse(json)).settings.greeting).toBe(greeting);
    expect(html.match(/<script/g)).toHaveLength(2);
  });

  it('lets nothing of a brand become style or markup', () => {
    const brand = { ...boot.settings.brand, color: 'red}</style><script>', logoUrl: 'https://x.test/"onerror="a' };
    const html = page({ boot: { ...boot, settings: { ...boot.settings, brand } } });
    const [markup = ''] = html.split('<script type="application/json"');
    expect(markup).not.toContain('red}');
    expect(markup).not.toContain('"onerror');
    expect(html.match(/<\/style>/g)).toHaveLength(1);
  });

  it('runs only our own script and its one style', () => {
    expect(linkPagePolicy('n0nce')).toMatch(/default-src 'none'; script-src 'self'; style-src 'self' 'nonce-n0nce'/);
    expect(page().match(/<style[^>]*>/g)).toEqual(['<style nonce="n0nce">']);
    expect(page()).not.toMatch(/ style=| on\w+=/);
  });
});

describe('its words', () => {
  it.each(CHAT_LANGUAGES)('are all there in %s', (language) => {
    const words = pageWords(language);
    for (const [key, text] of Object.entries(words)) {
      expect(text, key).not.toBe('');
      expect([...text.matchAll(/\{\w+\}/g)].map(String), key).toEqual([
        ...[...pageWords('en')[key as 'chat'].matchAll(/\{\w+\}/g)].map(String),
      ]);
    }
    const html = sorryPage('paused', { language, brand: null, nonce: 'n' });
    expect(html).toContain(`<html lang="${language}">`);
  });

  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['sv-SE,sv;q=0.9,fr;q=0.5', 'fr'],
    ['zh', 'en'],
    [null, 'en'],
    ['', 'en'],
  ])('are those that %s asks for', (header, language) => {
    expect(languageAccepted(header)).toBe(language);
  });

  it.each([
    [1, '2 minutes'],
    [7, '7 minutes'],
    [23, '25 minutes'],
    [60, 'an hour'],
    [170, '3 hours'],
    [1_500, 'a day'],
  ])('round %d minutes to what people say', (minutes, words) => {
    expect(timeWords(pageWords('en'), minutes)).toBe(words);
  });
});
