import { calls } from './chat.ts';
import { checkProps } from './event-rules.ts';
import { record } from './record.ts';
import { report } from './report.ts';
import { whenAllowed } from './who/consent.ts';
import { save } from './who/storage.ts';

/** Names the tag uses itself; `RESERVED_TRAITS` in `wire/collect.ts`. */
const RESERVED =
  /^((user|session|vendor|tag|client)Id|tagVersion|version|uidSource|timestamp|pageVisit|(p|tabP)ageNumber|revisionNumber|referrerUrl|utm_(source|medium|campaign|content|term)|hubspotutk|gclid|__khsc|elementCopy)$/;

// The last statement made, to send it once. Resets with the page and with `forgetStatement`.
let stated = '';

export function forgetStatement(): void {
  stated = '';
  calls.push(['reset']);
}

/** The e-mail trimmed and in lower case, or empty when it is none. */
export function readEmail(raw: unknown): string {
  const email = `${raw}`.trim().toLowerCase();
  return email.length <= 320 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? email : '';
}

/** For prefilling a later booking in this browser; proves nothing and reveals nothing. */
export function rememberEmail(email: string): void {
  if (email) save('e', email);
}

/**
 * States who the visitor is: an e-mail (a claim), or a token signed by the customer's server, and what else is known.
 * The same statement twice on a page is sent once. A reserved trait is left out and reported; the rest goes.
 */
export function identify(raw: unknown) {
  const { value, fault } = checkProps(raw, 'traits');
  if (fault) return report(fault.code, `refused: ${fault.field}`);
  const { email: rawEmail, token, ...traits } = value;
  const email = readEmail(rawEmail);
  if (!email && (rawEmail || typeof token !== 'string')) return report('no_email', 'refused: traits.email');
  for (const name in traits) {
    if (!RESERVED.test(name)) continue;
    delete traits[name];
    report('reserved', `left out: traits.${name}`);
  }
  whenAllowed(() => {
    const statement = JSON.stringify([email, token, traits]);
    if (statement === stated) return;
    stated = statement;
    rememberEmail(email);
    calls.push(['claim', email, token]);
    record('identify', { claim: { email: email || null, token: token ? `${token}` : null }, props: traits });
  });
}
