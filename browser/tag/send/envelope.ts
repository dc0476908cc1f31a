import type { CollectBrowser, CollectRequest } from '../../../wire/collect.ts';
import { settings, VERSION } from '../settings.ts';
import { ephemeral } from '../who/privacy.ts';
import type { Entry } from './outbox.ts';

/** One request's body: whose events these are (all of one visitor), and what the browser is. */
export function envelope(entries: readonly Entry[]): CollectRequest {
  return {
    tagId: settings.tagId,
    version: VERSION,
    anonymousId: (entries[0] as Entry).v,
    ephemeral,
    sentAt: Math.floor(Date.now()),
    browser: browser(),
    events: entries.map(({ e }) => e),
  };
}

function browser(): CollectBrowser {
  const signs = ['_phantom', '__nightmare', 'Cypress'].filter((name) => name in window);
  if (!outerWidth) signs.push('no_window');
  return { webdriver: !!navigator.webdriver, signs };
}
