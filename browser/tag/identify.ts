import type { CollectClaim } from '../../wire/collect.ts';
import { asJson } from './as-json.ts';
import { calls } from './chat.ts';
import { record } from './record.ts';
import { report } from './report.ts';
import { whenAllowed } from './who/consent.ts';
import { save } from './who/storage.ts';

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
 * The same statement twice on a page is sent once. The server judges it, and drops traits whose names are reserved.
 */
export function identify(raw: unknown) {
  if (typeof raw !== 'object') return report('wrong_type', 'identify: Pass an object.');
  const { props, fault } = asJson({ props: raw });
  const { email, token, ...traits } = props || {};
  whenAllowed(() => {
    const statement = JSON.stringify([email, token, traits, fault]);
    if (statement === stated) return;
    stated = statement;
    const address = readEmail(email);
    rememberEmail(address);
    if (address || token) calls.push(['claim', address, token]);
    record('identify', { claim: { email: address || email, token } as CollectClaim, props: traits, fault });
  });
}
