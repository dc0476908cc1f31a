import { record } from '../record.ts';
import { settings } from '../settings.ts';
import { viewedPage } from './page-views.ts';

const WORTH_MS = 3_000;
/** One stretch of attention counts at most this long: a forgotten window is not a reader. */
const STRETCH_MS = 30 * 60_000;

// When the current stretch of attention began; 0 while the page is hidden or unfocused.
let since = 0;
// Attention in ms not yet reported. Resets with each report and each view.
let spent = 0;
// Furthest point of the page seen, in percent. Resets with each view.
let furthest = 0;

/** Ends the running stretch of attention, and begins another if the page is visible and focused. */
export function noteAttention(): void {
  const now = Date.now();
  if (since) spent += Math.min(now - since, STRETCH_MS);
  since = !document.hidden && document.hasFocus() ? now : 0;
}

export function noteScroll(): void {
  const { scrollHeight } = document.documentElement;
  furthest = Math.max(furthest, Math.min(100, Math.round(((scrollY + innerHeight) / scrollHeight) * 100)));
}

export function beginAttention(): void {
  noteAttention();
  spent = furthest = 0;
  noteScroll();
}

/** Sends `page_engaged` for the view being left, when there is enough to tell. */
export function reportAttention(): void {
  noteAttention();
  if (!viewedPage || settings.off?.includes('engagement') || spent < WORTH_MS) return;
  const seconds = Math.round(spent / 1000);
  spent = 0;
  record('track', { name: 'page_engaged', props: { seconds, scroll: furthest }, page: viewedPage }, true);
}
