/** What people read together: small stretches of a visit, with some chance in each. */
import type { Place } from './places.ts';
import { chance, pick, type Random, some, whole } from './random.ts';
import type { FormName, PageName } from './site-map.ts';
import type { Step } from './visit.ts';

export function view(...names: readonly PageName[]): Step[] {
  return names.map((name) => ({ view: name }));
}

export function sends(form: FormName): Step[] {
  return [{ form, sent: true }];
}

export function abandons(form: FormName): Step[] {
  return [{ form, sent: false }];
}

export const KNOWN: readonly Step[] = [{ identify: true }];

/** Product pages, sometimes by way of the home page. */
export function looksAtProduct(random: Random, pages = whole(random, 1, 3)): Step[] {
  const start = chance(random, 0.6) ? view('home') : [];
  return [...start, ...view(...some(random, pages, ['product', 'planner', 'dispatch', 'fieldApp'] as const))];
}

/** Prices in the visitor's language where there is such a page; sometimes yearly ones. */
export function looksAtPrices(random: Random, place: Place): Step[] {
  if (place.country === 'DE' && chance(random, 0.7)) return view('preise');
  if (place.country === 'ES' && chance(random, 0.7)) return view('precios');
  const yearly: Step = { track: 'pricing_period_changed', props: { period: 'year' } };
  return [...view('pricing'), ...(chance(random, 0.35) ? [yearly] : [])];
}

export function takesTheTour(random: Random): Step[] {
  const click: Step = { tap: 'link_click', text: 'Start with the plan', to: 'tourMorning' };
  return [...view('tour'), click, ...(chance(random, 0.6) ? view('tourNoon', 'tourSignature') : view('tourNoon'))];
}

export function readsStories(random: Random): Step[] {
  return view('customers', pick(random, ['northgate', 'brightwater'] as const));
}

export function compares(random: Random): Step[] {
  return view(...(chance(random, 0.5) ? (['compare', 'shiftloom'] as const) : (['shiftloom'] as const)));
}

export function readsDocs(random: Random, pages = whole(random, 1, 3)): Step[] {
  return view(...some(random, pages, ['docs', 'docsStart', 'docsImport', 'docsCalendar', 'docsApi'] as const));
}

export function readsBlog(random: Random): Step[] {
  const posts = some(random, whole(random, 1, 2), ['blogFix', 'blogTravel', 'blogWinter'] as const);
  return view(...(chance(random, 0.3) ? (['blog', ...posts] as const) : posts));
}

/** Presses the call to action of the page, without going through with the form. */
export function hovers(random: Random): Step[] {
  return [{ tap: 'cta_tap', text: 'Book a demo', to: 'bookDemo' }, ...(chance(random, 0.4) ? abandons('demo') : [])];
}

/** Presses the call to action and sends the form. */
export function asks(random: Random): Step[] {
  return chance(random, 0.75)
    ? [{ tap: 'cta_tap', text: 'Book a demo', to: 'bookDemo' }, ...sends('demo')]
    : [{ tap: 'cta_tap', text: 'Talk to sales', to: 'contact' }, ...sends('sales')];
}
