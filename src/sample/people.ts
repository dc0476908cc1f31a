import type { Device } from '../capture/draft.ts';
import { PLACES, type Place, placeWeights } from './places.ts';
import { chance, pick, type Random, weighted, whole } from './random.ts';

/** Every browser id of the sample begins so, and no other does. */
export const SAMPLE_BROWSER_PREFIX = 'sample-';
/** Every e-mail address of the sample ends so: a reserved top level that nobody can own (RFC 2606). */
export const SAMPLE_EMAIL_SUFFIX = '.example';
/** Stands for the free-mail providers: never an account. */
export const SAMPLE_FREE_MAIL_DOMAIN = 'freemail.example';

export interface Company {
  readonly name: string;
  readonly domain: string;
  readonly place: Place;
  readonly employees: string;
}

export interface Browser {
  readonly id: string;
  readonly device: Device;
}

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly company: string | null;
  readonly employees: string | null;
  readonly jobTitle: string | null;
  readonly place: Place;
  /** The first is the usual one; a second is a phone. */
  readonly browsers: readonly [Browser, ...Browser[]];
}

/** What somebody of the sample is up to. */
export type Sort = 'hot' | 'buyer' | 'customer' | 'seeker' | 'partner' | 'student' | 'reader';

const EMPLOYEES = ['11-50', '51-200', '51-200', '201-500', '201-500', '501-1000', '1001-5000'];

/** All companies, in the order of the places. Names and domains are unique. */
export function makeCompanies(random: Random): readonly Company[] {
  return PLACES.flatMap((place) =>
    place.stems.split(',').map((stem) => ({
      name: `${stem} ${pick(random, place.trades.split(','))}`,
      domain: `${asciiWord(stem, '-')}${SAMPLE_EMAIL_SUFFIX}`,
      place,
      employees: pick(random, EMPLOYEES),
    })),
  );
}

/** Makes people one by one, so that no two share an address. */
export class Register {
  readonly #random: Random;
  readonly #letter: string;
  readonly #emails = new Set<string>();
  #browsers = 0;

  /** `letter` keeps the browser ids of two registers apart. */
  constructor(random: Random, letter: string) {
    this.#random = random;
    this.#letter = letter;
  }

  employee(company: Company, jobTitle: string): Person {
    const { firstName, lastName } = this.#name(company.place);
    const local = weighted(this.#random, [
      [6, `${asciiWord(firstName)}.${asciiWord(lastName)}`],
      [2, `${asciiWord(firstName).slice(0, 1)}.${asciiWord(lastName)}`],
      [1, asciiWord(firstName)],
    ]);
    const email = this.#unique(local, company.domain);
    const { name, employees, place } = company;
    return { firstName, lastName, email, company: name, employees, jobTitle, place, browsers: this.browsers(place) };
  }

  /** Somebody without a company: a job seeker, a student, a reader at home. `domain` is a university's, or free mail. */
  outsider(jobTitle: string | null, domain: string = SAMPLE_FREE_MAIL_DOMAIN): Person {
    const place = weighted(this.#random, placeWeights());
    const { firstName, lastName } = this.#name(place);
    const tail = domain === SAMPLE_FREE_MAIL_DOMAIN && chance(this.#random, 0.4) ? whole(this.#random, 2, 98) : '';
    const email = this.#unique(`${asciiWord(firstName)}.${asciiWord(lastName)}${tail}`, domain);
    const browsers = this.browsers(place);
    return { firstName, lastName, email, company: null, employees: null, jobTitle, place, browsers };
  }

  /** The browsers of one person: mostly a desktop, for some a phone too. */
  browsers(place: Place, phoneShare = 0.38): readonly [Browser, ...Browser[]] {
    const phoneOnly = chance(this.#random, 0.1);
    const first = this.#browser(phoneOnly ? 'phone' : 'desktop', place);
    return !phoneOnly && chance(this.#random, phoneShare) ? [first, this.#browser('phone', place)] : [first];
  }

  #browser(type: 'desktop' | 'phone', place: Place): Browser {
    this.#browsers++;
    const serial = this.#browsers.toString(36).padStart(4, '0');
    const tail = whole(this.#random, 0, 36 ** 4 - 1)
      .toString(36)
      .padStart(4, '0');
    return {
      id: `${SAMPLE_BROWSER_PREFIX}${this.#letter}${serial}-${tail}`,
      device: device(this.#random, type, place),
    };
  }

  #name(place: Place): { firstName: string; lastName: string } {
    return {
      firstName: pick(this.#random, place.firstNames.split(',')),
      lastName: pick(this.#random, place.lastNames.split(',')),
    };
  }

  #unique(local: string, domain: string): string {
    for (let n = 1; ; n++) {
      const email = `${local}${n === 1 ? '' : n}@${domain}`;
      if (this.#emails.has(email)) continue;
      this.#emails.add(email);
      return email;
    }
  }
}

function device(random: Random, type: 'desktop' | 'phone', place: Place): Device {
  if (type === 'phone') {
    return weighted(random, [
      [place.country === 'US' || place.country === 'JP' ? 7 : 4, { type, browser: 'Safari', os: 'iOS' }],
      [4, { type, browser: 'Chrome', os: 'Android' }],
      [1, { type, browser: 'Samsung Internet', os: 'Android' }],
    ]);
  }
  return weighted(random, [
    [10, { type, browser: 'Chrome', os: 'Windows' }],
    [6, { type, browser: 'Edge', os: 'Windows' }],
    [4, { type, browser: 'Chrome', os: 'macOS' }],
    [3, { type, browser: 'Safari', os: 'macOS' }],
    [3, { type, browser: 'Firefox', os: 'Windows' }],
    [1, { type, browser: 'Firefox', os: 'Linux' }],
  ]);
}

const LETTERS: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', ß: 'ss', æ: 'ae', đ: 'd' };

/** Lower-case ASCII letters and digits; what else there was becomes `between`. */
function asciiWord(text: string, between = ''): string {
  return text
    .toLowerCase()
    .replace(/[łøßæđ]/g, (letter) => LETTERS[letter] ?? '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, between);
}
