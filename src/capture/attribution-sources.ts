/** What sort of place a visit came from. Decides its channel together with the campaign's medium. */
export type SourceSort = 'search' | 'social' | 'video' | 'ai' | 'email' | 'push' | 'display' | 'other';

export interface KnownSource {
  readonly name: string;
  readonly sort: SourceSort;
}

/**
 * Name, sort, what it is called in `utm_source` or where it refers from. A word without a dot is a utm_source; with one, a
 * host and its subdomains; ending in `.*`, a host under any public suffix (`google.*` is google.com and google.co.jp,
 * but not docs.google.com).
 * Source: Google Analytics 4's default source categories, Plausible's additions, and our own list of AI assistants.
 */
const SOURCES: readonly (readonly [name: string, sort: SourceSort, words: string])[] = [
  ['Google', 'search', 'google adwords googleads google.* com.google.android.googlequicksearchbox'],
  ['Bing', 'search', 'bing bing.com cn.bing.com'],
  ['Yahoo', 'search', 'yahoo yahoo! search.yahoo.com r.search.yahoo.com yahoo.* search.yahoo.co.jp'],
  ['DuckDuckGo', 'search', 'duckduckgo ddg duckduckgo.com'],
  ['Ecosia', 'search', 'ecosia ecosia.org'],
  ['Brave', 'search', 'brave search.brave.com'],
  ['Startpage', 'search', 'startpage startpage.com'],
  ['Qwant', 'search', 'qwant qwant.com'],
  ['Kagi', 'search', 'kagi kagi.com'],
  ['Yandex', 'search', 'yandex yandex.* ya.ru'],
  ['Baidu', 'search', 'baidu baidu.com m.baidu.com'],
  ['Naver', 'search', 'naver naver.com'],
  ['Sogou', 'search', 'sogou sogou.com'],
  ['Seznam', 'search', 'seznam seznam.cz'],
  ['AOL', 'search', 'aol search.aol.com'],
  ['Ask', 'search', 'ask ask.com'],
  ['You.com', 'ai', 'you.com'],
  ['ChatGPT', 'ai', 'chatgpt openai chatgpt.com chat.openai.com com.openai.chatgpt'],
  ['Perplexity', 'ai', 'perplexity perplexity.ai ai.perplexity.app.android'],
  ['Claude', 'ai', 'claude anthropic claude.ai com.anthropic.claude'],
  ['Gemini', 'ai', 'gemini bard gemini.google.com bard.google.com com.google.android.apps.bard'],
  [
    'Copilot',
    'ai',
    'copilot copilot.microsoft.com copilot.cloud.microsoft m365.cloud.microsoft m365copilot.com edgeservices.bing.com',
  ],
  ['Grok', 'ai', 'grok grok.com x.ai'],
  ['DeepSeek', 'ai', 'deepseek chat.deepseek.com deepseek.com com.deepseek.chat'],
  ['Mistral', 'ai', 'mistral lechat chat.mistral.ai'],
  ['Meta AI', 'ai', 'meta.ai'],
  ['Phind', 'ai', 'phind phind.com'],
  ['Poe', 'ai', 'poe poe.com'],
  ['NotebookLM', 'ai', 'notebooklm notebooklm.google.com'],
  ['Duck.ai', 'ai', 'duck.ai'],
  ['Kimi', 'ai', 'kimi kimi.com kimi.ai kimi.moonshot.cn'],
  ['Qwen', 'ai', 'qwen chat.qwen.ai qwen.ai tongyi.com tongyi.aliyun.com'],
  ['Doubao', 'ai', 'doubao doubao.com'],
  ['Yuanbao', 'ai', 'yuanbao yuanbao.tencent.com'],
  ['Ernie', 'ai', 'ernie yiyan.baidu.com ernie.baidu.com chat.baidu.com'],
  ['Z.ai', 'ai', 'z.ai chatglm.cn'],
  ['Manus', 'ai', 'manus manus.im'],
  ['Genspark', 'ai', 'genspark genspark.ai'],
  ['Felo', 'ai', 'felo felo.ai'],
  ['Andi', 'ai', 'andisearch.com'],
  ['iAsk', 'ai', 'iask.ai'],
  ['Liner', 'ai', 'liner.com'],
  ['Pi', 'ai', 'pi.ai'],
  ['Lumo', 'ai', 'lumo.proton.me'],
  ['LinkedIn', 'social', 'linkedin li lnkd.in linkedin.com com.linkedin.android'],
  ['Facebook', 'social', 'facebook fb meta facebook.com fb.com fb.me com.facebook.katana'],
  ['Instagram', 'social', 'instagram ig instagram.com'],
  ['X', 'social', 'x twitter t.co x.com twitter.com com.twitter.android'],
  ['Reddit', 'social', 'reddit reddit.com com.reddit.frontpage'],
  ['Hacker News', 'social', 'hackernews hn news.ycombinator.com hckrnews.com'],
  ['Product Hunt', 'social', 'producthunt product-hunt producthunt.com'],
  ['GitHub', 'social', 'github github.com'],
  ['Threads', 'social', 'threads threads.net threads.com'],
  ['Bluesky', 'social', 'bluesky bsky bsky.app go.bsky.app'],
  ['Mastodon', 'social', 'mastodon mastodon.social mastodon.online'],
  ['Pinterest', 'social', 'pinterest pinterest.*'],
  ['Quora', 'social', 'quora quora.com'],
  ['Medium', 'social', 'medium.com'],
  ['Substack', 'social', 'substack.com'],
  ['dev.to', 'social', 'dev.to'],
  ['Stack Overflow', 'social', 'stackoverflow stackoverflow.com stackexchange.com'],
  ['Indie Hackers', 'social', 'indiehackers indiehackers.com'],
  ['Slack', 'social', 'slack slack.com com.slack'],
  ['Discord', 'social', 'discord discord.com discordapp.com'],
  ['Telegram', 'social', 'telegram tg t.me telegram.org web.telegram.org org.telegram.messenger'],
  ['WhatsApp', 'social', 'whatsapp wa wa.me whatsapp.com web.whatsapp.com com.whatsapp'],
  ['Microsoft Teams', 'social', 'teams msteams teams.microsoft.com statics.teams.cdn.office.net teams.live.com'],
  ['WeChat', 'social', 'wechat weixin.qq.com'],
  ['Weibo', 'social', 'weibo weibo.com'],
  ['VK', 'social', 'vk vkontakte vk.com'],
  ['Xing', 'social', 'xing xing.com'],
  ['Snapchat', 'social', 'snapchat snap snapchat.com'],
  ['Tumblr', 'social', 'tumblr tumblr.com'],
  ['TikTok', 'video', 'tiktok tt tiktok.com'],
  ['YouTube', 'video', 'youtube yt youtube.com youtu.be'],
  ['Vimeo', 'video', 'vimeo vimeo.com'],
  ['Twitch', 'video', 'twitch twitch.tv'],
  ['Wistia', 'video', 'wistia wistia.com'],
  ['Loom', 'video', 'loom loom.com'],
  ['Gmail', 'email', 'gmail mail.google.com com.google.android.gm'],
  [
    'Outlook',
    'email',
    'outlook outlook.live.com outlook.office.com outlook.office365.com outlook.cloud.microsoft safelinks.protection.outlook.com com.microsoft.office.outlook',
  ],
  ['Yahoo Mail', 'email', 'mail.yahoo.com'],
  ['AOL Mail', 'email', 'mail.aol.com'],
  ['Proton Mail', 'email', 'mail.proton.me'],
  ['Fastmail', 'email', 'fastmail app.fastmail.com'],
  ['Zoho Mail', 'email', 'mail.zoho.com mail.zoho.eu mail.zoho.in'],
  ['Tuta', 'email', 'app.tuta.com mail.tutanota.com'],
  ['GMX', 'email', 'deref-gmx.net deref-gmx.com navigator.gmx.net 3c.gmx.net'],
  ['WEB.DE', 'email', 'deref-web.de navigator.web.de 3c.web.de'],
  ['mail.com', 'email', 'deref-mail.com'],
  ['T-Online', 'email', 'email.t-online.de'],
  ['QQ Mail', 'email', 'mail.qq.com exmail.qq.com'],
  ['NetEase Mail', 'email', 'mail.163.com mail.126.com'],
  ['Naver Mail', 'email', 'mail.naver.com'],
  ['Yandex Mail', 'email', 'mail.yandex.ru mail.yandex.com'],
  ['Mail.ru', 'email', 'e.mail.ru'],
  ['Mailchimp', 'email', 'mailchimp'],
  ['HubSpot', 'email', 'hs_email'],
  ['Marketo', 'email', 'marketo'],
  ['Klaviyo', 'email', 'klaviyo'],
  ['Firebase', 'push', 'firebase'],
  ['G2', 'other', 'g2 g2.com'],
  ['Capterra', 'other', 'capterra capterra.*'],
  ['Trustpilot', 'other', 'trustpilot trustpilot.*'],
  ['Gartner', 'other', 'gartner gartner.com'],
  ['Crunchbase', 'other', 'crunchbase crunchbase.com'],
];

