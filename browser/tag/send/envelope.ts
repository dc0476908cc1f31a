import type { BotSign, CollectRequest } from '../../../wire/collect.ts';
import { settings, VERSION } from '../settings.ts';
import { ephemeral } from '../who/privacy.ts';
import type { Entry } from './outbox.ts';

const SIGNS: readonly BotSign[] = ['_phantom', '__nightmare', 'Cypress', 'no_window'];

/** One request's body: whose events these are (all of one visitor), and what the browser is. */
export function envelope(entries: readonly Entry[]): CollectRequest {
  return {
    tagId: settings.tagId,
    version: VERSION,
    anonymousId: (entries[0] as Entry).v,
    ephemeral,
    sentAt: Math.floor(Date.now()),
    browser: { webdriver: !!navigator.webdriver, signs: SIGNS.filter(isSeen) },
    events: entries.map(({ e }) => e),
  };
}

// A tab that was opened in the background has no width either, until it is looked at.
function isSeen(sign: BotSign): boolean {
  return sign in window || (sign === 'no_window' && !outerWidth && !document.hidden);
}
