import { parse } from 'tldts';
import { remember } from '../foundation/remember.ts';
import {
  CLICK_IDS,
  type ClickId,
  type KnownSource,
  PASSAGES,
  SOURCE_BY_HOST,
  SOURCE_BY_NAME,
  SOURCE_BY_WORD,
  type SourceSort,
} from './attribution-sources.ts';
import { type ChannelFacts, channelOf } from './channel.ts';
import type { Touch } from './draft.ts';
import { cleanUrl, looksPrivate, webUrl } from './page.ts';
import { cleanText, textOrNull } from './text.ts';

const WORD_LENGTH_MAX = 200;
const REFERRER_LENGTH_MAX = 512;

/** What a sender says of a campaign apart from the address, such as Segment's `context.campaign`. */
export interface Campaign {
  readonly source: string | null;
  readonly medium: string | null;
  readonly name: string | null;
}

export interface Arrival {
  readonly url: URL | null;
  /** The referring address as stated; null: there was none; undefined: the event does not know, only its page view does. */
  readonly referrer: string | null | undefined;
  readonly campaign: Campaign | null;
  /** Hosts of the customer besides the page's own: a referrer there is the same visit. Subdomains count. */
  readonly ownHosts: readonly string[];
  /** True when the sender knows that a session begins here. */
  readonly begins: boolean;
}

/**
 * Where a visit came from: 1 UTM parameters (or the sender's campaign), 2 a click id, 3 the referring host, 4 `Direct`.
 * A referrer of one's own, or a log-in or payment on the way, is no touch: the visit goes on. A campaign that names no place is
 * called by its channel, `Email`.
 * Source: parity.md section 4; click ids stand between UTM and referrer because they are campaign parameters too.
 */
export function touchOf(arrival: Arrival): Touch {
  const query = arrival.url === null || arrival.url.search === '' ? null : lowerCased(arrival.url.searchParams);
  const campaign = campaignOf(query, arrival.campaign);
  const clickId = query === null ? null : (CLICK_IDS.find(({ parameter }) => query.has(parameter)) ?? null);
  const referrer = externalReferrer(arrival);
  const from = sourceOf(campaign, clickId, referrer);
  const channel = channelOf({ ...from, medium: campaign.medium, campaign: campaign.name });
  return {
    source: from.source === DIRECT.source ? channel : from.source,
    channel,
    campaign: campaign.name,
    medium: campaign.medium,
    referrer: referrer === null ? null : referrer.address,
    entry: arrival.begins || referrer !== null || clickId !== null || isEntry(campaign, arrival),
  };
}

// Where the campaign does not name the source, the referrer does: an event that does not know it leaves the entry to its page view.
function isEntry({ source, medium, name }: Campaign, { referrer }: Arrival): boolean {
  return source !== null || (referrer !== undefined && (medium !== null || name !== null));
}

type From = Pick<ChannelFacts, 'source' | 'sort' | 'paid' | 'hosted'>;

const DIRECT: From = { source: 'Direct', sort: null, paid: false, hosted: false };

function sourceOf(campaign: Campaign, clickId: ClickId | null, referrer: Referrer | null): From {
  if (campaign.source !== null) {
    const tagged = taggedSource(campaign.source);
    return clickId?.paid && clickId.source === tagged.source ? { ...tagged, sort: clickId.sort, paid: true } : tagged;
  }
  if (clickId !== null) {
    return { source: clickId.source, sort: clickId.sort, paid: clickId.paid, hosted: true };
  }
  if (referrer !== null) {
    return { source: referrer.source, sort: referrer.sort, paid: false, hosted: true };
  }
  return DIRECT;
}

