import { type Outcome, ok, refused } from '../foundation/outcome.ts';
import { remember } from '../foundation/remember.ts';
import type { Page } from './draft.ts';
import { cleanText, textOrNull } from './text.ts';

export const URL_LENGTH_MAX = 2_048;
const PATH_LENGTH_MAX = 1_024;
const TITLE_LENGTH_MAX = 512;

const VALUE_LENGTH_MAX = 40;
// Queries that are longer than this hardly repeat.
const REMEMBERED_LENGTH_MAX = 300;
const REMEMBERED_MAX = 5_000;

// Names that say where a visit came from; `utm_` and its likes too. A mail tool's id of the recipient (`mc_eid`, `_hsenc`) does not stay.
const CAMPAIGN =
  /^(utm_\w+|[dgy]clid|[gw]braid|gad_(source|campaignid)|msclkid|li_fat_id|t[tw]clid|rdt_cid|sccid|fbclid|igsh(id)?|epik|mc_cid|knock_click)$/i;
/** Names that tell a page or a part of it. Short, since a form that is sent by GET may call its fields anything. */
const NAVIGATION =
  /^(page|p|tab|view|step|plan|billing|product|category|topic|type|sort|lang|locale|ref|source|via|v|version)$/i;
// An e-mail address, a token (16 letters and digits that change more than once), a UUID. Tries each place once.
const PERSONAL = /.(@|%40)[^@%]*\.[a-z]|(^|[^a-z\d])(?=[a-z\d]{16})[a-z]*\d+[a-z]+\d|(-[\da-f]{4}){3}-/i;
const TOKEN = /^eyJ[\w-]{8,}\.|^[\w-]{0,12}(?:sk|pk|ghp|xox[a-z])[_-]\w{16,}/;

/**
 * The address as it may be recorded: no fragment, no credentials; of the query only the campaign's parameters and those known to
 * tell a page, with values that tell nobody; `*` for parts of the path that look like an e-mail address or a token.
 */
export function cleanUrl(url: URL): string {
  return addressOf(url, cleanPath(url.pathname));
}

function addressOf(url: URL, path: string): string {
  const address = `${url.protocol}//${url.host}${path}`;
  if (url.search === '') return address.slice(0, URL_LENGTH_MAX);
  const query = url.search.length > REMEMBERED_LENGTH_MAX ? keptOf(url.search) : rememberedQuery(url.search);
  const whole = query === '' ? address : `${address}?${query}`;
  return whole.length <= URL_LENGTH_MAX ? whole : address.slice(0, URL_LENGTH_MAX);
}

function cleanPath(path: string): string {
  if (!PERSONAL.test(path)) return path;
  return path.replace(/[^/]+/g, (part) => (PERSONAL.test(part) ? '*' : part));
}

const rememberedQuery = remember(REMEMBERED_MAX, keptOf);

function keptOf(search: string): string {
  const kept = new URLSearchParams(search);
  let dropped = false;
  for (const [name, value] of [...kept]) {
    if (mayStay(name, value)) continue;
    kept.delete(name);
    dropped = true;
  }
  // Unchanged queries are kept byte for byte: URLSearchParams would write %20 as +.
  return dropped ? kept.toString() : search.slice(1);
}

function mayStay(name: string, value: string): boolean {
  if (CAMPAIGN.test(name)) return !looksPrivate(value);
  // Seven digits may be a number to call, to pay with or to be born on.
  return NAVIGATION.test(name) && value.length <= VALUE_LENGTH_MAX && !PERSONAL.test(value) && !/\d{7}/.test(value);
}

/** Whether a campaign's value looks like an e-mail address or a token. */
export function looksPrivate(value: string): boolean {
  // The address is told by looking for its signs: a pattern for it would try every start of a long value.
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

// A text message's words may follow after `;` or `&` too, as old telephones want it.
const REACHING = /^((?:mailto|tel):[^?#]*|sms:[^?#;&]*)/i;

/**
 * Where a link leads, as it may be recorded: a cleaned web address, or whom a `mailto:`, `tel:` or `sms:` reaches, without the
 * words it would begin the message with. Null for every other scheme, whose addresses hold code or data.
 */
export function targetOf(raw: string): string | null {
  const web = webUrl(raw);
  if (web !== null) return cleanUrl(web);
  const reached = REACHING.exec(cleanText(raw, URL_LENGTH_MAX))?.[0].trim();
  return reached?.replace(/^\w+/, (scheme) => scheme.toLowerCase()) ?? null;
}

/** The page at `url`: cleaned address and path (percent-encoded as written), host with its port, bounded title. */
export function pageAt(url: URL, title: unknown): Page {
  const path = cleanPath(url.pathname);
  return {
    url: addressOf(url, path),
    host: url.host,
    path: path.slice(0, PATH_LENGTH_MAX),
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
  const bare = known === null ? '' : cleanPath(known.split(/[?#]/)[0] ?? '');
  return { url: '', host: '', path: bare, title: name };
}
