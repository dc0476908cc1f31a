import type { Category, SignalKind } from '../../wire/signal.ts';
import type { Contribution } from './explain.ts';

/** The heaviest contributions in words, for Slack, the CRM and tables: `viewed Pricing 3 times`. At most three. */
export function topReasons(contributions: readonly Contribution[], most = 3): string[] {
  return contributions
    .filter(({ points }) => points > 0)
    .slice(0, most)
    .map(reasonWords);
}

/** One contribution in words. */
export function reasonWords({ kind, category, count }: Pick<Contribution, 'kind' | 'category' | 'count'>): string {
  const times = count === 1 ? '' : count === 2 ? ' twice' : ` ${count} times`;
  return `${VERBS[kind](TOPIC[category])}${times}`;
}

const VERBS: Readonly<Record<SignalKind, (topic: string) => string>> = {
  page_view: (topic) => `viewed ${topic}`,
  link_click: (topic) => `followed a ${topic} link`,
  button_click: (topic) => `clicked a ${topic} button`,
  cta_tap: (topic) => `tapped a ${topic} call to action`,
  form_start: (topic) => `started a ${topic} form`,
  form_submit: (topic) => `sent a ${topic} form`,
  knock_link_open: (topic) => `opened a ${topic} Knock Link`,
  knock_link_click: (topic) => `clicked ${topic} in a Knock Link`,
  chat_message: (topic) => `wrote in chat about ${topic}`,
  meeting_booked: (topic) => `booked a ${topic} meeting`,
  identify: (topic) => `gave their name on ${topic}`,
  track: (topic) => `did something about ${topic}`,
};

const TOPIC: Readonly<Record<Category, string>> = {
  Pricing: 'Pricing',
  Demo: 'Demo',
  Product: 'Product',
  Comparison: 'Comparison',
  Customers: 'Customers',
  Security: 'Security',
  Docs: 'Docs',
  Blog: 'Blog',
  Events: 'Events',
  Partners: 'Partners',
  'Find a Job': 'Careers',
  Support: 'Support',
  Login: 'Login',
  Legal: 'Legal',
  Home: 'Home',
  Chat: 'buying',
  Meeting: 'sales',
  Other: 'other',
};
