import type { LinkChannel, LinkKind } from '../../../wire/api/links.ts';
import type { RepKey } from '../reps.ts';

/** Who made a sample link: no member is called so. */
export const SAMPLE_LINK_MAKER = 'Sample data';

/** When people come to a link, as long as it is there. Days are counted back from now. */
export type Rhythm =
  | { readonly kind: 'steady' }
  /** Most come between these days, the rest after. */
  | { readonly kind: 'burst'; readonly from: number; readonly to: number }
  /** Each of these days brings its share, and the one after it the rest. */
  | { readonly kind: 'letters'; readonly days: readonly number[] };

/** A Knock Link of the sample, and how it is used. */
export interface SampleLink {
  readonly name: string;
  /** Or the next that is free. */
  readonly slug: string;
  readonly kind: LinkKind;
  readonly channel: LinkChannel;
  /** The rep of a personal link. */
  readonly owner: RepKey | null;
  readonly utm: { readonly source: string; readonly medium: string; readonly campaign: string } | null;
  readonly greeting: string | null;
  readonly heading: string | null;
  readonly intro: string | null;
  /** The page of the demo website that a redirect leads to. */
  readonly leadsTo: string | null;
  readonly madeDaysAgo: number;
  readonly expiredDaysAgo: number | null;
  readonly rhythm: Rhythm;
  /** Requests by people, and by programs: previews, scanners, what loads ahead. */
  readonly people: number;
  readonly programs: number;
  /** How many of the people are known already, 0..1; the others are new browsers. */
  readonly known: number;
  /** Where they came from: a referring address, parameters on the link's, its QR code; as often as the weight says. */
  readonly from: readonly (readonly [weight: number, from: VisitFrom])[];
  /** For how many people the link was made in person. */
  readonly recipients: number;
}

/** What a request for a link says of where it came from. */
export interface VisitFrom {
  readonly referrer: string | null;
  /** `?utm_source=...` or empty. */
  readonly query: string;
  /** By the address that only the QR code has. */
  readonly scanned: boolean;
}

const DIRECT: VisitFrom = { referrer: null, query: '', scanned: false };
const SCANNED: VisitFrom = { ...DIRECT, scanned: true };
const LINKEDIN: VisitFrom = { ...DIRECT, referrer: 'https://www.linkedin.com/' };
const PAID: VisitFrom = {
  ...LINKEDIN,
  query: '?utm_source=linkedin&utm_medium=paid-social&utm_campaign=winter-planning',
};

const PLAIN = { owner: null, utm: null, greeting: null, heading: null, intro: null, leadsTo: null } as const;

export const LINKS = {
  signature: {
    ...{ ...PLAIN, name: 'Mara’s e-mail signature', slug: 'ask-mara', kind: 'chat', channel: 'email', owner: 'mara' },
    ...{ heading: 'Talk to Mara', intro: 'Questions about your offer, prices or the start? Write to me here.' },
    greeting: 'Hi, Mara here. What can I do for you?',
    ...{ madeDaysAgo: 88, expiredDaysAgo: null, rhythm: { kind: 'steady' } },
    ...{ people: 58, programs: 21, known: 0.7, recipients: 0 },
    from: [
      [8, DIRECT],
      [1, { ...DIRECT, referrer: 'https://outlook.live.com/' }],
    ],
  },
  fair: {
    ...{ ...PLAIN, name: 'Stand at the Service Fair', slug: 'service-fair', kind: 'chat', channel: 'event' },
    ...{
      heading: 'Nice to meet you at the fair',
      intro: 'Hall 7, stand C14. Ask us anything, also when you are home again.',
    },
    greeting: 'Hello! You met us at the fair. What would you like to know?',
    ...{ madeDaysAgo: 27, expiredDaysAgo: null, rhythm: { kind: 'burst', from: 17, to: 14.6 } },
    ...{ people: 96, programs: 6, known: 0.12, recipients: 0 },
    from: [
      [9, SCANNED],
      [1, DIRECT],
    ],
  },
  pricelist: {
    ...{ ...PLAIN, name: 'Price list (PDF)', slug: 'price-list', kind: 'chat', channel: 'pdf' },
    ...{
      heading: 'Questions about our prices?',
      greeting: 'You have our price list. Shall we go through it together?',
    },
    ...{ madeDaysAgo: 80, expiredDaysAgo: null, rhythm: { kind: 'steady' } },
    ...{ people: 64, programs: 17, known: 0.4, recipients: 16 },
    from: [[1, DIRECT]],
  },
  linkedin: {
    ...{ ...PLAIN, name: 'LinkedIn ad: winter planning', slug: 'winter-planning', kind: 'chat', channel: 'ad' },
    utm: { source: 'linkedin', medium: 'paid-social', campaign: 'winter-planning' },
    ...{
      heading: 'A winter rota that people can live with',
      intro: 'Tell us how you plan today; we show you the difference.',
    },
    ...{ madeDaysAgo: 36, expiredDaysAgo: null, rhythm: { kind: 'burst', from: 35, to: 2 } },
    ...{ people: 105, programs: 64, known: 0.08, recipients: 0 },
    from: [
      [8, PAID],
      [2, LINKEDIN],
    ],
  },
  letter: {
    ...{
      ...PLAIN,
      name: 'Monthly letter: next webinar',
      slug: 'next-webinar',
      kind: 'redirect',
      channel: 'email',
      leadsTo: 'events',
    },
    utm: { source: 'newsletter', medium: 'email', campaign: 'monthly-letter' },
    ...{ madeDaysAgo: 70, expiredDaysAgo: null, rhythm: { kind: 'letters', days: [62, 31, 2] } },
    ...{ people: 84, programs: 48, known: 0.5, recipients: 0 },
    from: [[1, DIRECT]],
  },
  webinar: {
    ...{ ...PLAIN, name: 'Webinar: first-visit fix rate', slug: 'fix-rate', kind: 'chat', channel: 'social' },
    ...{ heading: 'After the webinar', greeting: 'Thanks for joining! Which question did we not get to?' },
    ...{ madeDaysAgo: 60, expiredDaysAgo: 25, rhythm: { kind: 'burst', from: 53, to: 48 } },
    ...{ people: 41, programs: 9, known: 0.25, recipients: 0 },
    from: [
      [5, LINKEDIN],
      [2, DIRECT],
      [1, { ...DIRECT, referrer: 'https://www.reddit.com/' }],
    ],
  },
} as const satisfies Readonly<Record<string, SampleLink>>;

export type LinkKey = keyof typeof LINKS;

export function sampleLink(key: LinkKey): SampleLink {
  return LINKS[key];
}

export const LINK_KEYS = Object.keys(LINKS) as readonly LinkKey[];
