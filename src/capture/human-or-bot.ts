import { isbot } from 'isbot';
import { BOT_SIGNS } from '../../wire/collect.ts';
import type { FilterReason } from '../../wire/signal.ts';
import { remember } from '../foundation/remember.ts';

const SIGNS: ReadonlySet<string> = new Set(BOT_SIGNS);

/** What a request shows of who made it. */
export interface Behaviour {
  readonly userAgent: string | null;
  /** `Sec-Purpose`, else `Purpose` or `X-Moz`: what a browser says it loads the page for. */
  readonly purpose: string | null;
  /** `navigator.webdriver`, as the tag saw it. */
  readonly webdriver: boolean;
  /** Other signs the tag saw, in the words of `BOT_SIGNS`. */
  readonly signs: readonly string[];
}

/**
 * Why this is no person reading, or null. The most telling sign names it: automation of a real browser before its
 * User-Agent. Filtered signals are recorded and shown, and weigh nothing.
 */
export function botSign(seen: Behaviour): FilterReason | null {
  if (seen.webdriver) return 'webdriver';
  if (isHeadless(seen)) return 'headless';
  if (isPrefetch(seen)) return 'prefetch';
  return isBotAgent(seen.userAgent) ? 'bot_user_agent' : null;
}

function isHeadless({ userAgent, signs }: Behaviour): boolean {
  return (
    /headless|phantomjs|electron\/.*cypress|puppeteer|playwright/i.test(userAgent ?? '') ||
    signs.some((sign) => SIGNS.has(sign))
  );
}

function isPrefetch({ purpose }: Behaviour): boolean {
  return /prefetch|prerender|preview/i.test(purpose ?? '');
}

// Every browser sends a User-Agent; a request without one is a program.
function isBotAgent(userAgent: string | null): boolean {
  return userAgent === null || userAgent.trim() === '' || isKnownBot(userAgent);
}

// The list is one large pattern: 20 microseconds a look.
const isKnownBot = remember(5_000, (userAgent) => isbot(userAgent));
