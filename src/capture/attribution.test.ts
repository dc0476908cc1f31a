import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Arrival, touchOf } from './attribution.ts';
import { CHANNELS } from './channel.ts';

const SITE = 'https://www.acme.example/pricing';

function arriving(query: string, referrer: string | null, over: Partial<Arrival> = {}) {
  return touchOf({ url: new URL(SITE + query), referrer, campaign: null, ownHosts: [], begins: true, ...over });
}

type Case = readonly [query: string, referrer: string | null, source: string, channel: string];

// Query on the landing page, referrer, and what they come to.
const cases: readonly Case[] = [
  ['', null, 'Direct', 'Direct'],
  ['', '', 'Direct', 'Direct'],
  ['?plan=pro', null, 'Direct', 'Direct'],
  // Search
  ['', 'https://www.google.com/', 'Google', 'Organic Search'],
  ['', 'https://www.google.co.jp/search?q=crm', 'Google', 'Organic Search'],
  ['', 'https://google.de', 'Google', 'Organic Search'],
  ['', 'https://www.bing.com/search?q=crm', 'Bing', 'Organic Search'],
  ['', 'https://duckduckgo.com/', 'DuckDuckGo', 'Organic Search'],
  ['', 'https://search.yahoo.com/', 'Yahoo', 'Organic Search'],
  ['', 'https://r.search.yahoo.com/', 'Yahoo', 'Organic Search'],
  ['', 'https://yandex.ru/', 'Yandex', 'Organic Search'],
  ['', 'https://www.baidu.com/s', 'Baidu', 'Organic Search'],
  ['', 'https://search.brave.com/', 'Brave', 'Organic Search'],
  ['', 'https://www.ecosia.org/', 'Ecosia', 'Organic Search'],
  ['', 'https://search.naver.com/', 'Naver', 'Organic Search'],
  ['', 'https://kagi.com/', 'Kagi', 'Organic Search'],
  ['', 'android-app://com.google.android.googlequicksearchbox/', 'Google', 'Organic Search'],
  // Places of a search company that are no search
  ['', 'https://mail.google.com/mail/u/0/', 'Gmail', 'Email'],
  ['', 'https://docs.google.com/document/d/1', 'docs.google.com', 'Referral'],
  ['', 'https://gemini.google.com/', 'Gemini', 'AI'],
  ['', 'https://notgoogle.example/', 'notgoogle.example', 'Referral'],
  ['', 'https://google.com.evil.example/', 'google.com.evil.example', 'Referral'],
  // Assistants
  ['', 'https://chatgpt.com/', 'ChatGPT', 'AI'],
  ['', 'https://chat.openai.com/', 'ChatGPT', 'AI'],
  ['?utm_source=chatgpt.com', null, 'ChatGPT', 'AI'],
  ['?utm_source=chatgpt.com', 'https://chatgpt.com/', 'ChatGPT', 'AI'],
  ['', 'https://www.perplexity.ai/search/x', 'Perplexity', 'AI'],
  ['?utm_source=perplexity', null, 'Perplexity', 'AI'],
  ['', 'https://claude.ai/chat/1', 'Claude', 'AI'],
  ['', 'https://copilot.microsoft.com/', 'Copilot', 'AI'],
  ['?utm_source=gemini&utm_medium=referral', null, 'Gemini', 'AI'],
  // Social
  ['', 'https://www.linkedin.com/feed/', 'LinkedIn', 'Organic Social'],
  ['', 'https://lnkd.in/abc', 'LinkedIn', 'Organic Social'],
  ['', 'android-app://com.linkedin.android/', 'LinkedIn', 'Organic Social'],
  ['', 'https://t.co/abc', 'X', 'Organic Social'],
  ['', 'https://x.com/a', 'X', 'Organic Social'],
  ['', 'https://l.facebook.com/l.php', 'Facebook', 'Organic Social'],
  ['', 'https://m.facebook.com/', 'Facebook', 'Organic Social'],
  ['', 'https://out.reddit.com/t3', 'Reddit', 'Organic Social'],
  ['', 'https://news.ycombinator.com/item?id=1', 'Hacker News', 'Organic Social'],
  ['', 'https://app.slack.com/client', 'Slack', 'Organic Social'],
  ['', 'https://web.whatsapp.com/', 'WhatsApp', 'Organic Social'],
  ['?utm_source=linkedin', null, 'LinkedIn', 'Organic Social'],
  ['?utm_source=ig&utm_medium=social', null, 'Instagram', 'Organic Social'],
  ['?utm_source=forum&utm_medium=social-media', null, 'forum', 'Organic Social'],
  ['', 'https://www.youtube.com/watch?v=1', 'YouTube', 'Organic Video'],
  ['?utm_source=webinar&utm_medium=video', null, 'webinar', 'Organic Video'],
  // Paid
  ['?utm_source=google&utm_medium=cpc&utm_campaign=brand', 'https://www.google.com/', 'Google', 'Paid Search'],
  ['?utm_source=bing&utm_medium=ppc', null, 'Bing', 'Paid Search'],
  ['?gclid=abc', 'https://www.google.com/', 'Google', 'Paid Search'],
  ['?gclid=abc', null, 'Google', 'Paid Search'],
  ['?gclid=abc&utm_source=google', null, 'Google', 'Paid Search'],
  ['?gbraid=abc', null, 'Google', 'Paid Search'],
  ['?msclkid=abc', 'https://www.bing.com/', 'Bing', 'Paid Search'],
  ['?utm_source=adwords', null, 'Google', 'Paid Search'],
  ['?utm_source=linkedin&utm_medium=paid_social', null, 'LinkedIn', 'Paid Social'],
  ['?utm_source=facebook&utm_medium=cpm', null, 'Facebook', 'Paid Social'],
  ['?utm_source=linkedin-ads', null, 'LinkedIn', 'Paid Social'],
  ['?utm_source=Facebook_Ads&utm_medium=', null, 'Facebook', 'Paid Social'],
  ['?li_fat_id=abc', 'https://www.linkedin.com/', 'LinkedIn', 'Paid Social'],
  ['?twclid=abc', 'https://t.co/a', 'X', 'Paid Social'],
  ['?ttclid=abc', null, 'TikTok', 'Paid Video'],
  ['?utm_source=youtube&utm_medium=paid', null, 'YouTube', 'Paid Video'],
  ['?utm_source=network&utm_medium=banner', null, 'network', 'Display'],
  ['?utm_source=network&utm_medium=cpm', null, 'network', 'Display'],
  ['?utm_source=capterra&utm_medium=cpc', null, 'Capterra', 'Paid Other'],
  ['?utm_source=sponsor&utm_medium=paid', null, 'sponsor', 'Paid Other'],
  ['?utm_source=google&utm_campaign=Cross-network', null, 'Google', 'Cross-network'],
  // fbclid is on every link out of Facebook
  ['?fbclid=abc', null, 'Facebook', 'Organic Social'],
  ['?fbclid=abc', 'https://l.facebook.com/', 'Facebook', 'Organic Social'],
  // Mail and the rest
  ['?utm_source=newsletter', null, 'newsletter', 'Email'],
  ['?utm_source=march&utm_medium=email', 'https://mail.google.com/', 'march', 'Email'],
  ['?utm_source=hubspot&utm_medium=e-mail', null, 'hubspot', 'Email'],
  ['?mc_cid=1&mc_eid=2', null, 'Mailchimp', 'Email'],
  ['?_hsenc=1', null, 'HubSpot', 'Email'],
  ['', 'https://outlook.live.com/', 'Outlook', 'Email'],
  ['?utm_source=partner&utm_medium=affiliate', null, 'partner', 'Affiliates'],
  ['?utm_source=show&utm_medium=podcast', null, 'show', 'Audio'],
  ['?utm_source=sms', null, 'sms', 'SMS'],
  ['?utm_source=app&utm_medium=mobile_push', null, 'app', 'Push'],
  ['', 'https://www.g2.com/products/acme/reviews', 'G2', 'Referral'],
  ['', 'https://www.partner.example/blog', 'partner.example', 'Referral'],
  ['?utm_source=partner.example', null, 'partner.example', 'Referral'],
  ['?utm_source=handout&utm_medium=referral', null, 'handout', 'Referral'],
  ['?utm_source=booth&utm_medium=event', null, 'booth', 'Other'],
  ['?utm_source=booth', null, 'booth', 'Other'],
  // Precedence
  ['?utm_source=march&utm_medium=email&gclid=abc', 'https://www.google.com/', 'march', 'Email'],
  ['?utm_source=LinkedIn', 'https://www.google.com/', 'LinkedIn', 'Organic Social'],
  ['?utm_medium=email', 'https://www.partner.example/', 'partner.example', 'Email'],
  ['?utm_campaign=spring', 'https://www.google.com/', 'Google', 'Organic Search'],
  ['?UTM_Source=Google&UTM_MEDIUM=CPC', null, 'Google', 'Paid Search'],
  ['?utm_source=google&utm_source=bing', null, 'Google', 'Organic Search'],
  ['?utm_source=%20%20', 'https://www.bing.com/', 'Bing', 'Organic Search'],
  ['?utm_source=%00', null, 'Direct', 'Direct'],
  // One's own places are no visit
  ['', 'https://www.acme.example/', 'Direct', 'Direct'],
  ['', 'https://docs.acme.example/', 'Direct', 'Direct'],
  ['', 'https://acme.example/', 'Direct', 'Direct'],
  // What is no referrer
  ['', 'javascript:alert(1)', 'Direct', 'Direct'],
  ['', 'not a url', 'Direct', 'Direct'],
];

