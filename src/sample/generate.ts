/**
 * The sample data: a made-up company's last 90 days. Pure and repeatable: the same arguments give the same story.
 * Everything in it can be told from real data: browser ids begin with `sample-`, e-mail domains end in `.example`.
 */
import type { SignalDraft } from '../capture/draft.ts';
import { signalId } from '../foundation/ids.ts';
import { DAY, type Millis } from '../foundation/time.ts';
import { cast, type Everybody } from './cast.ts';
import type { LinkKey } from './link/links.ts';
import { type LinkStory, linkStories } from './link/visits.ts';
import { type Person, Register, type Sort } from './people.ts';
import { pick, type Random, randomFrom, some, whole } from './random.ts';
import { planTalks, type Talk } from './talk/plan.ts';
import { type Happening, happenings } from './visit.ts';

export const SAMPLE_DAYS = 90;

export interface SampleOrder {
  /** Any whole number; another one gives other people. */
  readonly seed: number;
  /** Nothing in the sample is later, or earlier than `SAMPLE_DAYS` before. */
  readonly now: Millis;
  readonly workspaceId: string;
  /** People who said who they are, >= 40. Anonymous visitors come on top, about four for each. */
  readonly contacts: number;
}

export interface Sample {
  /** What happened on the website, in the order of its time. About 40 signals for each contact. */
  readonly signals: readonly SignalDraft[];
  readonly links: ReadonlyMap<LinkKey, LinkStory>;
  readonly talks: readonly Talk[];
}

export function generateSample({ seed, now, workspaceId, contacts }: SampleOrder): Sample {
  const oldest = now - SAMPLE_DAYS * DAY;
  const everybody = cast({ seed, now, contacts });
  const followed = randomFrom(seed, 'links');
  const people = followers(everybody, followed);
  const stories = linkStories({
    ...{ register: new Register(followed, 'l'), random: followed, now, people },
    newcomer: () => newcomerOf(everybody, followed, null),
  });
  const talking = randomFrom(seed, 'talks');
  const { talks, visits } = planTalks({
    ...{ register: new Register(talking, 't'), random: talking, now, people: everybody.people },
    newcomer: (country) => newcomerOf(everybody, talking, country),
  });
  const links = new Map([...stories].map(([key, story]) => [key, withTalkers(key, story, talks)]));

  const random = randomFrom(seed, 'walk');
  const all: Happening[] = [];
  for (const visit of [...everybody.visits, ...visits]) {
    for (const happening of happenings(visit, random)) {
      if (happening.at >= oldest && happening.at <= now) all.push(happening);
    }
  }
  // Stable, so that what happened in the same millisecond keeps its order.
  all.sort((a, b) => a.at - b.at);
  const lag = randomFrom(seed, 'lag');
  const signals = all.map((happening, n) => ({
    ...happening,
    id: signalId(workspaceId, `sample:${n}`, happening.at),
    receivedAt: Math.min(now, happening.at + whole(lag, 60, 1_800)),
  }));
  return { signals, links, talks };
}

// A circle that comes again and again, most of them in touch with the made-up team anyway: were it everybody, all of them would be warm.
function followers({ people }: Everybody, random: Random): readonly Person[] {
  const of = (...sorts: readonly Sort[]) => people.filter(({ sort }) => sorts.includes(sort));
  const others = some(random, 20, of('buyer', 'customer', 'partner', 'reader'));
  return [...of('hot'), ...others].map(({ person }) => person);
}

// Who talks on a link's page has come by the link.
function withTalkers(key: LinkKey, story: LinkStory, talks: readonly Talk[]): LinkStory {
  const visits = talks.flatMap(({ link }) => (link?.key === key ? [link.visit] : []));
  return { ...story, visits: [...story.visits, ...visits] };
}

function newcomerOf({ register, companies }: Everybody, random: Random, country: string | null): Person {
  const there = companies.filter(({ place }) => country === null || place.country === country);
  return register.employee(pick(random, there), pick(random, ['Operations Manager', 'Head of Service', 'Planner']));
}
