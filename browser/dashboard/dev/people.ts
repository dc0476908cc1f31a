import type { ContactItem, ContactRecord } from '../../../wire/api/contacts.ts';
import type { Contribution, ScoreExplanation } from '../../../wire/api/score.ts';
import type { LiveSignal } from '../../../wire/api/timeline.ts';
import type { Category, IntentScore, IntentType, SignalKind } from '../../../wire/signal.ts';

/** Made-up people for looking at the dashboard without a server. Never shipped. */

const DAY = 86_400_000;
const HALF_LIFE = 7;
export const NOW = Date.now();

let seed = 42;
export function random(): number {
  seed = (seed * 1664525 + 1013904223) % 4294967296;
  return seed / 4294967296;
}
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
export const iso = (at: number): string => new Date(at).toISOString();
const id = (n: number): string =>
  `0199${n.toString(16).padStart(4, '0')}-7c1a-8${(n * 7919).toString(16).padStart(3, '0').slice(0, 3)}-9b2e-${((n * 2654435761) % 281474976710656).toString(16).padStart(12, '0')}`;

export const COMPANIES =
  'Northwind Freight,Halden Robotics,Bright Ledger,Mosaic Clinics,Tern & Co,Fernhill Consulting,Kestrel Media,Aldgate Legal,Ovenbird Foods,Polar Analytics,Quill Academy,Rivet Works,Saffron Hotels,Tideway Energy,Umbra Games,Vantage Insurance,Willow Homes,Yarrow Health,Zephyr Air,Beacon Schools,Copperfield Bank,Dovetail Design,Elm Street Retail,Fathom Data'
    .split(',')
    .map((name, n) => ({ id: id(5000 + n), name, domain: `${name.toLowerCase().replace(/[^a-z]+/g, '')}.example` }));
const FIRST =
  'Ana,Jonas,Mira,Tomás,Lena,Priya,Oskar,Yuki,Chiara,Noah,Ines,Farid,Greta,Hugo,Ivy,Karim,Luca,Maya,Nils,Olga'.split(
    ',',
  );
const LAST =
  'Lindqvist,Okafor,Marchetti,Brandt,Sørensen,Nakamura,Duarte,Kowalski,Haddad,Moreau,Virtanen,Castillo,Novak,Byrne,Petrov'.split(
    ',',
  );
const PAGES: readonly (readonly [string, string, Category, number])[] = [
  ['/', 'Chimeboard: planning for field teams', 'Home', 0.6],
  ['/product', 'Product tour', 'Product', 2],
  ['/product/scheduling', 'Scheduling', 'Product', 2],
  ['/pricing', 'Pricing', 'Pricing', 6],
  ['/compare/spreadsheets', 'Chimeboard compared to spreadsheets', 'Comparison', 5],
  ['/customers/northwind', 'How Northwind plans 400 crews', 'Customers', 3],
  ['/docs/quickstart', 'Quickstart', 'Docs', 1.5],
  ['/blog/crew-planning', 'Ten habits of calm crew planning', 'Blog', 0.8],
  ['/security', 'Security and compliance', 'Security', 3],
  ['/careers', 'Careers', 'Find a Job', 0.05],
  ['/login', 'Log in', 'Login', 0.1],
  ['/demo', 'Book a demo', 'Demo', 7],
];
const SOURCES = [
  ['Google', 'Organic search'],
  ['LinkedIn', 'Social'],
  ['Direct', 'Direct'],
  ['newsletter', 'E-mail'],
  ['G2', 'Referral'],
  ['ChatGPT', 'AI assistant'],
  ['google', 'Paid search'],
] as const;
const DEVICES = [
  { type: 'desktop', browser: 'Chrome', os: 'Windows' },
  { type: 'desktop', browser: 'Safari', os: 'macOS' },
  { type: 'phone', browser: 'Safari', os: 'iOS' },
  { type: 'desktop', browser: 'Firefox', os: 'Linux' },
] as const;

export interface Person {
  item: ContactItem;
  signals: LiveSignal[];
}

export const bucket = (points: number): IntentScore => (points >= 26 ? 'High' : points >= 9 ? 'Medium' : 'Low');

