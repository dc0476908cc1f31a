/** Visitors who never said who they are, and programs. */
import { DAY, MINUTE, type Millis, SECOND } from '../foundation/time.ts';
import { firstArrival } from './arrival.ts';
import type { Register } from './people.ts';
import { isWorkingHour, likelyMoment, placeWeights } from './places.ts';
import { between, chance, pick, type Random, weighted } from './random.ts';
import { compares, looksAtPrices, looksAtProduct, readsBlog, readsDocs, readsStories, view } from './reading.ts';
import { PAGES, type PageName } from './site-map.ts';
import type { Visit } from './visit.ts';

interface Cast {
  readonly register: Register;
  readonly random: Random;
  readonly now: Millis;
}

/** One page, gone. */
export function bouncer({ register, random, now }: Cast): readonly Visit[] {
  const place = weighted(random, placeWeights());
  const landing = pick(random, ['home', 'home', 'blogFix', 'blogTravel', 'blogWinter', 'pricing', 'careers'] as const);
  const at = likelyMoment(random, place, chance(random, 0.5) ? 'office' : 'evening', now - 90 * DAY, now);
  const [browser] = register.browsers(place, 0);
  return [{ at, browser, place, person: null, arrival: firstArrival(random), steps: view(landing) }];
}

/** Looks around once or twice and leaves no name. */
export function passerBy({ register, random, now }: Cast): readonly Visit[] {
  const place = weighted(random, placeWeights());
  const [browser] = register.browsers(place, 0);
  const steps = () => [
    ...pick(random, [looksAtProduct, readsBlog, readsDocs, readsStories, compares])(random),
    ...(chance(random, 0.3) ? looksAtPrices(random, place) : []),
  ];
  const first = likelyMoment(random, place, 'office', now - 90 * DAY, now);
  const visit = { browser, place, person: null, arrival: firstArrival(random), at: first, steps: steps() } as const;
  if (!chance(random, 0.35)) return [visit];
  const again = likelyMoment(random, place, 'office', first, Math.min(now, first + 12 * DAY));
  return [visit, { ...visit, at: again, arrival: 'direct', steps: steps() }];
}

/** On the site at this moment, from wherever it is day: the live view has somebody to show at any hour. */
export function hereNow(cast: Cast): readonly Visit[] {
  const { random, now } = cast;
  const [visit] = passerBy(cast);
  const awake = placeWeights().filter(([, place]) => isWorkingHour(now, place));
  const place = awake.length > 0 ? weighted(random, awake) : null;
  if (!visit || !place) return [];
  return [{ ...visit, place, at: Math.floor(between(random, now - 12 * MINUTE, now - 10 * SECOND)) }];
}

/** A crawler or a monitor: recorded, shown as filtered, worth nothing. */
export function program({ register, random, now }: Cast): readonly Visit[] {
  const place = weighted(random, placeWeights());
  const [{ id }] = register.browsers(place, 0);
  const filtered = weighted(random, [
    [6, 'bot_user_agent'],
    [3, 'headless'],
    [2, 'prefetch'],
  ] as const);
  const device = { type: 'desktop', browser: filtered === 'bot_user_agent' ? null : 'Chrome', os: 'Linux' } as const;
  const names: readonly PageName[] = [...PAGES.keys()];
  const pages = Array.from({ length: chance(random, 0.5) ? 1 : 4 }, () => pick(random, names));
  const at = Math.floor(between(random, now - 90 * DAY, now));
  return [{ at, browser: { id, device }, place, person: null, arrival: 'direct', steps: view(...pages), filtered }];
}
