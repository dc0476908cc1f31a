import { collectUrl, settings } from './settings.ts';
import { mayRecord } from './who/consent.ts';
import { ephemeral } from './who/privacy.ts';
import { visitorId } from './who/visitor.ts';

/**
 * A Knock Link with the visitor's id and the time, so that what they do there joins what they did here. To be used at
 * the moment of opening: the server takes it for a short time only. Any other URL, and every URL of a visitor who may
 * not be followed, comes back as it is. Never throws.
 */
export function wrapLink(url: string): string {
  try {
    const target = new URL(url, document.baseURI);
    const known = target.href.startsWith(new URL('l/', collectUrl).href) || settings.ownHosts?.includes(target.host);
    if (!known || ephemeral || !mayRecord()) return url;
    target.searchParams.set('knock_v', `${visitorId()}.${Date.now().toString(36)}`);
    return target.href;
  } catch {
    return url;
  }
}

/** Lends a clicked link its wrapped address until the browser has followed it; one copied later is clean. */
export function decorateKnockLink(link: Element): void {
  const plain = link.getAttribute('href') || '';
  const wrapped = plain && wrapLink(plain);
  if (wrapped === plain) return;
  link.setAttribute('href', wrapped);
  setTimeout(() => link.setAttribute('href', plain));
}
