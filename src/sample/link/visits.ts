import { DAY, MINUTE, type Millis, SECOND } from '../../foundation/time.ts';
import type { Browser, Person, Register } from '../people.ts';
import { likelyMoment, type Place, placeWeights } from '../places.ts';
import { between, chance, pick, type Random, some, weighted, whole } from '../random.ts';
import { PROGRAMS, type ProgramRequest, userAgentOf } from './agents.ts';
import { LINK_KEYS, type LinkKey, type SampleLink, sampleLink, type VisitFrom } from './links.ts';

/** One request for a link's address, and who was behind it. */
export interface LinkVisit extends ProgramRequest {
  readonly at: Millis;
  readonly from: VisitFrom;
  readonly country: string;
  /** Null: a program. */
  readonly browser: Browser | null;
  readonly session: string | null;
  /** How long after the request the page was proven to be seen; null: nobody was. */
  readonly seenAfterMs: Millis | null;
  /** Address of whom the link was made for; null: the link of everybody. */
  readonly recipient: string | null;
}

/** Somebody a link is made for. */
export interface LinkRecipient {
  readonly email: string;
  readonly name: string;
}

/** What becomes of one link. */
export interface LinkStory {
  readonly recipients: readonly LinkRecipient[];
  /** In no particular order. */
  readonly visits: readonly LinkVisit[];
}

interface Casting {
  readonly register: Register;
  readonly random: Random;
  readonly now: Millis;
  /** People of the sample who follow links. */
  readonly people: readonly Person[];
  /** People of companies whom the website does not know. */
  readonly newcomer: () => Person;
}

/** Who follows the links of the sample, and when. */
export function linkStories(casting: Casting): ReadonlyMap<LinkKey, LinkStory> {
  return new Map(LINK_KEYS.map((key) => [key, linkStory(casting, sampleLink(key))]));
}

function linkStory(casting: Casting, link: SampleLink): LinkStory {
  const { random, people, newcomer, register } = casting;
  const visits: LinkVisit[] = [];
  for (let n = 0; n < link.people; n++) {
    const person = chance(random, link.known) ? pick(random, people) : null;
    const place = person?.place ?? weighted(random, placeWeights());
    const [usual, phone] = person?.browsers ?? register.browsers(place);
    const from = weighted(random, link.from);
    visits.push(visitBy((from.scanned && phone) || usual, { place, from, at: momentOf(casting, link, place) }, random));
  }
  for (let n = 0; n < link.programs; n++) visits.push(visitByProgram(casting, link));
  const known = some(random, Math.round(link.recipients * 0.6), people);
  const sent = [...known, ...Array.from({ length: link.recipients - known.length }, newcomer)];
  // On a device that says nothing of itself: they are probably who the link was made for.
  for (const { email, place } of some(random, Math.round(sent.length * 0.4), sent)) {
    const at = momentOf(casting, link, place);
    const [browser] = register.browsers(place);
    visits.push({ ...visitBy(browser, { place, from: pickFrom(link), at }, random), recipient: email });
  }
  const recipients = sent.map(({ email, firstName, lastName }) => ({ email, name: `${firstName} ${lastName}` }));
  return { recipients, visits };
}

/** A person's request, whose page is seen at once. */
export function visitBy(
  browser: Browser,
  when: { readonly place: Place; readonly from: VisitFrom; readonly at: Millis },
  random: Random,
): LinkVisit {
  const { place, from, at } = when;
  return {
    ...{ at, from, browser, method: 'GET', purpose: null, recipient: null },
    userAgent: userAgentOf(browser.device),
    country: place.country,
    session: `${browser.id}-${at.toString(36)}`,
    seenAfterMs: whole(random, 1_100, 6_000),
  };
}

function visitByProgram(casting: Casting, link: SampleLink): LinkVisit {
  const { random } = casting;
  const place = weighted(random, placeWeights());
  const at = momentOf(casting, link, place);
  const request = weighted(random, PROGRAMS);
  const from = { ...pickFrom(link), scanned: false };
  return {
    ...request,
    at,
    from,
    country: place.country,
    browser: null,
    session: null,
    seenAfterMs: null,
    recipient: null,
  };
}

function pickFrom({ from }: SampleLink): VisitFrom {
  const [first] = from;
  if (!first) throw new Error('A link without a place where people find it');
  return first[1];
}

/** Not in the last quarter of an hour: what nobody was proven behind is known to be nobody's by then. */
const SETTLED = 15 * MINUTE;

function momentOf({ random, now }: Casting, link: SampleLink, place: Place): Millis {
  const made = now - link.madeDaysAgo * DAY;
  const end = now - Math.max((link.expiredDaysAgo ?? 0) * DAY, SETTLED);
  const [from, to] = windowOf(link, random, now, end);
  return likelyMoment(random, place, 'office', Math.max(made, from), Math.min(end, to));
}

function windowOf({ rhythm, madeDaysAgo }: SampleLink, random: Random, now: Millis, end: Millis): [Millis, Millis] {
  switch (rhythm.kind) {
    case 'steady':
      return [now - madeDaysAgo * DAY, end];
    case 'burst':
      return chance(random, 0.85) ? [now - rhythm.from * DAY, now - rhythm.to * DAY] : [now - rhythm.to * DAY, end];
    case 'letters': {
      const sent = now - pick(random, rhythm.days) * DAY;
      return [sent, sent + (chance(random, 0.75) ? DAY : between(random, 2, 9) * DAY)];
    }
    default:
      return rhythm satisfies never;
  }
}

/** How long before the chat is opened the link's page was. */
export const BEFORE_CHAT = 20 * SECOND;
