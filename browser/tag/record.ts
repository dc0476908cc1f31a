import type { CollectEvent, CollectKind, CollectPage } from '../../wire/collect.ts';
import { cleanUrl } from './clean-url.ts';
import { enqueue } from './send/outbox.ts';
import { uuid } from './uuid.ts';
import { currentView } from './watch/page-views.ts';
import { mayRecord } from './who/consent.ts';
import { sessionAt } from './who/session.ts';
import { visitorId } from './who/visitor.ts';

type Details = Partial<Pick<CollectEvent, 'target' | 'name' | 'props' | 'claim' | 'page' | 'fault'>>;

/**
 * Makes the event that is sent, with an id that no retry changes, and hands it to the outbox. Nothing without consent.
 * `attending`: it tells of attention that lasted until now, so however long ago the last event was, the session goes on.
 */
export function record(kind: CollectKind, details: Details = {}, attending?: boolean): CollectEvent | undefined {
  if (!mayRecord()) return;
  // Whole, though a page may have put a finer clock in the browser's place.
  const at = Math.floor(Date.now());
  const event: CollectEvent = {
    id: uuid(),
    kind,
    at,
    page: here(),
    pageView: currentView,
    ...sessionAt(at, kind === 'page_view', attending),
    ...details,
  };
  enqueue({ v: visitorId(), e: event });
  return event;
}

/** The page as it is now. */
export function here(): CollectPage {
  const url = cleanUrl(location.href);
  return {
    url,
    path: new URL(url).pathname,
    title: document.title.slice(0, 512),
  };
}
