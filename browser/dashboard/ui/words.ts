import type { SignalItem } from '../../../wire/api/timeline.ts';
import type { Role } from '../../../wire/api/words.ts';
import type { Category, FilterReason, SignalKind } from '../../../wire/signal.ts';
import { plural } from './format.ts';

/** Past tense, for a timeline: "Viewed Pricing". */
export const KIND_VERBS: Readonly<Record<SignalKind, string>> = {
  page_view: 'Viewed',
  link_click: 'Clicked link',
  button_click: 'Clicked button',
  cta_tap: 'Tapped',
  form_start: 'Started form',
  form_submit: 'Submitted form',
  knock_link_open: 'Opened Knock Link',
  knock_link_click: 'Clicked in Knock Link',
  chat_message: 'Wrote',
  meeting_booked: 'Booked a meeting',
  identify: 'Gave identity',
  track: 'Did',
};

/** As a thing one can filter by. */
export const KIND_NAMES: Readonly<Record<SignalKind, string>> = {
  page_view: 'Page view',
  link_click: 'Link click',
  button_click: 'Button click',
  cta_tap: 'CTA tap',
  form_start: 'Form start',
  form_submit: 'Form submit',
  knock_link_open: 'Knock Link open',
  knock_link_click: 'Knock Link click',
  chat_message: 'Chat message',
  meeting_booked: 'Meeting booked',
  identify: 'Identify',
  track: 'Product event',
};

const KIND_PLURALS: Readonly<Record<SignalKind, readonly [string, string]>> = {
  page_view: ['view', 'views'],
  link_click: ['link click', 'link clicks'],
  button_click: ['button click', 'button clicks'],
  cta_tap: ['CTA tap', 'CTA taps'],
  form_start: ['form start', 'form starts'],
  form_submit: ['form submit', 'form submits'],
  knock_link_open: ['link open', 'link opens'],
  knock_link_click: ['link click', 'link clicks'],
  chat_message: ['message', 'messages'],
  meeting_booked: ['meeting', 'meetings'],
  identify: ['identification', 'identifications'],
  track: ['event', 'events'],
};

/** `4 Pricing views`, `1 Demo form submit`, `2 messages about buying`. */
export function describeReason(reason: { kind: SignalKind; category: Category; count: number }): string {
  const [one, many] = KIND_PLURALS[reason.kind];
  if (reason.kind === 'chat_message') return `${plural(reason.count, one, many)} ${messageTopic(reason.category)}`;
  const about = ABOUT_ITSELF.has(reason.kind) ? '' : `${reason.category} `;
  return plural(reason.count, `${about}${one}`, `${about}${many}`);
}

const ABOUT_ITSELF: ReadonlySet<SignalKind> = new Set(['meeting_booked', 'identify']);

/** What a message weighs by is what it says, and its category is the word for that. */
function messageTopic(category: Category): string {
  switch (category) {
    case 'Chat':
      return 'about buying';
    case 'Find a Job':
      return 'about jobs';
    case 'Partners':
      return 'about partnership';
    case 'Other':
      return 'about something else';
    default:
      return `about ${category.toLowerCase()}`;
  }
}

/** What a signal was done to: a page's title, a button's text, an event's name. */
export function signalObject(signal: Pick<SignalItem, 'kind' | 'page' | 'text' | 'name' | 'category'>): string {
  if (signal.kind === 'track') return signal.name ?? 'an event';
  if (signal.kind === 'page_view') return signal.page?.title ?? signal.page?.path ?? signal.category;
  if (signal.kind === 'identify') return signal.text ?? '';
  if (signal.kind === 'chat_message') return `“${signal.text ?? ''}”`;
  return signal.text ? `“${signal.text}”` : (signal.page?.title ?? signal.page?.path ?? '');
}

/** A signal as a sentence: `Viewed Pricing`. */
export const signalWords = (signal: Parameters<typeof signalObject>[0] & { mailbox: string | null }): string =>
  `${KIND_VERBS[signal.kind]} ${signalObject(signal)} ${signal.mailbox === null ? '' : `as ${signal.mailbox}`}`.trimEnd();

export const FILTER_WORDS: Readonly<Record<FilterReason, readonly [title: string, why: string]>> = {
  bot_user_agent: ['Bot', 'The browser calls itself a bot or crawler.'],
  headless: ['Headless browser', 'The browser has no screen: usually a script.'],
  webdriver: ['Automated browser', 'The browser is driven by a program.'],
  prefetch: ['Prefetch', 'The browser loaded the page ahead of time; nobody looked at it.'],
  datacenter: ['Data centre', 'The request came from a hosting company, not from a person’s network.'],
  own_staff: ['Own team', 'The e-mail belongs to your own company.'],
  unverified_link: ['Unproven click', 'The link was opened without proof of a human click.'],
};

export const FLAG_WORDS: Readonly<Record<string, string>> = {
  late: 'Stated more than a day before it arrived; counted at arrival',
  from_future: 'The browser’s clock was ahead; counted at arrival',
  clock_corrected: 'The browser’s clock was wrong and has been corrected',
};

export const ROLE_WORDS: Readonly<Record<Role, readonly [name: string, may: string]>> = {
  admin: ['Admin', 'Everything, including members, API keys, Slack and privacy'],
  manager: ['Manager', 'Chat, links, tag, categories, workspace, sample data and merging'],
  rep: ['Rep', 'Answers leads, makes links; may merge and un-merge'],
  viewer: ['Viewer', 'Reads leads, conversations and settings, but not API keys or the audit log; changes nothing'],
};

/** The whole of a source that a narrow cell may cut, and its channel. */
export const sourceHint = (touch: { source: string | null; channel: string | null }): string | undefined =>
  [touch.source, touch.channel].filter(Boolean).join(', ') || undefined;

/** What to call somebody. Anonymous visitors get the last characters of their id, so that two can be told apart. */
export function personName(person: { id: string; name: string | null; email: string | null }): string {
  return person.name ?? person.email ?? `Visitor ${person.id.replaceAll('-', '').slice(-4)}`;
}

export const isAnonymous = (person: { name: string | null; email: string | null }): boolean =>
  person.name === null && person.email === null;
