import type { CollectEvent, CollectPage } from '../../../wire/collect.ts';
import { cleanUrl } from '../clean-url.ts';
import { listen, soon } from '../guard.ts';
import { here, record } from '../record.ts';
import { settings } from '../settings.ts';
import { uuid } from '../uuid.ts';
import { beginAttention, reportAttention } from './engagement.ts';
import { forgetForms } from './forms.ts';

const SAME_VIEW_MS = 500;

// The view that events happen on: its id, page, and the address it was counted for. All reset with each view.
export let currentView = '';
/** The page of the current view, as it was when last seen: after a navigation, the one that was left. */
export let viewedPage: CollectPage | undefined;
let address = '';
// The unsent event of this view, whose title may still change. Reset when it is sent.
let unsent: CollectEvent | undefined;
// When each address was last counted. Resets with the document.
const countedAt: { [address: string]: number } = {};

/** Counts a view of the current address, coming from `referrer`. */
export function countView(referrer: string): void {
  reportAttention();
  refreshTitle();
  address = cleanUrl(location.href);
  countedAt[address] = Date.now();
  currentView = uuid();
  viewedPage = here();
  beginAttention();
  forgetForms();
  if (settings.off?.includes('pages')) return;
  unsent = record('page_view', { page: { ...viewedPage, referrer: cleanUrl(referrer) } });
}

/** What follows is nobody's view: neither its address nor the attention it gets is told, not even later. */
export function forgetView(): void {
  viewedPage = undefined;
}

/** Frameworks set the title after the address: the last moment to read it is just before the event leaves. */
export function refreshTitle(): void {
  if (unsent && address === cleanUrl(location.href)) unsent.page.title = here().title;
  unsent = undefined;
}

/** Watches for changes of address without a load, and for returns from the back-forward cache. */
export function watchPages(): void {
  for (const method of ['pushState', 'replaceState'] as const) {
    const original = history[method];
    history[method] = function (this: History, ...args: Parameters<History['pushState']>) {
      // First the page's own business, and its own errors.
      original.apply(this, args);
      soon(countIfMoved);
    };
  }
  listen('popstate', countIfMoved);
  listen<PageTransitionEvent>('pageshow', (event) => {
    if (event.persisted && viewedPage) countView('');
  });
}

function countIfMoved(): void {
  const now = cleanUrl(location.href);
  if (!viewedPage || now === address) return;
  if (Date.now() - (countedAt[now] || 0) < SAME_VIEW_MS) address = now;
  else countView(viewedPage.url);
}
