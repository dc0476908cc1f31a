import { callChat, openFromHash } from './chat.ts';
import { guarded, listen } from './guard.ts';
import { forgetStatement } from './identify.ts';
import { log, report } from './report.ts';
import { makeRuntime, replay } from './runtime.ts';
import { emptyOutbox, openOutbox } from './send/outbox.ts';
import { flush, retryNow } from './send/transport.ts';
import { settings } from './settings.ts';
import { watchClicks } from './watch/clicks.ts';
import { noteAttention, noteScroll, reportAttention } from './watch/engagement.ts';
import { watchForms } from './watch/forms.ts';
import { countView, forgetView, watchPages } from './watch/page-views.ts';
import { decide, mayRecord, readConsent } from './who/consent.ts';
import { forgetVisitor } from './who/visitor.ts';

declare global {
  interface Window {
    Knock?: { q?: [] } & Partial<Node>;
    /** Where the published SDK looks for tags. */
    __knockTagInstances?: Map<string, { tagId: string; vendorId: string; initialized: boolean }>;
  }
}
type Prerendered = Document & { prerendering?: boolean };

guarded(() => {
  const instances = window.__knockTagInstances || new Map();
  if (instances.size) return log('second tag ignored');
  window.__knockTagInstances = instances;
  instances.set(settings.tagId, { tagId: settings.tagId, vendorId: settings.tagId, initialized: true });

  readConsent();
  watch();
  if (mayRecord()) begin();

  const runtime = makeRuntime(reset, consent);
  const before = window.Knock;
  // A global of that name which is neither our stub nor an element with that id belongs to the page.
  if (before && !before.q && !before.nodeType) return log('window.Knock is taken');
  (window as { Knock: unknown }).Knock = runtime;
  if (before?.q) replay(runtime, before);
  window.dispatchEvent(new Event('knock:ready'));
})();

function watch(): void {
  watchPages();
  watchClicks();
  if (!settings.off?.includes('forms')) watchForms();
  listen('scroll', noteScroll);
  listen('focus blur', noteAttention);
  // Also when the page is seen again: there is nothing to report then, but attention begins anew.
  listen('visibilitychange pagehide', leave);
  listen('online', retryNow);
  listen('hashchange', openFromHash);
  // The answer given in another tab.
  listen<StorageEvent>('storage', ({ key, newValue }) => {
    if (key === 'knock_c') consent(newValue === 'yes');
  });
}

/** From here on things are recorded: the current page first. A page rendered ahead of its visit waits for the visit. */
function begin(): void {
  if ((document as Prerendered).prerendering) {
    listen('prerenderingchange', begin);
    return;
  }
  openOutbox();
  countView(document.referrer);
  openFromHash();
  // The page comes first; the chat itself waits until it is idle.
  if (settings.chat) setTimeout(guarded(callChat), 500, ['load']);
}

function leave(): void {
  reportAttention();
  flush(true);
}

function reset(): void {
  flush(true);
  forgetStatement();
  forgetVisitor();
}

/** The visitor's answer: `true`, or Google Consent Mode's word for it, is a yes; whatever else is a no. */
function consent(answer: unknown): void {
  const yes = answer === true || answer === 'granted';
  if (!yes && answer !== false && answer !== 'denied') report('wrong_type', 'consent: Pass true or false.');
  const could = mayRecord();
  const held = decide(yes);
  if (!yes) {
    emptyOutbox();
    forgetView();
    forgetStatement();
    forgetVisitor();
  } else if (!could) {
    begin();
    for (const run of held) run();
  }
}
