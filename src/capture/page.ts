import { type Outcome, ok, refused } from '../foundation/outcome.ts';
import type { Page } from './draft.ts';
import { cleanText, textOrNull } from './text.ts';

export const URL_LENGTH_MAX = 2_048;
const PATH_LENGTH_MAX = 1_024;
const TITLE_LENGTH_MAX = 512;

// A query parameter is dropped when one of the words of its name is here: secrets, personal data, and e-mail tools' recipient ids.
const PRIVATE_WORDS = new Set([
  'address',
  'apikey',
  'assertion',
  'auth',
  'authorization',
  'birthday',
  'code',
  'cred',
  'credential',
  'credentials',
  'csrf',
  'cvc',
  'cvv',
  'dob',
  'email',
  'emails',
  'firstname',
  'fullname',
  'hash',
  'hmac',
  'hsenc',
  'hsmi',
  'iban',
  'invite',
  'jwt',
  'key',
  'kx',
  'lastname',
  'mail',
  'mkt',
  'nonce',
  'otp',
  'pass',
  'passcode',
  'passwd',
  'password',
  'phone',
  'phonenumber',
  'pin',
  'pw',
  'pwd',
  'saml',
  'samlresponse',
  'secret',
  'session',
  'sessionid',
  'sid',
  'sig',
  'signature',
  'ssn',
  'state',
  'surname',
  'tel',
  'ticket',
  'tok',
  'token',
  'username',
  'verification',
  'verifier',
  'xsrf',
]);
// Names whose words do not show what they hold.
const PRIVATE_NAMES = new Set(['mc_eid', 'vero_id', '_ke', 'e', 'eid', 'uid']);
const TOKEN = /^eyJ[\w-]{8,}\.|^[\w-]{0,12}(?:sk|pk|ghp|xox[a-z])[_-]\w{16,}/;

/** The address without fragment, credentials and query values that look secret or personal. UTM parameters stay. */
export function cleanUrl(url: URL): string {
  const address = `${url.protocol}//${url.host}${url.pathname}`;
  if (url.search === '') return address.slice(0, URL_LENGTH_MAX);
  const kept = new URLSearchParams(url.search);
  let dropped = false;
  for (const [name, value] of [...kept]) {
    if (!isPrivate(name, value)) continue;
    kept.delete(name);
    dropped = true;
  }
  // Unchanged queries are kept byte for byte: URLSearchParams would write %20 as +.
  const query = dropped ? kept.toString() : url.search.slice(1);
  const whole = query === '' ? address : `${address}?${query}`;
  return whole.length <= URL_LENGTH_MAX ? whole : address.slice(0, URL_LENGTH_MAX);
}

function isPrivate(name: string, value: string): boolean {
  if (looksPrivate(value)) return true;
  if (/^utm_/i.test(name)) return false;
  if (PRIVATE_NAMES.has(name.toLowerCase())) return true;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return words.some((word) => PRIVATE_WORDS.has(word));
}

// An e-mail address is told by looking for its signs: a pattern for it would try every start of a long value.
function looksPrivate(value: string): boolean {
  const at = value.indexOf('@');
  return (at > 0 && value.indexOf('.', at + 2) > 0) || TOKEN.test(value);
}

/** An http(s) address with a host, or null. Accepts at most 8,192 characters, so that parsing stays cheap. */
export function webUrl(raw: unknown): URL | null {
  if (typeof raw !== 'string' || raw.length > 4 * URL_LENGTH_MAX) return null;
  const text = cleanText(raw, raw.length);
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.hostname === '' ? null : url;
}

/** The page at `url`: cleaned address, host with its port, path as written (percent-encoded), bounded title. */
export function pageAt(url: URL, title: unknown): Page {
  return {
    url: cleanUrl(url),
    host: url.host,
    path: url.pathname.slice(0, PATH_LENGTH_MAX),
    title: textOrNull(title, TITLE_LENGTH_MAX),
  };
}

/** The page a sender described, or why its address cannot be one. */
export function pageOf(rawUrl: unknown, title: unknown, field: string): Outcome<{ page: Page; url: URL }, 'bad_url'> {
  const url = webUrl(rawUrl);
  return url === null
    ? refused('bad_url', field, 'A page address must be an absolute http or https URL.')
    : ok({ page: pageAt(url, title), url });
}

/** A page known by a path or a name alone, as server libraries send it. Null when neither says anything. */
export function pageWithoutUrl(path: unknown, title: unknown): Page | null {
  const known = textOrNull(path, PATH_LENGTH_MAX);
  const name = textOrNull(title, TITLE_LENGTH_MAX);
  if (known === null && name === null) return null;
  const bare = known === null ? '' : (known.split(/[?#]/)[0] ?? '');
  return { url: '', host: '', path: bare, title: name };
}
