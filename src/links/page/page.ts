import type { ChatLanguage } from '../../../wire/chat-limits.ts';
import type { LinkPageBoot } from '../../../wire/link-page.ts';
import { PAGE_STYLE } from './page-style.ts';
import { type PageWords, pageWords, timeWords } from './page-words.ts';

/** What a link's page is made of. */
export interface LinkPage {
  readonly boot: LinkPageBoot;
  /** Null: the built-in words. */
  readonly heading: string | null;
  readonly intro: string | null;
  /** The page's own address, for those who show it to others. */
  readonly url: string;
  /** Of the one style element; never the same twice. */
  readonly nonce: string;
}

/** The page of a chat or meeting link, as HTML: of use before, and without, its script. */
export function linkPage({ boot, heading, intro, url, nonce }: LinkPage): string {
  const { brand, language } = boot.settings;
  const words = pageWords(language);
  const isChat = boot.kind === 'chat';
  const title = heading ?? (isChat ? words.chat : words.meeting).replace('{name}', brand.name);
  const text = intro ?? (isChat ? words.chatIntro : words.meetingSoon);
  const soon = isChat || intro === null ? '' : `<p class="soon">${html(words.meetingSoon)}</p>`;
  const [about, chat] = isChat
    ? ['header', `<main><div id="knock-chat"><noscript>${html(words.needsScript)}</noscript></div></main>`]
    : ['main', ''];
  return documentOf({
    ...{ language, title, nonce, brand },
    head: social({ title, text, url, name: brand.name, logoUrl: brand.logoUrl }),
    body: [
      `<div class="frame${isChat ? ' talk' : ''}"><${about} class="about${isChat ? '' : ' alone'}">${brandOf(brand)}`,
      `<h1>${html(title)}</h1><p>${html(text)}</p>${soon}${teamOf(boot, words)}</${about}>${chat}</div>`,
      `<script type="application/json" id="knock-page">${json({ ...boot, settings: { ...boot.settings, brand: { ...brand, logoUrl: linkedLogo(brand) } } })}</script><script src="/knock-chat/page.js" defer></script>`,
    ].join(''),
  });
}

/** A page that only says why there is nothing here. */
export function sorryPage(
  why: 'paused' | 'ended' | 'unknown' | 'away',
  { language, brand, nonce }: { readonly language: ChatLanguage; readonly brand: Brand | null; readonly nonce: string },
): string {
  const words = pageWords(language);
  return documentOf({
    ...{ language, title: words[why], nonce, brand: brand ?? NOBODY, head: '' },
    body: `<div class="frame"><main class="about alone">${brand ? brandOf(brand) : ''}<h1>${html(words[why])}</h1><p>${html(words[`${why}Text`])}</p></main></div>`,
  });
}

/** What the page may do: run our own script, show pictures, talk to us. `nonce` lets its one style in. */
export function linkPagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' https: data: blob:",
    "media-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Whose a page is. */
export type Brand = Pick<LinkPageBoot['settings']['brand'], 'name' | 'logoUrl' | 'color' | 'onColor'>;

const NOBODY: Brand = { name: '', logoUrl: null, color: '#5b6270', onColor: '#ffffff' };

interface Document {
  readonly language: ChatLanguage;
  readonly title: string;
  readonly nonce: string;
  readonly brand: Brand;
  readonly head: string;
  readonly body: string;
}

function documentOf({ language, title, nonce, brand, head, body }: Document): string {
  const colors = `:root{--brand:${colorOf(brand.color)};--on-brand:${colorOf(brand.onColor)}}`;
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${html(title)}</title>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">',
    `<meta name="robots" content="noindex"><link rel="icon" href="${html(linkedLogo(brand) ?? 'data:,')}">${head}`,
    `<style nonce="${nonce}">${colors}${PAGE_STYLE}</style></head><body>${body}</body></html>`,
  ].join('');
}

function brandOf({ name, logoUrl }: Brand): string {
  const mark =
    logoUrl === null
      ? `<span class="mark" aria-hidden="true">${html([...name][0]?.toUpperCase() ?? '')}</span>`
      : `<img src="${html(logoUrl)}" alt="" referrerpolicy="no-referrer">`;
  return `<div class="brand">${mark}<span>${html(name)}</span></div>`;
}

function teamOf({ kind, settings: { team } }: LinkPageBoot, words: PageWords): string {
  const faces = team.faces.map(({ name, avatarUrl }) => {
    const face = avatarUrl
      ? `<img src="${html(avatarUrl)}" alt="" referrerpolicy="no-referrer">`
      : html(initials(name));
    return `<li title="${html(name)}"><span aria-hidden="true">${face}</span><span class="sr">${html(name)}</span></li>`;
  });
  const replies =
    team.replyMinutes === null || kind === 'meeting'
      ? ''
      : words.replies.replace('{time}', timeWords(words, team.replyMinutes));
  const status = [team.online ? `<span class="on">${html(words.online)}</span>` : '', html(replies)].filter(Boolean);
  if (faces.length === 0 && status.length === 0) return '';
  const list = faces.length > 0 ? `<ul class="faces" aria-label="${html(words.team)}">${faces.join('')}</ul>` : '';
  return `<div class="team">${list}<p>${status.join('<br>')}</p></div>`;
}

function initials(name: string): string {
  const parts = name.trim().split(/\s+/);
  return [parts[0], parts.length > 1 ? parts.at(-1) : '']
    .map((part) => [...(part ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

function social(shown: { title: string; text: string; url: string; name: string; logoUrl: string | null }): string {
  const logo = linkedLogo(shown);
  const image = logo === null ? [] : [['og:image', logo]];
  const properties = [
    ...[
      ['og:type', 'website'],
      ['og:title', shown.title],
      ['og:description', shown.text],
    ],
    ...[['og:url', shown.url], ['og:site_name', shown.name], ...image],
  ];
  const tags = properties.map(([name = '', value = '']) => `<meta property="${name}" content="${html(value)}">`);
  return `<meta name="description" content="${html(shown.text)}"><meta name="twitter:card" content="summary">${tags.join('')}`;
}

// A logo that is part of the page itself is there once: the chat leaves the head of the page to us.
function linkedLogo({ logoUrl }: Pick<Brand, 'logoUrl'>): string | null {
  return logoUrl?.startsWith('https:') ? logoUrl : null;
}

/** Text as HTML shows it, in elements and in quoted attributes. */
function html(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

// Nothing in it can end the element or begin a comment.
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function colorOf(color: string): string {
  return /^#[0-9a-f]{6}$/i.test(color) ? color : '#2f6fed';
}