describe('touchOf', () => {
  it.each(cases)('%s from %s is %s, %s', (query, referrer, source, channel) => {
    expect(arriving(query, referrer)).toMatchObject({ source, channel });
  });

  it('only uses the published channels, whatever arrives', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), fc.option(fc.oneof(fc.webUrl(), fc.string())), (query, referrer) => {
        const touch = arriving(`?${query}`, referrer);
        expect(CHANNELS).toContain(touch.channel);
        expect(touch.source).not.toBe('');
        expect(touch.source.length).toBeLessThanOrEqual(255);
      }),
    );
  });

  it('keeps campaign and medium as written', () => {
    expect(arriving('?utm_source=google&utm_medium=CPC&utm_campaign=Brand%20DACH', null)).toMatchObject({
      campaign: 'Brand DACH',
      medium: 'CPC',
    });
  });

  it('keeps the referrer without secrets', () => {
    expect(arriving('', 'https://partner.example/go?token=abc&post=7&topic=crm#top').referrer).toBe(
      'https://partner.example/go?topic=crm',
    );
  });

  it('takes other hosts of the customer for the same visit, and two customers of one platform for two', () => {
    const ownHosts = ['acme-help.example'];
    expect(arriving('', 'https://en.acme-help.example/a', { ownHosts }).source).toBe('Direct');
    expect(arriving('', 'https://notacme-help.example/', { ownHosts }).source).toBe('notacme-help.example');
    const url = new URL('https://acme.github.io/');
    expect(arriving('', 'https://other.github.io/', { url }).source).toBe('other.github.io');
  });

  it('can begin a session by campaign, by another site, or by the word of the tag, not from within', () => {
    const within = { begins: false };
    expect(arriving('', 'https://www.acme.example/', within).entry).toBe(false);
    expect(arriving('', null, within).entry).toBe(false);
    expect(arriving('', null).entry).toBe(true);
    expect(arriving('', 'https://www.google.com/', within).entry).toBe(true);
    expect(arriving('?utm_source=a', null, within).entry).toBe(true);
    expect(arriving('?gclid=a', null, within).entry).toBe(true);
  });

  it('prefers a stated campaign to the address', () => {
    const campaign = { source: 'march', medium: 'email', name: 'spring' };
    expect(arriving('?utm_source=google', null, { campaign })).toMatchObject({
      source: 'march',
      channel: 'Email',
      campaign: 'spring',
    });
    expect(touchOf({ url: null, referrer: null, campaign, ownHosts: [], begins: false }).source).toBe('march');
  });
});
