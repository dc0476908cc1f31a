/** Casts the dialogues: who talks, from where, and when. */
import { HOUR, MINUTE, type Millis, SECOND } from '../../foundation/time.ts';
import { laterArrival } from '../arrival.ts';
import { type LinkKey, sampleLink } from '../link/links.ts';
import { BEFORE_CHAT, type LinkVisit, visitBy } from '../link/visits.ts';
import type { Browser, Person, Register, Sort } from '../people.ts';
import { likelyMoment, PLACES, type Place, placeWeights } from '../places.ts';
import { between, pick, type Random, weighted, whole } from '../random.ts';
import { KNOWN, view } from '../reading.ts';
import { REPS, type RepKey } from '../reps.ts';
import { SAMPLE_ORIGIN, sitePage } from '../site-map.ts';
import type { Visit } from '../visit.ts';
import { BUYING } from './buying.ts';
import type { Dialogue, Line } from './dialogue.ts';
import { HELPING } from './helping.ts';
import { OTHERS } from './others.ts';

/** A line at its time, with the names in it. */
export type Turn = { readonly at: Millis; readonly by: RepKey } & (
  | { readonly kind: 'lead' | 'rep' | 'note'; readonly text: string }
  | Extract<Line, { kind: 'tap' | 'email' | 'assign' | 'type' }>
  | { readonly kind: 'take' | 'close' | 'reject' | 'spam' | 'qualify' }
);

/** A conversation that somebody of the sample had. */
export interface Talk {
  /** Tells it from the others, the same in every workspace. */
  readonly name: string;
  readonly startedAt: Millis;
  readonly browser: Browser;
  readonly country: string;
  readonly language: string;
  readonly session: string;
  /** The page of the website where it was opened; null for a link's. */
  readonly page: { readonly url: string; readonly title: string } | null;
  /** The link and the request that opened its page; null for the website's. */
  readonly link: { readonly key: LinkKey; readonly visit: LinkVisit } | null;
  /** Who the lead says they are, when they leave their address. */
  readonly leaves: { readonly email: string; readonly name: string } | null;
  readonly turns: readonly Turn[];
}

/** All conversations, latest first within each sort, and the visits to the website in which they were held. */
export interface TalkPlan {
  readonly talks: readonly Talk[];
  readonly visits: readonly Visit[];
}

interface Casting {
  readonly register: Register;
  readonly random: Random;
  readonly now: Millis;
  readonly people: readonly { readonly sort: Sort; readonly person: Person }[];
  /** Somebody of a company there whom the website does not know. */
  readonly newcomer: (country: string | null) => Person;
}

interface Cast {
  readonly place: Place;
  readonly browser: Browser;
  readonly person: Person | null;
  /** Nobody of the sample fitted: they say who they are in this visit. */
  readonly isNew: boolean;
}

export function planTalks(casting: Casting): TalkPlan {
  const taken = new Set<Person>();
  const talks: Talk[] = [];
  const visits: Visit[] = [];
  for (const [theme, dialogues] of Object.entries({ buying: BUYING, helping: HELPING, others: OTHERS })) {
    for (const [n, dialogue] of dialogues.entries()) {
      const cast = castFor(dialogue, casting, taken);
      const startedAt = beginningOf(dialogue, cast.place, casting);
      const visit = visitFor(dialogue, cast, startedAt, casting.random);
      if (visit) visits.push(visit);
      talks.push(talkOf(`${theme}-${n}`, dialogue, { ...cast, startedAt, visit, random: casting.random }));
    }
  }
  return { talks, visits };
}

function castFor({ who, country }: Dialogue, casting: Casting, taken: Set<Person>): Cast {
  const { random, register, people, newcomer } = casting;
  if (who === 'stranger') {
    const place = PLACES.find((one) => one.country === country) ?? weighted(random, placeWeights());
    return { place, browser: register.browsers(place)[0], person: null, isNew: false };
  }
  const fitting = people.filter(
    ({ sort, person }) => sort === who && (!country || person.place.country === country) && !taken.has(person),
  );
  const isNew = fitting.length === 0;
  const person = isNew ? newcomer(country ?? null) : pick(random, fitting).person;
  taken.add(person);
  return { place: person.place, browser: person.browsers[0], person, isNew: isNew && who !== 'newcomer' };
}

function beginningOf({ hoursAgo, lines }: Dialogue, place: Place, { random, now }: Casting): Millis {
  const length = lines.reduce((sum, { after }) => sum + after, 0) * MINUTE;
  const [newest, oldest] = hoursAgo;
  const from = now - oldest * HOUR - length;
  const to = now - newest * HOUR - length;
  // Of the last day something is to be there at whatever hour one looks.
  return newest < 24 ? Math.floor(between(random, from, to)) : likelyMoment(random, place, 'office', from, to);
}

function visitFor({ at }: Dialogue, cast: Cast, startedAt: Millis, random: Random): Visit | null {
  if ('link' in at) return null;
  const { browser, place, person, isNew } = cast;
  const steps = [...view(at.page), ...(isNew ? KNOWN : [])];
  return {
    at: startedAt - whole(random, 15, 70) * SECOND,
    browser,
    place,
    person,
    arrival: laterArrival(random),
    steps,
  };
}

interface Staged extends Cast {
  readonly startedAt: Millis;
  readonly visit: Visit | null;
  readonly random: Random;
}

function talkOf(name: string, dialogue: Dialogue, staged: Staged): Talk {
  const { browser, place, person, startedAt, visit, random } = staged;
  const { at, language = 'en', lines } = dialogue;
  const from = 'link' in at ? weighted(random, sampleLink(at.link).from) : null;
  const linkVisit = from && visitBy(browser, { place, from, at: startedAt - BEFORE_CHAT }, random);
  const page = 'page' in at ? sitePage(at.page) : null;
  const leaves = lines.some(({ kind }) => kind === 'email') && person;
  return {
    ...{ name, startedAt, browser, language, country: place.country },
    session: `${browser.id}-${(visit ?? linkVisit)?.at.toString(36)}`,
    page: page && { url: SAMPLE_ORIGIN + page.path, title: page.title },
    link: 'link' in at && linkVisit ? { key: at.link, visit: linkVisit } : null,
    leaves: leaves ? { email: leaves.email, name: `${leaves.firstName} ${leaves.lastName}` } : null,
    turns: turnsOf(dialogue, person, startedAt, random),
  };
}

function turnsOf({ lines, rep }: Dialogue, person: Person | null, startedAt: Millis, random: Random): Turn[] {
  let at = startedAt;
  let who = rep;
  return lines.map((line, n): Turn => {
    // Opening the chat and writing the first message takes a while too.
    at += n === 0 ? whole(random, 4, 9) * SECOND : Math.round(line.after * MINUTE);
    const by = ('by' in line && line.by) || who;
    if (line.kind === 'assign') who = line.to;
    return 'text' in line ? { at, by, kind: line.kind, text: named(line.text, person, by) } : { ...line, at, by };
  });
}

function named(text: string, person: Person | null, by: RepKey): string {
  return text
    .replaceAll('{lead}', person?.firstName ?? '')
    .replaceAll('{company}', person?.company ?? '')
    .replaceAll('{rep}', REPS[by].firstName);
}
