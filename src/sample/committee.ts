/** Several people of one account who look into it in the same weeks, each for their own reasons. */
import { DAY, type Millis } from '../foundation/time.ts';
import { firstArrival } from './arrival.ts';
import { type Lead, visitOf } from './journeys.ts';
import type { Company, Person, Register } from './people.ts';
import { between, chance, type Random, whole } from './random.ts';
import {
  asks,
  compares,
  KNOWN,
  looksAtPrices,
  looksAtProduct,
  readsDocs,
  readsStories,
  sends,
  takesTheTour,
  view,
} from './reading.ts';
import type { Step, Visit } from './visit.ts';

interface Seat {
  readonly jobTitle: string;
  readonly reads: (random: Random, person: Person) => readonly Step[];
}

const SEATS: readonly Seat[] = [
  {
    jobTitle: 'Head of Service',
    reads: (random, { place }) => [...looksAtProduct(random, 3), ...looksAtPrices(random, place)],
  },
  { jobTitle: 'IT Manager', reads: (random) => [...view('security'), ...readsDocs(random, 3)] },
  {
    jobTitle: 'Finance Director',
    reads: (random, { place }) => [...looksAtPrices(random, place), ...compares(random), ...view('terms')],
  },
  {
    jobTitle: 'Managing Director',
    reads: (random, { place }) => [...view('home'), ...readsStories(random), ...looksAtPrices(random, place)],
  },
  { jobTitle: 'Lead Dispatcher', reads: (random) => [...takesTheTour(random), ...view('dispatch', 'fieldApp')] },
];

/**
 * Three to five people. The first found it, asks for a demo and passes it on; the others follow within days.
 * `settledDaysAgo` is when the last of them was there.
 */
export function committee(
  company: Company,
  size: number,
  settledDaysAgo: number,
  cast: { readonly register: Register; readonly random: Random; readonly now: Millis },
): { readonly people: readonly Person[]; readonly visits: readonly Visit[] } {
  const { register, random, now } = cast;
  const people = SEATS.slice(0, size).map((seat) => register.employee(company, seat.jobTitle));
  const visits = people.flatMap((person, index) => {
    const seat = SEATS[index] ?? SEATS[0];
    return seat ? seatVisits({ person, random, now }, seat, index === 0, settledDaysAgo) : [];
  });
  return { people, visits: visits.filter(({ at }) => at > now - 90 * DAY) };
}

function seatVisits(lead: Lead, seat: Seat, champion: boolean, settled: number): readonly Visit[] {
  const { random, person } = lead;
  if (champion) {
    return [
      visitOf(lead, [settled + 22, settled + 17], firstArrival(random), seat.reads(random, person)),
      visitOf(lead, [settled + 14, settled + 11], 'direct', [...readsStories(random), ...compares(random)]),
      visitOf(lead, [settled + 3, settled + 1.5], 'direct', [...seat.reads(random, person), ...asks(random)]),
      visitOf(lead, [settled + 1, settled], 'direct', [...view('security'), ...looksAtPrices(random, person.place)]),
    ];
  }
  const steps = [...seat.reads(random, person), ...(chance(random, 0.5) ? sends('webinar') : KNOWN)];
  const visits = [visitOf(lead, [settled + 8, settled + 2], 'direct', steps)];
  for (let n = whole(random, 0, 2); n > 0; n--) {
    const days = settled + between(random, 1, 5);
    visits.push(visitOf(lead, [days, Math.max(settled, days - 1)], 'direct', seat.reads(random, person)));
  }
  return visits;
}
