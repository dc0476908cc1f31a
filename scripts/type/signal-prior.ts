import type { LogOdds } from '../../src/intent/type/model.ts';
import type { Category } from '../../wire/signal.ts';

/**
 * What one signal of a category says about why somebody came, as log-odds in the order Buying, Partnership, Support, Job seeker, Unknown. Small on purpose: people
 * pass by careers pages, pricing and help on the way to anything, so words outweigh pages.
 */
export const SIGNAL_PRIOR: Readonly<Partial<Record<Category, LogOdds>>> = {
  Pricing: [0.6, 0, -0.2, -0.3, -0.2],
  Demo: [0.5, 0, 0, -0.2, -0.2],
  Product: [0.2, 0, 0, -0.3, -0.2],
  Comparison: [0.7, 0, -0.2, -0.3, -0.2],
  Customers: [0.1, 0, 0, 0, 0],
  Security: [0.4, 0, 0, -0.2, -0.2],
  Docs: [0.1, 0, 0.3, -0.2, -0.2],
  Partners: [-0.3, 1, -0.2, -0.3, -0.3],
  'Find a Job': [-0.3, -0.3, -0.3, 1, -0.3],
  Support: [-0.3, -0.2, 0.8, -0.2, -0.2],
  Login: [-0.3, -0.3, 0.8, -0.2, -0.3],
  Home: [0, 0, 0, 0, 0.3],
  Other: [0.1, 0.1, 0.1, 0, -0.3],
  Legal: [0, 0, 0, 0, 0],
  Blog: [0, 0, 0, 0, 0],
  Events: [0, 0.4, 0, 0, 0],
};
