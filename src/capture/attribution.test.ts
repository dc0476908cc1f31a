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
  ['', 'https://chat.baidu.com/', 'Ernie', 'AI'],
  ['', 'https://mail.naver.com/', 'Naver Mail', 'Email'],
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
  ['', 'https://m365.cloud.microsoft/', 'Copilot', 'AI'],
  ['', 'https://www.kimi.com/', 'Kimi', 'AI'],
  ['', 'https://chat.qwen.ai/', 'Qwen', 'AI'],
  ['', 'https://duck.ai/', 'Duck.ai', 'AI'],
  ['', 'https://felo.ai/search/x', 'Felo', 'AI'],
  ['', 'https://chat.z.ai/', 'Z.ai', 'AI'],
  ['', 'android-app://com.openai.chatgpt/', 'ChatGPT', 'AI'],
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
  ['?gad_source=1', null, 'Google', 'Paid Search'],
  ['?gad_source=1&gad_campaignid=7', 'https://www.google.com/', 'Google', 'Paid Search'],
  ['?dclid=abc', null, 'Google', 'Display'],
  ['?dclid=abc&gad_source=1', 'https://www.partner.example/', 'Google', 'Display'],
  ['?dclid=abc&utm_source=google&utm_medium=cpc', null, 'Google', 'Display'],
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
  ['', 'https://nam02.safelinks.protection.outlook.com/', 'Outlook', 'Email'],
  ['', 'https://mail.qq.com/', 'QQ Mail', 'Email'],
  ['', 'https://deref-gmx.net/mail/client/x/dereferrer/', 'GMX', 'Email'],
  ['', 'https://deref-web.de/', 'WEB.DE', 'Email'],
  ['', 'https://webmail.partner.example/', 'webmail.partner.example', 'Email'],
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
  // A medium without a source is called by its channel
  ['?utm_medium=email', null, 'Email', 'Email'],
  ['?utm_medium=cpc&utm_campaign=spring', null, 'Paid Other', 'Paid Other'],
  ['?utm_medium=social', 'https://www.acme.example/', 'Organic Social', 'Organic Social'],
  ['?utm_campaign=spring', null, 'Direct', 'Direct'],
  // Stated to be direct
  ['?utm_source=direct&utm_medium=none', null, 'Direct', 'Direct'],
  ['?utm_source=(direct)&utm_medium=(none)', 'https://www.google.com/', 'Direct', 'Direct'],
  ['?utm_source=Direct', null, 'Direct', 'Direct'],
  // Whom a campaign names is not kept
  ['?utm_source=jane@x.example', null, 'Direct', 'Direct'],
  ['?utm_source=jane%40x.example&utm_medium=email', null, 'Email', 'Email'],
  ['?utm_source=jane@x.example&gclid=abc', null, 'Google', 'Paid Search'],
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
  // Who comes back from a log-in or a payment goes on with the visit
  ...[
    ...['accounts.google.com', 'login.microsoftonline.com', 'login.live.com', 'appleid.apple.com', 'acme.okta.com'],
    ...['acme.eu.auth0.com', 'nid.naver.com', 'checkout.stripe.com', 'hooks.stripe.com', 'www.paypal.com'],
    ...['pay.google.com', 'acme.chargebee.com'],
  ].map((host): Case => ['', `https://${host}/x`, 'Direct', 'Direct']),
  ['?gclid=abc', 'https://accounts.google.com/', 'Google', 'Paid Search'],
  // What those companies write refers like anything else
  ['', 'https://www.okta.com/integrations/acme/', 'okta.com', 'Referral'],
  ['', 'https://auth0.com/', 'auth0.com', 'Referral'],
  ['', 'https://stripe.com/partners/acme', 'stripe.com', 'Referral'],
  ['', 'https://notaccounts.google.com.evil.example/', 'notaccounts.google.com.evil.example', 'Referral'],
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

  it('keeps of a campaign what a page address keeps of it', () => {
    const query = '?utm_source=jane@x.example&utm_campaign=bob@y.example&utm_medium=eyJhbGciOiJIUzI1.x';
    const touch = arriving(query, null, { begins: false });
    expect(touch).toMatchObject({ source: 'Direct', campaign: null, medium: null, entry: false });
    const campaign = { source: 'march', medium: 'email', name: 'for jane@x.example' };
    expect(arriving('', null, { campaign })).toMatchObject({ source: 'march', campaign: null });
  });

  it('begins no session by a log-in or a payment on the way', () => {
    const within = { begins: false };
    expect(arriving('', 'https://acme.okta.com/', within).entry).toBe(false);
    expect(arriving('', 'https://checkout.stripe.com/', within).entry).toBe(false);
    expect(arriving('?utm_source=a', 'https://checkout.stripe.com/', within).entry).toBe(true);
  });

  it('leaves a campaign without a source to the event that knows the referrer', () => {
    const within = { begins: false };
    expect(arriving('?utm_medium=email', 'https://www.partner.example/', within)).toMatchObject({
      source: 'partner.example',
      entry: true,
    });
    expect(arriving('?utm_medium=email', null, { ...within, referrer: undefined }).entry).toBe(false);
    expect(arriving('?utm_source=a', null, { ...within, referrer: undefined }).entry).toBe(true);
    expect(arriving('?gclid=a', null, { ...within, referrer: undefined }).entry).toBe(true);
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