/** By `utm_source` word. */
export const SOURCE_BY_WORD: ReadonlyMap<string, KnownSource> = table((word) => (word.includes('.') ? null : word));
/** By host; its subdomains count too, the longest match wins. */
export const SOURCE_BY_HOST: ReadonlyMap<string, KnownSource> = table((word) =>
  word.includes('.') && !word.endsWith('.*') ? word : null,
);
/** By the registrable domain without its public suffix, for hosts that exist under many. */
export const SOURCE_BY_NAME: ReadonlyMap<string, KnownSource> = table((word) =>
  word.endsWith('.*') ? word.slice(0, -2) : null,
);

function table(keyOf: (word: string) => string | null): ReadonlyMap<string, KnownSource> {
  const byKey = new Map<string, KnownSource>();
  for (const [name, sort, words] of SOURCES) {
    for (const word of words.split(' ')) {
      const key = keyOf(word);
      if (key !== null) byKey.set(key, { name, sort });
    }
  }
  return byKey;
}

/**
 * Hosts that people only pass through on their way back: log-ins, payments and banks' confirmations. A host and its subdomains; behind `*.`
 * its subdomains alone, but for `www`, since the company's own website refers like any other.
 */
export const PASSAGES: ReadonlySet<string> = new Set(
  [
    'accounts.google.com accounts.youtube.com login.live.com login.microsoft.com login.microsoftonline.com login.microsoftonline.us login.windows.net',
    '*.b2clogin.com *.ciamlogin.com appleid.apple.com idmsa.apple.com login.yahoo.com login.salesforce.com auth.atlassian.com id.atlassian.com',
    '*.okta.com *.okta-emea.com *.oktapreview.com *.auth0.com *.onelogin.com *.pingone.com *.pingone.eu *.duosecurity.com sso.jumpcloud.com',
    '*.amazoncognito.com *.awsapps.com *.signin.aws *.accounts.dev *.authkit.app accounts.zoho.com accounts.zoho.eu',
    'nid.naver.com accounts.kakao.com kauth.kakao.com access.line.me passport.yandex.ru passport.yandex.com id.vk.com open.weixin.qq.com',
    'checkout.stripe.com hooks.stripe.com billing.stripe.com invoice.stripe.com buy.stripe.com connect.stripe.com checkout.link.com',
    'www.paypal.com www.sandbox.paypal.com pay.google.com pay.amazon.com payments.amazon.com checkout.paddle.com buy.paddle.com',
    '*.chargebee.com *.recurly.com live.adyen.com checkoutshopper-live.adyen.com pay.klarna.com payments.klarna.com pay.gocardless.com',
    'api.razorpay.com checkout.razorpay.com *.cardinalcommerce.com *.arcot.com *.3dsecure.io',
  ].flatMap((hosts) => hosts.split(' ')),
);

