import type { FilterReason } from '../../../wire/signal.ts';
import { type Behaviour, botSign } from '../../capture/human-or-bot.ts';
import { MINUTE, type Millis, SECOND } from '../../foundation/time.ts';

/** A visit that nobody was proven behind by then is nobody's. */
export const PROOF_WITHIN = 10 * MINUTE;
/** One recipient does not change computers so quickly: one of the two requests was a program's. */
export const SYSTEMS_WITHIN = 60 * SECOND;

/**
 * What speaks against a person behind a request for a link's address. `head`, `bot_user_agent`, `headless` and `webdriver` are programs;
 * the others are requests that people's browsers make too, and then prove.
 */
export type VisitSign =
  | 'head'
  | 'bot_user_agent'
  | 'headless'
  | 'webdriver'
  | 'prefetch'
  | 'no_navigation'
  | 'two_systems';

/** What a request for a link's address shows of who made it. */
export interface Asked {
  readonly method: string;
  readonly userAgent: string | null;
  /** `Sec-Purpose`, else `Purpose` or `X-Moz`. */
  readonly purpose: string | null;
  /** `Sec-Fetch-Mode`; null when not sent, as over plain http and by old browsers. */
  readonly fetchMode: string | null;
  /** Whether browsers would have sent it: the address is https. */
  readonly secure: boolean;
}

/** The most telling sign, or null: the request may be a person's. The latest visit of the same recipient tells of two systems. */
export function visitSign(asked: Asked): VisitSign | null {
  const seen: Behaviour = { userAgent: asked.userAgent, purpose: asked.purpose, webdriver: false, signs: [] };
  if (isPreview(asked.userAgent)) return 'bot_user_agent';
  const sign = botSign(seen);
  if (sign === 'bot_user_agent' || sign === 'headless') return sign;
  if (asked.method === 'HEAD') return 'head';
  if (sign === 'prefetch') return 'prefetch';
  return navigates(asked) ? null : 'no_navigation';
}

/** Whether two visits by one recipient's token can hardly both be theirs. Unknown systems tell nothing. */
export function isTwoSystems(
  now: { readonly os: string | null; readonly at: Millis },
  before: { readonly os: string | null; readonly at: Millis } | null,
): boolean {
  if (before === null || now.os === null || before.os === null) return false;
  return now.os !== before.os && Math.abs(now.at - before.at) <= SYSTEMS_WITHIN;
}

/** Whether a sign is a program's own: nothing that follows makes a person of it. */
export function isProgram(sign: VisitSign | null): boolean {
  return sign === 'head' || sign === 'bot_user_agent' || sign === 'headless' || sign === 'webdriver';
}

/** What a link's page saw that made it say that it was seen. */
export interface Seen extends Pick<Behaviour, 'userAgent' | 'webdriver'> {
  readonly proof: 'visible' | 'input';
}

/**
 * Whether somebody saw the page. A scanner may run pages too, so where one recipient used two systems within a minute, being
 * visible does not do: somebody must have touched it.
 */
export function isSeen(sign: VisitSign | null, seen: Seen): boolean {
  if (isProgram(sign)) return false;
  if (botSign({ userAgent: seen.userAgent, webdriver: seen.webdriver, purpose: null, signs: [] }) !== null)
    return false;
  return sign !== 'two_systems' || seen.proof === 'input';
}

/** What the signal of a visit that nobody proved is filtered as. */
export function filterOf(sign: VisitSign | null): FilterReason {
  switch (sign) {
    case 'bot_user_agent':
    case 'headless':
    case 'webdriver':
    case 'prefetch':
      return sign;
    default:
      return 'unverified_link';
  }
}

// Chromium says how it fetches since version 80; over https, one that does not is something that calls itself Chrome.
function navigates({ fetchMode, secure, userAgent }: Asked): boolean {
  if (fetchMode !== null) return fetchMode === 'navigate';
  return !(secure && /\bChrome\/(?:[89]\d|\d{3})/.test(userAgent ?? ''));
}

// Those that the general list of bots takes for browsers: office programs and gateways that look before a person does.
function isPreview(userAgent: string | null): boolean {
  return PREVIEWS.test(userAgent ?? '');
}

const PREVIEWS =
  /\b(?:ms-?office|microsoft office|existence discovery|protocol discovery|skypeuripreview|bingpreview|googlemessages|whatsapp|telegrambot|barracuda|mimecast|proofpoint|urldefense|forcepoint|trend ?micro|ironport|cloudmark|mailgun|linkpreview|link-?check|url-?scan|snap url preview)/i;
