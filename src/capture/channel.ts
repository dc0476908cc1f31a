import type { SourceSort } from './attribution-sources.ts';

/** The channels a visit can have come by. Google Analytics 4's names, and `AI` for assistants. */
export const CHANNELS = [
  'Direct',
  'Organic Search',
  'Paid Search',
  'Organic Social',
  'Paid Social',
  'Organic Video',
  'Paid Video',
  'AI',
  'Email',
  'Referral',
  'Affiliates',
  'Display',
  'Audio',
  'SMS',
  'Push',
  'Cross-network',
  'Paid Other',
  'Other',
] as const;
export type Channel = (typeof CHANNELS)[number];

export interface ChannelFacts {
  /** Already named: `Google`, a host, a utm_source as written, or `Direct`. */
  readonly source: string;
  readonly sort: SourceSort | null;
  /** The source itself says that the visit was bought: `facebook_ads`, a click id. */
  readonly paid: boolean;
  /** The source is a known place or a host, not just a campaign's word. */
  readonly hosted: boolean;
  readonly medium: string | null;
  readonly campaign: string | null;
}

/**
 * The channel, by named questions in order; the first that holds decides.
 * Source: Google Analytics 4's default channel group, as read by Plausible (`ingestion/acquisition.ex`), without shopping,
 * with `AI`; what fits nothing is `Other` where GA4 says `Unassigned`.
 */
export function channelOf(facts: ChannelFacts): Channel {
  const medium = facts.medium?.toLowerCase() ?? '';
  const source = facts.source.toLowerCase();
  const paid = facts.paid || isPaidMedium(medium);
  if (facts.campaign?.toLowerCase().includes('cross-network')) return 'Cross-network';
  if (paid && facts.sort === 'search') return 'Paid Search';
  if (paid && facts.sort === 'social') return 'Paid Social';
  if (paid && facts.sort === 'video') return 'Paid Video';
  if (facts.sort === 'display' || isDisplayMedium(medium)) return 'Display';
  if (paid) return 'Paid Other';
  if (facts.sort === 'ai') return 'AI';
  if (facts.sort === 'social' || isSocialMedium(medium)) return 'Organic Social';
  if (facts.sort === 'video' || medium.includes('video')) return 'Organic Video';
  if (facts.sort === 'search' || medium === 'organic') return 'Organic Search';
  if (facts.sort === 'email' || isEmail(medium) || isEmail(source)) return 'Email';
  if (medium === 'affiliate' || medium === 'affiliates') return 'Affiliates';
  if (medium === 'audio' || medium === 'podcast') return 'Audio';
  if (medium === 'sms' || source === 'sms') return 'SMS';
  if (facts.sort === 'push' || isPush(medium)) return 'Push';
  if (medium === 'referral' || medium === 'app' || medium === 'link' || facts.hosted) return 'Referral';
  return source === 'direct' && /^(\(?none\)?)?$/.test(medium) ? 'Direct' : 'Other';
}

function isPaidMedium(medium: string): boolean {
  return /^(.*cp.*|ppc|retargeting|remarketing|paid.*)$/.test(medium);
}

function isDisplayMedium(medium: string): boolean {
  return /^(display|banner|expandable|interstitial|cpm)$/.test(medium);
}

function isSocialMedium(medium: string): boolean {
  return /^(social([-_ ]?(network|media))?|sm)$/.test(medium);
}

function isEmail(word: string): boolean {
  return /e[-_ ]?mail|newsletter/.test(word);
}

function isPush(medium: string): boolean {
  return medium.endsWith('push') || medium.includes('notification');
}