/** A parameter that an ad network or mailer adds to links by itself. `paid`: it is added to advertisements only. */
export interface ClickId {
  readonly parameter: string;
  readonly source: string;
  readonly sort: SourceSort;
  readonly paid: boolean;
}

/** In order of precedence when an address carries several. */
export const CLICK_IDS: readonly ClickId[] = [
  { parameter: 'gclid', source: 'Google', sort: 'search', paid: true },
  { parameter: 'wbraid', source: 'Google', sort: 'search', paid: true },
  { parameter: 'gbraid', source: 'Google', sort: 'search', paid: true },
  // Display & Video 360 and Campaign Manager.
  { parameter: 'dclid', source: 'Google', sort: 'display', paid: true },
  // Where Google Ads may not tell the click, it still tells that there was one.
  { parameter: 'gad_source', source: 'Google', sort: 'search', paid: true },
  { parameter: 'gad_campaignid', source: 'Google', sort: 'search', paid: true },
  { parameter: 'msclkid', source: 'Bing', sort: 'search', paid: true },
  { parameter: 'yclid', source: 'Yandex', sort: 'search', paid: true },
  { parameter: 'li_fat_id', source: 'LinkedIn', sort: 'social', paid: true },
  { parameter: 'ttclid', source: 'TikTok', sort: 'video', paid: true },
  { parameter: 'twclid', source: 'X', sort: 'social', paid: true },
  { parameter: 'rdt_cid', source: 'Reddit', sort: 'social', paid: true },
  { parameter: 'sccid', source: 'Snapchat', sort: 'social', paid: true },
  // Facebook adds it to every outgoing link, advertisement or not.
  { parameter: 'fbclid', source: 'Facebook', sort: 'social', paid: false },
  { parameter: 'igshid', source: 'Instagram', sort: 'social', paid: false },
  { parameter: 'igsh', source: 'Instagram', sort: 'social', paid: false },
  { parameter: 'epik', source: 'Pinterest', sort: 'social', paid: false },
  { parameter: 'mc_cid', source: 'Mailchimp', sort: 'email', paid: false },
  { parameter: 'mc_eid', source: 'Mailchimp', sort: 'email', paid: false },
  { parameter: '_hsenc', source: 'HubSpot', sort: 'email', paid: false },
  { parameter: '_hsmi', source: 'HubSpot', sort: 'email', paid: false },
  { parameter: 'mkt_tok', source: 'Marketo', sort: 'email', paid: false },
  { parameter: '_kx', source: 'Klaviyo', sort: 'email', paid: false },
];
