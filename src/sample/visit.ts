import type { SignalKind } from '../../wire/signal.ts';
import type { JsonObject, Page, SignalDraft, Touch } from '../capture/draft.ts';
import { pageAt } from '../capture/page.ts';
import { MINUTE, type Millis, SECOND } from '../foundation/time.ts';
import { type ArrivalName, land, within } from './arrival.ts';
import type { Browser, Person } from './people.ts';
import type { Place } from './places.ts';
import { between, chance, type Random, whole } from './random.ts';
import { FORMS, type FormName, type PageName, SAMPLE_ORIGIN, sitePage } from './site-map.ts';

/** A signal before its id and its receipt are known. */
export type Happening = Omit<SignalDraft, 'id' | 'receivedAt'>;

export type Step =
  | { readonly view: PageName }
  /** A click on the page before: a marked call to action, a link or a button. */
  | { readonly tap: 'cta_tap' | 'link_click' | 'button_click'; readonly text: string; readonly to?: PageName }
  | { readonly track: string; readonly props: JsonObject }
  /** Opens the form's page and begins to fill it in; sends it, or leaves. */
  | { readonly form: FormName; readonly sent: boolean }
  /** The site's own word of who this is, as after a log-in. */
  | { readonly identify: true };

export interface Visit {
  readonly at: Millis;
  readonly browser: Browser;
  readonly place: Place;
  /** Null for a visitor who never said who they are. */
  readonly person: Person | null;
  readonly arrival: ArrivalName;
  readonly steps: readonly Step[];
  readonly filtered?: SignalDraft['filtered'];
}

/** What one visit leaves behind, in order. Pages follow each other after a believable time of reading. */
export function happenings(visit: Visit, random: Random): readonly Happening[] {
  const walk = new Walk(visit, random);
  for (const step of visit.steps) walk.take(step);
  walk.leave();
  return walk.seen;
}

class Walk {
  readonly seen: Happening[] = [];
  readonly #visit: Visit;
  readonly #random: Random;
  readonly #session: string;
  readonly #pace: number;
  #now: Millis;
  #views = 0;
  #page: Page | null = null;
  #pageView: string | null = null;
  #touch: Touch | null = null;
  #until: Millis;
  #seconds = 0;

  constructor(visit: Visit, random: Random) {
    this.#visit = visit;
    this.#random = random;
    this.#now = visit.at;
    this.#until = visit.at;
    this.#session = `${visit.browser.id}-${visit.at.toString(36)}`;
    this.#pace = between(random, 0.45, 1.7);
  }

  take(step: Step): void {
    if ('view' in step) this.#view(step.view);
    else if ('tap' in step) this.#tap(step.tap, step.text, step.to ?? null);
    else if ('track' in step) {
      this.#pass(between(this.#random, 0.2, 0.5));
      this.#add({ kind: 'track', name: step.track, props: step.props });
    } else if ('form' in step) this.#fill(step.form, step.sent);
    else this.#identify();
  }

  /** Ends the visit: the last page tells how long it was looked at. */
  leave(): void {
    if (this.#page === null) return;
    this.#now = Math.max(this.#now, this.#until);
    if (this.#seconds < 3 || this.#visit.filtered) return;
    const props = { seconds: this.#seconds, scroll: Math.min(100, whole(this.#random, 18, 60) + this.#seconds) };
    this.#add({ kind: 'track', name: 'page_engaged', props });
  }

  #tap(kind: SignalKind, text: string, to: PageName | null): void {
    this.#pass(between(this.#random, 0.3, 0.9));
    const href = to ? { href: addressOf(to) } : {};
    this.#add({ kind, text, props: { ...href, ...(kind === 'cta_tap' ? { name: text } : {}) } });
    if (to) this.#view(to);
  }

  #view(name: PageName): void {
    const { path, title, seconds } = sitePage(name);
    if (this.#page?.path === path) return;
    this.leave();
    if (this.#page) this.#now += whole(this.#random, 300, 2_500);
    const landing = this.#page === null;
    const { url, touch } = landing ? land(this.#visit.arrival, addressOf(name)) : within(addressOf(name));
    this.#page = pageAt(new URL(url), title);
    this.#pageView = `${this.#session}-${++this.#views}`;
    this.#seconds = chance(this.#random, 0.12) ? 2 : Math.round(seconds * this.#pace * between(this.#random, 0.4, 1.6));
    this.#until = this.#now + this.#seconds * SECOND;
    this.#add({ kind: 'page_view', touch });
    // Only a page view knows what led to it.
    this.#touch = within(addressOf(name)).touch;
  }

  #fill(name: FormName, sent: boolean): void {
    const { page, thanks, label, cta } = FORMS[name];
    const { person } = this.#visit;
    const props = { href: addressOf(thanks) };
    this.#view(page);
    this.#pass(0.3);
    this.#add({ kind: 'form_start', props });
    if (!sent || !person) return;
    this.#now += whole(this.#random, 15 * SECOND, 2 * MINUTE);
    this.#add(cta ? { kind: 'cta_tap', text: label, props: { name: label } } : { kind: 'button_click', text: label });
    this.#now += 2;
    this.#add({ kind: 'form_submit', text: label, props, claim: claimOf(person) });
    this.#now += whole(this.#random, 40, 400);
    this.#identify();
    this.#until = this.#now;
    this.#view(thanks);
  }

  #identify(): void {
    const { person } = this.#visit;
    if (!person) return;
    this.#now += whole(this.#random, 100, 900);
    this.#add({ kind: 'identify', claim: claimOf(person), traits: traitsOf(person) });
  }

  /** Lets a part of the page's reading time pass. */
  #pass(share: number): void {
    this.#now += Math.max(400, Math.round(Math.max(0, this.#until - this.#now) * share));
  }

  #add(what: Pick<Happening, 'kind'> & Partial<Happening>): void {
    const { browser, place, filtered = null } = this.#visit;
    this.seen.push({
      at: this.#now,
      identity: { kind: 'browser', value: browser.id },
      claim: null,
      traits: null,
      page: this.#page,
      name: null,
      text: null,
      props: null,
      touch: this.#touch,
      device: browser.device,
      country: place.country,
      session: this.#session,
      pageView: this.#pageView,
      filtered,
      flags: [],
      ...what,
    });
  }
}

function addressOf(name: PageName): string {
  return SAMPLE_ORIGIN + sitePage(name).path;
}

function claimOf({ email }: Person): NonNullable<SignalDraft['claim']> {
  return { userId: null, email, verified: false };
}

function traitsOf(person: Person): JsonObject {
  const { firstName, lastName, email, company, jobTitle, employees } = person;
  return {
    firstName,
    lastName,
    email,
    ...(company ? { company } : {}),
    ...(jobTitle ? { jobTitle } : {}),
    ...(employees ? { employees } : {}),
  };
}