export function contributionsOf(signals: readonly LiveSignal[], now: number): Contribution[] {
  const groups = new Map<string, { list: LiveSignal[]; points: number }>();
  for (const one of signals) {
    if (one.filtered) continue;
    const weight =
      (PAGES.find((page) => page[2] === one.category)?.[3] ?? 1) *
      (one.kind === 'form_submit' ? 4 : one.kind === 'page_view' ? 1 : 1.6);
    const key = `${one.kind}|${one.category}`;
    const group = groups.get(key) ?? { list: [], points: 0 };
    group.list.push(one);
    group.points += (weight * 2 ** (-(now - Date.parse(one.at)) / DAY / HALF_LIFE)) / (1 + group.list.length / 3);
    groups.set(key, group);
  }
  return [...groups]
    .map(([key, group]) => {
      const [kind, category] = key.split('|') as [SignalKind, Category];
      const times = group.list.map((one) => one.at).sort();
      return {
        kind,
        category,
        count: group.list.length,
        firstAt: times[0] ?? '',
        lastAt: times.at(-1) ?? '',
        points: Math.round(group.points * 100) / 100,
      };
    })
    .sort((a, b) => b.points - a.points);
}

let serial = 0;
export function signalOf(
  person: ContactItem,
  at: number,
  session: string,
  first: boolean,
  pageIndex = Math.floor(random() * PAGES.length),
): LiveSignal {
  const [path, title, category] = PAGES[pageIndex] as (typeof PAGES)[number];
  const roll = random();
  const kind: SignalKind =
    first || roll < 0.68
      ? 'page_view'
      : roll < 0.8
        ? 'link_click'
        : roll < 0.88
          ? 'cta_tap'
          : roll < 0.93
            ? 'form_submit'
            : roll < 0.97
              ? 'button_click'
              : 'track';
  serial += 1;
  return {
    id: id(100000 + serial),
    at: iso(at),
    kind,
    category,
    page: { url: `https://chimeboard.example${path}`, path, title },
    text:
      kind === 'page_view'
        ? null
        : kind === 'form_submit'
          ? 'Request a demo'
          : kind === 'cta_tap'
            ? 'Start free'
            : 'See all plans',
    name: kind === 'track' ? 'Trial Started' : null,
    props: kind === 'track' ? { plan: 'team', seats: 12 } : null,
    device: DEVICES[person.signalCount % 4] ?? null,
    country: person.country,
    identity: { id: `${person.id}-b`, kind: 'browser', value: 'c1f0a9d27b3e' },
    contact: { id: person.id, name: person.name, email: person.email },
    session,
    source: first ? person.source : null,
    mailbox: null,
    engagedSeconds: kind === 'page_view' ? Math.round(random() * 140) : null,
    filtered: random() < 0.01 ? 'headless' : null,
    flags: random() < 0.02 ? ['clock_corrected'] : [],
    account: person.account,
    intentScore: person.intentScore,
    points: person.points,
  };
}

function makePerson(n: number): Person {
  const known = n % 5 !== 0;
  const company = known && random() < 0.8 ? pick(COMPANIES) : null;
  const name = known && random() < 0.85 ? `${pick(FIRST)} ${pick(LAST)}` : null;
  const email = known
    ? `${(name ?? pick(FIRST)).toLowerCase().replace(/[^a-z]+/g, '.')}@${company?.domain ?? 'gmail.com'}`
    : null;
  const [source, channel] = pick(SOURCES);
  const type: IntentType =
    random() < 0.45 ? 'Unknown' : pick(['Buying', 'Buying', 'Buying', 'Support', 'Partnership', 'Job seeker']);
  const item: ContactItem = {
    id: id(n),
    name,
    email,
    identified: known,
    account: company,
    intentScore: 'Low',
    intentType: type,
    intentTypeFinal: type !== 'Unknown' && random() < 0.3,
    points: 0,
    next: null,
    reasons: [],
    activity: new Array(30).fill(0),
    signalCount: n,
    firstSeenAt: iso(NOW),
    lastSignalAt: iso(NOW),
    source,
    channel,
    country: pick(['DE', 'US', 'FR', 'GB', 'JP']),
    online: n < 14 && n % 2 === 1,
  };
  const heat = random() ** 2;
  const visits = 1 + Math.floor(heat * 9);
  const signals: LiveSignal[] = [];
  let back = item.online ? 0 : random() ** 2 * 60;
  for (let visit = 0; visit < visits; visit++) {
    const start = NOW - back * DAY - random() * 200_000;
    const length = 1 + Math.floor(random() * 8);
    for (let i = length - 1; i >= 0; i--)
      signals.push(
        signalOf(
          item,
          start - (length - i) * 60_000 * random(),
          `s${n}-${visit}`,
          i === 0,
          heat > 0.5 && random() < 0.5 ? 3 + Math.floor(random() * 3) : undefined,
        ),
      );
    back += 0.4 + random() * 14;
  }
  signals.sort((a, b) => b.at.localeCompare(a.at));
  const person = { item, signals };
  settle(person);
  return person;
}

