import { touchOf } from '../capture/attribution.ts';
import type { Touch } from '../capture/draft.ts';
import { type Random, weighted } from './random.ts';

/** How a visit begins: the referring address and the campaign parameters on the landing page. */
export interface Arrival {
  readonly referrer: string | null;
  /** `?utm_source=...` or empty. */
  readonly query: string;
}

const ARRIVALS = {
  direct: { referrer: null, query: '' },
  google: { referrer: 'https://www.google.com/', query: '' },
  bing: { referrer: 'https://www.bing.com/', query: '' },
  googleAds: {
    referrer: 'https://www.google.com/',
    query: '?utm_source=google&utm_medium=cpc&utm_campaign=field-scheduling',
  },
  linkedin: { referrer: 'https://www.linkedin.com/', query: '' },
  linkedinAds: {
    referrer: 'https://www.linkedin.com/',
    query: '?utm_source=linkedin&utm_medium=paid-social&utm_campaign=winter-planning',
  },
  newsletter: { referrer: null, query: '?utm_source=newsletter&utm_medium=email&utm_campaign=monthly-letter' },
  g2: { referrer: 'https://www.g2.com/', query: '' },
  chatgpt: { referrer: 'https://chatgpt.com/', query: '?utm_source=chatgpt.com' },
  partner: { referrer: 'https://www.fernhill-consulting.example/tools', query: '' },
  reddit: { referrer: 'https://www.reddit.com/', query: '' },
  jobBoard: { referrer: 'https://jobs.workfinder.example/', query: '' },
} as const satisfies Readonly<Record<string, Arrival>>;

export type ArrivalName = keyof typeof ARRIVALS;

/** Where `name` lands at `address` and how capture reads it. The address is the page's, without a query. */
export function land(name: ArrivalName, address: string): { readonly url: string; readonly touch: Touch } {
  const { referrer, query } = ARRIVALS[name];
  const url = address + query;
  return { url, touch: touchOf({ url: new URL(url), referrer, campaign: null, ownHosts: [], begins: true }) };
}

/** A page reached from another page of the site. */
export function within(address: string): { readonly url: string; readonly touch: Touch } {
  return {
    url: address,
    touch: touchOf({ url: new URL(address), referrer: null, campaign: null, ownHosts: [], begins: false }),
  };
}

/** How somebody who may buy finds the site for the first time. */
export function firstArrival(random: Random): ArrivalName {
  return weighted(random, [
    [30, 'google'],
    [14, 'linkedinAds'],
    [12, 'googleAds'],
    [10, 'direct'],
    [9, 'g2'],
    [8, 'chatgpt'],
    [7, 'linkedin'],
    [5, 'partner'],
    [3, 'bing'],
    [2, 'reddit'],
  ]);
}

/** How somebody comes back. */
export function laterArrival(random: Random): ArrivalName {
  return weighted(random, [
    [55, 'direct'],
    [22, 'google'],
    [10, 'newsletter'],
    [8, 'linkedinAds'],
    [5, 'g2'],
  ]);
}
