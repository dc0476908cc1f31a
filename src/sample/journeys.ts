/** The archetypes: what each sort of lead does over weeks. Days are counted back from now; 0 is the last 24 hours. */
import { DAY, type Millis } from '../foundation/time.ts';
import { type ArrivalName, firstArrival, laterArrival } from './arrival.ts';
import type { Person } from './people.ts';
import { type Habit, likelyMoment } from './places.ts';
import { between, chance, pick, type Random, whole } from './random.ts';
import {
  abandons,
  asks,
  compares,
  hovers,
  KNOWN,
  looksAtPrices,
  looksAtProduct,
  readsBlog,
  readsDocs,
  readsStories,
  sends,
  takesTheTour,
  view,
} from './reading.ts';
import type { Step, Visit } from './visit.ts';

export interface Lead {
  readonly person: Person;
  readonly random: Random;
  readonly now: Millis;
}

/** A visit between `older` and `newer` days before now, by the usual browser or, when said, by the phone. */
export function visitOf(
  { person, random, now }: Lead,
  [older, newer]: readonly [older: number, newer: number],
  arrival: ArrivalName,
  steps: readonly Step[],
  { habit = 'office', phone = false }: { habit?: Habit; phone?: boolean } = {},
): Visit {
  const browser = (phone && person.browsers[1]) || person.browsers[0];
  const at = likelyMoment(random, person.place, habit, now - older * DAY, now - newer * DAY);
  return { at, browser, place: person.place, person, arrival, steps };
}

/** On a train, in the evening: the phone, once recognised from the link in a mail. None for people without a phone. */
function onThePhone(lead: Lead, days: readonly [number, number], steps: readonly Step[]): readonly Visit[] {
  if (!lead.person.browsers[1]) return [];
  return [visitOf(lead, days, 'newsletter', [...steps, ...KNOWN], { habit: 'evening', phone: true })];
}

/** Has a budget and a date: several visits within two weeks that end in a demo or a word to sales, days or hours ago. */
export function hotBuyer(lead: Lead): readonly Visit[] {
  const { random, person } = lead;
  const last = between(random, 0, 3.5);
  return [
    visitOf(lead, [last + 13, last + 8], firstArrival(random), [
      ...looksAtProduct(random, 2),
      ...looksAtPrices(random, person.place),
    ]),
    visitOf(lead, [last + 6, last + 3], laterArrival(random), [...readsStories(random), ...compares(random)]),
    ...(chance(random, 0.5)
      ? [visitOf(lead, [last + 3, last + 1.2], 'direct', [...takesTheTour(random), ...view('security')])]
      : []),
    visitOf(lead, [last + 0.9, last], 'direct', [
      ...looksAtPrices(random, person.place),
      ...looksAtProduct(random, 1),
      ...asks(random),
    ]),
    ...onThePhone(lead, [last + 0.4, Math.max(0, last - 0.6)], [...view('bookDemo'), ...readsStories(random)]),
  ];
}

/** Tries it in earnest: a trial or a webinar some weeks ago, documentation, prices, no word since. */
export function evaluator(lead: Lead): readonly Visit[] {
  const { random, person } = lead;
  const first = between(random, 16, 40);
  const back = between(random, 3, first - 9);
  return [
    visitOf(lead, [first, first - 3], firstArrival(random), [
      ...looksAtProduct(random),
      ...takesTheTour(random),
      ...sends(chance(random, 0.55) ? 'trial' : 'webinar'),
    ]),
    visitOf(lead, [first - 3, first - 8], 'direct', [...readsDocs(random), ...looksAtPrices(random, person.place)]),
    visitOf(lead, [back + 2, back], laterArrival(random), [
      ...readsDocs(random, 2),
      ...(chance(random, 0.6) ? looksAtPrices(random, person.place) : looksAtProduct(random, 2)),
      ...(chance(random, 0.25) ? hovers(random) : []),
    ]),
    ...onThePhone(lead, [back, Math.max(0, back - 2)], looksAtProduct(random, 1)),
  ];
}

/** Comes back every week or two for months, reads, and never raises a hand. */
export function slowResearcher(lead: Lead): readonly Visit[] {
  const { random, person } = lead;
  const visits: Visit[] = [];
  let days = between(random, 60, 88);
  const stop = between(random, 1, 25);
  for (let n = 0; days > stop; n++) {
    const interest = pick(random, [readsStories, readsBlog, compares, looksAtProduct, readsDocs, readsBlog]);
    visits.push(
      visitOf(lead, [days, Math.max(0, days - 4)], n === 0 ? firstArrival(random) : laterArrival(random), [
        ...interest(random),
        ...(chance(random, 0.2) ? looksAtPrices(random, person.place) : []),
        ...(n === 1 ? sends('newsletter') : []),
      ]),
    );
    days -= between(random, 7, 16);
  }
  return [...visits, ...onThePhone(lead, [50, stop], readsBlog(random))];
}