/** Recomputes what follows from the signals. */
export function settle(person: Person): void {
  const { item, signals } = person;
  const contributions = contributionsOf(signals, NOW);
  item.points = Math.round(contributions.reduce((sum, one) => sum + one.points, 0) * 100) / 100;
  item.intentScore = bucket(item.points);
  item.reasons = contributions
    .slice(0, 2)
    .map(({ kind, category, count, points }) => ({ kind, category, count, points }));
  const floor = item.intentScore === 'High' ? 26 : 9;
  item.next =
    item.intentScore === 'Low'
      ? null
      : {
          value: item.intentScore === 'High' ? 'Medium' : 'Low',
          at: iso(NOW + Math.log2(item.points / floor + 0.0001) * HALF_LIFE * DAY),
        };
  item.signalCount = signals.length;
  item.lastSignalAt = signals[0]?.at ?? iso(NOW);
  item.firstSeenAt = signals.at(-1)?.at ?? iso(NOW);
  item.activity = new Array(30).fill(0);
  for (const one of signals) {
    const age = Math.floor((NOW - Date.parse(one.at)) / DAY);
    if (age >= 0 && age < 30) item.activity[29 - age] = (item.activity[29 - age] ?? 0) + 1;
    Object.assign(one, { intentScore: item.intentScore, points: item.points });
  }
}

export const people: Person[] = Array.from({ length: 320 }, (_, n) => makePerson(n + 1)).sort(
  (a, b) => b.item.points - a.item.points,
);

export function explain(signals: readonly LiveSignal[]): ScoreExplanation {
  const contributions = contributionsOf(signals, NOW);
  const points = Math.round(contributions.reduce((sum, one) => sum + one.points, 0) * 100) / 100;
  const at = (day: number) => ({
    day: iso(NOW + day * DAY).slice(0, 10),
    points: contributionsOf(
      signals.filter((one) => Date.parse(one.at) <= NOW + day * DAY),
      NOW + day * DAY,
    ).reduce((sum, one) => sum + one.points, 0),
  });
  const value = bucket(points);
  return {
    value,
    points,
    contributions,
    factor: {
      value: 0.87,
      shares: [
        { group: 'buying', share: 0.78 },
        { group: 'reading', share: 0.14 },
        { group: 'support', share: 0.08 },
      ],
    },
    next:
      value === 'Low'
        ? null
        : {
            value: value === 'High' ? 'Medium' : 'Low',
            at: iso(NOW + Math.log2(points / (value === 'High' ? 26 : 9)) * HALF_LIFE * DAY),
          },
    thresholds: { Medium: 9, High: 26 },
    halfLifeDays: HALF_LIFE,
    modelVersion: '1',
    history: Array.from({ length: 90 }, (_, i) => at(i - 89)),
    projection: Array.from({ length: 60 }, (_, i) => at(i + 1)),
  };
}

export function recordOf({ item, signals }: Person): ContactRecord {
  const touch = {
    at: item.firstSeenAt,
    source: item.source ?? 'Direct',
    channel: item.channel ?? 'Direct',
    medium: null,
    campaign: 'winter-planning',
    referrer: null,
    landing: '/product',
  };
  return {
    ...item,
    mailboxes: item.email ? [] : ['info@acme.example'],
    emails: item.email ? [{ email: item.email, verified: item.id.endsWith('4') }] : [],
    traits: item.name ? { jobTitle: 'Operations lead', companySize: 120 } : {},
    firstTouch: touch,
    latestTouch: { ...touch, at: item.lastSignalAt, source: 'Direct', channel: 'Direct', campaign: null },
    devices: [
      { ...DEVICES[0], lastAt: item.lastSignalAt },
      { ...DEVICES[2], lastAt: item.firstSeenAt },
    ],
    countries: item.country ? [item.country] : [],
    onlineOn:
      item.online && signals[0]?.page
        ? { title: signals[0].page.title, path: signals[0].page.path, since: item.lastSignalAt }
        : null,
    filteredCount: signals.filter((one) => one.filtered).length,
    duplicateCount: item.name ? 1 : 0,
    probable: item.signalCount % 7 === 3 && item.name !== null,
    sample: true,
  };
}