/** A `utm_source`: known by its word or host, else as written. `facebook_ads` is Facebook, paid. */
function taggedSource(written: string): From {
  const word = written.toLowerCase();
  if (word === 'direct' || word === '(direct)') return DIRECT;
  const known = SOURCE_BY_WORD.get(word) ?? (word.includes('.') ? knownHost(word) : null);
  if (known) return { source: known.name, sort: known.sort, paid: /ads$|adwords/.test(word), hosted: true };
  const advertiser = SOURCE_BY_WORD.get(word.replace(/[-_ ]?ads?$/, ''));
  if (advertiser) return { source: advertiser.name, sort: advertiser.sort, paid: true, hosted: true };
  return { source: written, sort: null, paid: false, hosted: /^[\w-]+(\.[\w-]+)+$/.test(word) };
}

interface Referrer {
  readonly source: string;
  readonly sort: SourceSort | null;
  readonly address: string;
}

function externalReferrer({ referrer, url, ownHosts }: Arrival): Referrer | null {
  if (referrer == null || referrer === '') return null;
  // Android writes the app that opened the link.
  const app = /^android-app:\/\/([\w.]{1,100})/.exec(referrer)?.[1];
  if (app !== undefined) {
    const known = knownHost(app);
    return { source: known?.name ?? app, sort: known?.sort ?? null, address: `android-app://${app}` };
  }
  const from = webUrl(referrer);
  if (from === null || isOwn(from.hostname, url, ownHosts) || isPassage(from.hostname)) return null;
  const known = knownHost(from.hostname);
  return {
    source: known?.name ?? from.hostname.replace(/^www\./, ''),
    sort: known?.sort ?? null,
    address: cleanText(cleanUrl(from), REFERRER_LENGTH_MAX),
  };
}

function isOwn(host: string, url: URL | null, ownHosts: readonly string[]): boolean {
  if (ownHosts.some((own) => host === own || host.endsWith(`.${own}`))) return true;
  if (url === null) return false;
  return host === url.hostname || (siteOf(host) !== null && siteOf(host) === siteOf(url.hostname));
}

const isPassage = remember(5_000, (host) => {
  if (PASSAGES.has(host)) return true;
  for (let dot = host.indexOf('.'); dot !== -1; dot = host.indexOf('.', dot + 1)) {
    const parent = host.slice(dot + 1);
    if (PASSAGES.has(parent) || (PASSAGES.has(`*.${parent}`) && host !== `www.${parent}`)) return true;
  }
  return false;
});

// With private suffixes, two customers of one hosting platform (acme.github.io, other.github.io) are two sites.
const siteOf = remember(5_000, (host) => parse(host, { allowPrivateDomains: true }).domain);

const knownHost = remember(5_000, (host): KnownSource | null => {
  for (let part = host; part.includes('.'); part = part.slice(part.indexOf('.') + 1)) {
    const known = SOURCE_BY_HOST.get(part);
    if (known !== undefined) return known;
  }
  if (host.startsWith('webmail.')) return { name: host, sort: 'email' };
  const { domainWithoutSuffix, subdomain } = parse(host);
  const front = subdomain === '' || /^(www|m|search|r\.search|l|lm|out|amp|[a-z]{2})$/.test(subdomain ?? '');
  return (front && domainWithoutSuffix && SOURCE_BY_NAME.get(domainWithoutSuffix)) || null;
});

function campaignOf(query: ReadonlyMap<string, string> | null, stated: Campaign | null): Campaign {
  return {
    source: publicOrNull(stated?.source ?? utm(query, 'utm_source')),
    medium: publicOrNull(stated?.medium ?? utm(query, 'utm_medium')),
    name: publicOrNull(stated?.name ?? utm(query, 'utm_campaign')),
  };
}

// As in page addresses: mail tools put the recipient into campaigns.
function publicOrNull(value: string | null): string | null {
  return value !== null && looksPrivate(value) ? null : value;
}

function utm(query: ReadonlyMap<string, string> | null, name: string): string | null {
  return query === null ? null : textOrNull(query.get(name), WORD_LENGTH_MAX);
}

// The first of several wins, as in Google Analytics.
function lowerCased(params: URLSearchParams): ReadonlyMap<string, string> {
  const byName = new Map<string, string>();
  for (const [name, value] of params) {
    const lower = name.toLowerCase();
    if (!byName.has(lower)) byName.set(lower, value);
  }
  return byName;
}