/** Asked for a demo one to three months ago and went quiet. */
export function fadedBuyer(lead: Lead): readonly Visit[] {
  const { random, person } = lead;
  const asked = between(random, 34, 78);
  return [
    visitOf(lead, [asked + 9, asked + 3], firstArrival(random), looksAtProduct(random)),
    visitOf(lead, [asked + 2, asked], 'direct', [
      ...looksAtPrices(random, person.place),
      ...compares(random),
      ...asks(random),
    ]),
    ...(chance(random, 0.5) ? [visitOf(lead, [asked - 2, asked - 8], 'direct', view('security', 'terms'))] : []),
    ...(chance(random, 0.3) ? [visitOf(lead, [asked - 15, 6], 'newsletter', readsBlog(random))] : []),
  ];
}

/** Signs in several times a week and now and then needs help. */
export function customer(lead: Lead): readonly Visit[] {
  const { random } = lead;
  const helped = pick(random, ['helpSignIn', 'helpNotifications', 'docsCalendar', 'docsImport'] as const);
  const visits: Visit[] = [];
  for (let days = between(random, 70, 89); days > 0.5; days -= between(random, 3, 12)) {
    const inTrouble = chance(random, 0.3);
    visits.push(
      visitOf(lead, [days, Math.max(0, days - 2)], 'direct', [
        ...view('login'),
        ...KNOWN,
        ...(inTrouble ? view('help', helped) : []),
        ...(inTrouble && chance(random, 0.35) ? sends('support') : []),
        ...(chance(random, 0.03) ? view('pricing') : []),
      ]),
    );
  }
  return [...visits, ...onThePhone(lead, [40, 1], view('login'))];
}

export function jobSeeker(lead: Lead): readonly Visit[] {
  const { random } = lead;
  const found = between(random, 4, 80);
  const arrival = pick(random, ['jobBoard', 'linkedin', 'google', 'direct'] as const);
  return [
    visitOf(lead, [found + 3, found], arrival, [...view('careers', 'job'), ...view('home')], { habit: 'evening' }),
    visitOf(
      lead,
      [found - 0.2, Math.max(0, found - 3)],
      'direct',
      [...view('job', 'product', 'customers', 'blogWinter'), ...sends('job')],
      { habit: 'evening' },
    ),
    ...(chance(random, 0.4)
      ? [visitOf(lead, [found - 3, Math.max(0, found - 4)], 'direct', view('careers', 'home'), { habit: 'evening' })]
      : []),
  ];
}

export function partner(lead: Lead): readonly Visit[] {
  const { random } = lead;
  const found = between(random, 5, 70);
  return [
    visitOf(lead, [found + 6, found + 1], pick(random, ['google', 'linkedin', 'chatgpt'] as const), [
      ...view('home', 'partners'),
      ...readsDocs(random, 1),
    ]),
    visitOf(lead, [found, Math.max(0, found - 2)], 'direct', [...view('docsApi'), ...sends('partner')]),
    ...(chance(random, 0.5) ? [visitOf(lead, [found - 2, 0], 'direct', view('partners', 'docsApi'))] : []),
  ];
}

/** A thesis, an evening, everything at once. */
export function student(lead: Lead): readonly Visit[] {
  const { random } = lead;
  const found = between(random, 8, 75);
  return [
    visitOf(
      lead,
      [found, found - 3],
      pick(random, ['google', 'chatgpt'] as const),
      [...readsBlog(random), ...view('blogTravel', 'blogFix', 'docs'), ...sends('newsletter')],
      { habit: 'evening' },
    ),
    visitOf(lead, [found - 4, found - 7], 'direct', [...readsBlog(random), ...view('northgate')], { habit: 'evening' }),
  ];
}

/** Subscribed once, opens the letter most months. */
export function newsletterReader(lead: Lead): readonly Visit[] {
  const { random } = lead;
  const joined = between(random, 30, 88);
  const letters = [60, 30, 1].filter((days) => days < joined - 4 && chance(random, 0.75));
  return [
    visitOf(lead, [joined, joined - 2], pick(random, ['google', 'linkedin', 'reddit'] as const), [
      ...readsBlog(random),
      ...sends('newsletter'),
    ]),
    ...letters.flatMap((days) => {
      const window = [days, Math.max(0, days - 3)] as const;
      const onPhone = chance(random, 0.5) ? onThePhone(lead, window, readsBlog(random)) : [];
      return onPhone.length > 0
        ? onPhone
        : [visitOf(lead, window, 'newsletter', readsBlog(random), { habit: 'evening' })];
    }),
  ];
}

/** Began a demo form and left it; found again by the webinar. */
export function hesitant(lead: Lead): readonly Visit[] {
  const { random, person } = lead;
  const first = between(random, 6, 24);
  return [
    visitOf(lead, [first + 8, first + 2], firstArrival(random), [...looksAtProduct(random), ...sends('webinar')]),
    visitOf(lead, [first, Math.max(0, first - 2)], laterArrival(random), [
      ...looksAtPrices(random, person.place),
      ...readsStories(random),
      ...abandons('demo'),
    ]),
    ...(chance(random, 0.4)
      ? [visitOf(lead, [first - 2, Math.max(0, first - whole(random, 3, 5))], 'direct', readsBlog(random))]
      : []),
  ];
}
