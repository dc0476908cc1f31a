import type { Category } from '../../../wire/signal.ts';

/**
 * What a word can point at. Mostly a category; some categories have words of two strengths, which are topics of their own:
 * `upgrade` is a purchase under way and Pricing even inside the app, `plans` are prices to read, also there, `diligence` is Security even
 * under /legal, `orders` is Support even under /store, `about` and `library` are containers whose pages may be about anything, `gated` is a
 * document given for an address, `guide` is Blog with documentation beneath it. Only labels have these: `signin` opens the application, `register` enters oneself for whatever the page
 * offers, `send` sends what was written, and `control` is the furniture of any website (search, menu, cookie banner, language).
 */
export const TOPICS = [
  'Legal',
  'Find a Job',
  'giveaway',
  'Support',
  'orders',
  'Partners',
  'upgrade',
  'plans',
  'Demo',
  'diligence',
  'Pricing',
  'Comparison',
  'Customers',
  'Security',
  'Events',
  'Docs',
  'signin',
  'Login',
  'gated',
  'Product',
  'Blog',
  'guide',
  'register',
  'library',
  'Home',
  'about',
  'send',
  'control',
] as const;
export type Topic = (typeof TOPICS)[number];

/** The words of one language, per topic; phrases separated by commas, lower-case, without accents, words separated by spaces. */
export type Words = Readonly<Partial<Record<Topic, string>>>;

export interface Language {
  /** ISO 639-1: a path under this language's prefix (`/pt/...`) prefers its words. */
  readonly code: string;
  /** A path segment, or a part of a title, that is exactly this. */
  readonly whole: Words;
  /** The same inside a longer segment or title (`our-pricing-2026`); a trailing * matches any ending of the word. */
  readonly within: Words;
  /** Labels of links, buttons and forms; a leading = says that the label is nothing else. */
  readonly labels: Words;
  /** Words that mark what a chat message is about. */
  readonly chat: Readonly<Partial<Record<ChatCue, string>>>;
}

/**
 * `away`: says that it is no purchase. `early`: interest without a project. `buy`: price, contract, numbers, a need. `closing`: buying beyond doubt.
 * `able`: what a product can do, runs on, connects to.
 */
export const CHAT_CUES = ['away', 'job', 'partner', 'support', 'early', 'buy', 'closing', 'able', 'stake'] as const;
export type ChatCue = (typeof CHAT_CUES)[number];

export const CATEGORY_OF: Readonly<Record<Topic, Category>> = {
  Legal: 'Legal',
  'Find a Job': 'Find a Job',
  giveaway: 'Blog',
  Support: 'Support',
  orders: 'Support',
  Partners: 'Partners',
  upgrade: 'Pricing',
  plans: 'Pricing',
  Demo: 'Demo',
  diligence: 'Security',
  Pricing: 'Pricing',
  Comparison: 'Comparison',
  Customers: 'Customers',
  Security: 'Security',
  Events: 'Events',
  Docs: 'Docs',
  signin: 'Login',
  Login: 'Login',
  gated: 'Blog',
  Product: 'Product',
  Blog: 'Blog',
  guide: 'Blog',
  register: 'Other',
  library: 'Blog',
  Home: 'Home',
  about: 'Other',
  send: 'Other',
  control: 'Other',
};

/** Sections that say little about the pages beneath them: any later word decides. */
export const CONTAINERS: readonly Topic[] = ['about', 'library', 'Home'];

/** Otherwise the first word of a path claims everything beneath it (/blog/pricing is Blog), except from these. */
export const BEATS: Readonly<Partial<Record<Topic, readonly Topic[]>>> = {
  Pricing: ['Product', 'Comparison'],
  upgrade: ['Login', 'Product', 'Comparison', 'Pricing', 'plans'],
  plans: ['Login', 'Product', 'Comparison', 'Pricing'],
  Demo: ['Product', 'Pricing', 'upgrade', 'plans', 'Customers', 'Comparison', 'Security', 'Events'],
  Comparison: ['Product'],
  Customers: ['Product'],
  Security: ['Product'],
  diligence: ['Legal', 'Product', 'Security'],
  Docs: ['Product', 'guide'],
  Legal: ['Product'],
  Support: ['Demo'],
  orders: ['Product', 'Demo'],
  Partners: ['Demo'],
  'Find a Job': ['Demo'],
};
