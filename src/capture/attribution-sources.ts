/** What sort of place a visit came from. Decides its channel together with the campaign's medium. */
export type SourceSort = 'search' | 'social' | 'video' | 'ai' | 'email' | 'push' | 'other';

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
  ['ChatGPT', 'ai', 'chatgpt openai chatgpt.com chat.openai.com'],
  ['Perplexity', 'ai', 'perplexity perplexity.ai'],
  ['Claude', 'ai', 'claude anthropic claude.ai'],
  ['Gemini', 'ai', 'gemini bard gemini.google.com bard.google.com'],
  ['Copilot', 'ai', 'copilot copilot.microsoft.com copilot.cloud.microsoft'],
  ['Grok', 'ai', 'grok grok.com'],
  ['DeepSeek', 'ai', 'deepseek chat.deepseek.com deepseek.com'],
  ['Mistral', 'ai', 'mistral lechat chat.mistral.ai'],
  ['Meta AI', 'ai', 'meta.ai'],
  ['Phind', 'ai', 'phind phind.com'],
  ['Poe', 'ai', 'poe poe.com'],
  ['NotebookLM', 'ai', 'notebooklm notebooklm.google.com'],
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
  ['Outlook', 'email', 'outlook outlook.live.com outlook.office.com outlook.office365.com'],
  ['Yahoo Mail', 'email', 'mail.yahoo.com'],
  ['Proton Mail', 'email', 'mail.proton.me'],
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
