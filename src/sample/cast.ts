/** Who is in the sample, how many of each sort, and all their visits. */
import { DAY, type Millis } from '../foundation/time.ts';
import { committee } from './committee.ts';
import {
  customer,
  evaluator,
  fadedBuyer,
  hesitant,
  hotBuyer,
  jobSeeker,
  type Lead,
  newsletterReader,
  partner,
  slowResearcher,
  student,
} from './journeys.ts';
import { type Company, makeCompanies, type Person, Register, type Sort } from './people.ts';
import { between, chance, pick, type Random, randomFrom, some, whole } from './random.ts';
import { bouncer, hereNow, passerBy, program } from './strangers.ts';
import type { Visit } from './visit.ts';

const BUYER_TITLES = [
  'Head of Service',
  'Operations Manager',
  'Field Service Director',
  'Service Coordinator',
  'COO',
  'Procurement Lead',
  'Managing Director',
  'Head of Operations',
  'Depot Manager',
  'Digital Transformation Lead',
];
const USER_TITLES = [
  'Lead Dispatcher',
  'Planner',
  'Service Coordinator',
  'Depot Manager',
  'Technician',
  'Office Manager',
];
const PARTNER_TITLES = ['ERP Consultant', 'Partner Manager', 'Solution Architect', 'Managing Partner'];
const SEEKER_TITLES = ['Software Engineer', 'Frontend Developer', 'Product Engineer', 'Full-stack Developer'];
const UNIVERSITIES = ['uni-aalbrook.example', 'tu-westhaven.example', 'college-marlow.example'];

interface Archetype {
  readonly sort: Sort;
  /** Of all contacts. The rest sit in buying committees. */
  readonly share: number;
  readonly journey: (lead: Lead) => readonly Visit[];
  readonly person: (casting: Casting) => Person;
}

interface Casting {
  readonly register: Register;
  readonly random: Random;
  /** Companies to draw from, customers apart from those who may buy. */
  readonly prospects: readonly Company[];
  readonly customers: readonly Company[];
}

const buyer = ({ register, random, prospects }: Casting) =>
  register.employee(pick(random, prospects), pick(random, BUYER_TITLES));
const outsiderAs = (titles: readonly string[]) => (casting: Casting) =>
  casting.register.outsider(pick(casting.random, titles));

const ARCHETYPES: readonly Archetype[] = [
  { sort: 'hot', share: 0.045, journey: hotBuyer, person: buyer },
  { sort: 'buyer', share: 0.12, journey: evaluator, person: buyer },
  { sort: 'buyer', share: 0.07, journey: hesitant, person: buyer },
  { sort: 'buyer', share: 0.12, journey: slowResearcher, person: buyer },
  { sort: 'buyer', share: 0.11, journey: fadedBuyer, person: buyer },
  {
    sort: 'customer',
    share: 0.15,
    journey: customer,
    person: ({ register, random, customers }) => register.employee(pick(random, customers), pick(random, USER_TITLES)),
  },
  { sort: 'seeker', share: 0.07, journey: jobSeeker, person: outsiderAs(SEEKER_TITLES) },
  {
    sort: 'partner',
    share: 0.05,
    journey: partner,
    person: ({ register, random, prospects }) =>
      register.employee(pick(random, prospects), pick(random, PARTNER_TITLES)),
  },
  {
    sort: 'student',
    share: 0.03,
    journey: student,
    person: ({ register, random }) => register.outsider('Student', pick(random, UNIVERSITIES)),
  },
  {
    sort: 'reader',
    share: 0.08,
    journey: newsletterReader,
    person: (casting) => (chance(casting.random, 0.4) ? casting.register.outsider(null) : buyer(casting)),
  },
];

/** Everybody, and what they did. */
export interface Everybody {
  /** In no particular order. */
  readonly visits: readonly Visit[];
  /** Who says who they are, those in buying committees and at shared computers apart. */
  readonly people: readonly { readonly sort: Sort; readonly person: Person }[];
  readonly companies: readonly Company[];
  /** Makes more people, whom nobody of these has the address of. */
  readonly register: Register;
}

/** `contacts` people say who they are. */
export function cast(order: { readonly seed: number; readonly now: Millis; readonly contacts: number }): Everybody {
  const { seed, now, contacts } = order;
  const companies = makeCompanies(randomFrom(seed, 'companies'));
  const random = randomFrom(seed, 'people');
  const register = new Register(random, 'p');
  const customers = some(random, Math.round(companies.length * 0.2), companies);
  const prospects = companies.filter((company) => !customers.includes(company));
  const casting: Casting = { register, random, prospects, customers };

  const people: { sort: Sort; person: Person }[] = [];
  const alone = ARCHETYPES.flatMap(({ sort, share, journey, person: made }) =>
    Array.from({ length: Math.round(share * contacts) }, () => {
      const person = made(casting);
      people.push({ sort, person });
      return journey({ person, random, now });
    }),
  );
  const sharing = sharedBrowsers(casting, Math.max(1, Math.round(contacts / 100)), now);
  const seated = committees(casting, contacts - alone.length - sharing.people, now);

  const strangers = {
    register: new Register(randomFrom(seed, 'strangers'), 's'),
    random: randomFrom(seed, 'paths'),
    now,
  };
  const crowd = [
    ...Array.from({ length: Math.round(contacts * 2.6) }, () => bouncer(strangers)),
    ...Array.from({ length: Math.round(contacts * 1.3) }, () => passerBy(strangers)),
    ...Array.from({ length: 7 }, () => hereNow(strangers)),
    ...Array.from({ length: Math.round(contacts * 0.25) }, () => program(strangers)),
  ];
  return { visits: [...alone, ...sharing.visits, ...seated, ...crowd].flat(), people, companies, register };
}

/** Two colleagues on one computer: the second signs up where the first had been. A profile switch for Knock. */
function sharedBrowsers(
  { register, random, customers }: Casting,
  pairs: number,
  now: Millis,
): { readonly people: number; readonly visits: readonly (readonly Visit[])[] } {
  const visits = Array.from({ length: pairs }, () => {
    const company = pick(random, customers);
    const first = register.employee(company, 'Planner');
    const second = { ...register.employee(company, 'Office Manager'), browsers: first.browsers };
    const handedOver = now - between(random, 20, 45) * DAY;
    return [
      ...customer({ person: first, random, now }).filter(({ at }) => at < handedOver),
      ...customer({ person: second, random, now }).filter(({ at }) => at > handedOver),
    ];
  });
  return { people: pairs * 2, visits };
}

function committees(
  { register, random, prospects }: Casting,
  seats: number,
  now: Millis,
): readonly (readonly Visit[])[] {
  const groups: (readonly Visit[])[] = [];
  const accounts = some(random, Math.ceil(seats / 3), prospects);
  for (let left = seats, n = 0; left > 0; n++) {
    const company = accounts[n] ?? pick(random, prospects);
    const size = Math.min(left, whole(random, 3, 5));
    // Every other one is under way now; the rest were, some weeks ago.
    const settled = n % 2 === 0 ? between(random, 0, 1.5) : between(random, 5, 45);
    const { people, visits } = committee(company, size, settled, { register, random, now });
    groups.push(visits);
    left -= people.length;
  }
  return groups;
}
