import type { ChatCall, ChatHost } from '../../wire/chat-host.ts';
import { ChatApp } from './chat-app.tsx';
import type { Visit } from './visit.ts';

/** The chat on a website: makes the calls that the tag took for it, and those that follow. */
function begin([
  calls,
  settings,
  collectUrl,
  ephemeral,
  visitorId,
  mayRecord,
  load,
  here,
  emit,
  report,
]: ChatHost): void {
  let claim = { email: load('e'), token: null as unknown };
  const visit: Visit = {
    baseUrl: new URL('chat/', collectUrl).href,
    tagId: settings.tagId,
    ephemeral,
    allowed: mayRecord,
    visitor: () => ({
      id: visitorId(),
      session: load('s').split(' ')[0] || null,
      webdriver: !!navigator.webdriver,
      token: claim.token ? String(claim.token) : null,
      email: claim.email || null,
    }),
    page: () => ({ url: here().url, title: here().title ?? null, referrer: cleanReferrer() }),
    proof: null,
    report,
  };
  const app = new ChatApp({ visit, emit, parent: document.documentElement, mode: 'overlay' });
  const play = (call: ChatCall) => {
    try {
      if (call[0] === 'claim') claim = { email: call[1] || claim.email, token: call[2] ?? claim.token };
      if (call[0] === 'reset') claim = { email: '', token: null };
      make(app, call);
    } catch (cause) {
      report('internal', String(cause));
    }
  };
  const waiting = calls.splice(0);
  calls.push = play;
  for (const call of waiting) play(call);
}

function make(app: ChatApp, call: ChatCall): void {
  switch (call[0]) {
    case 'load':
      whenIdle(() => void app.load());
      break;
    case 'modal:open': {
      const { magicLinkId, email } = call[1] ?? {};
      app.openModal(slugOf(magicLinkId), typeof email === 'string' ? email : '');
      break;
    }
    case 'modal:close':
      app.closeModal();
      break;
    case 'claim':
      app.claim(call[1], call[2]);
      break;
    default:
      app[call[0]]();
  }
}

/** A slug as links have it; anything else is the website's own chat. */
function slugOf(raw: unknown): string | null {
  return typeof raw === 'string' && /^[\w-]{1,100}$/.test(raw) ? raw : null;
}

// Safari cannot say when it is idle.
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 3_000 });
  else setTimeout(run, 200);
}

/** Where the visitor came from, without what may be secret in its address. */
function cleanReferrer(): string | null {
  return document.referrer.split(/[?#]/)[0] || null;
}

const page = window as { __knockChat?: ChatHost | null };
if (page.__knockChat) begin(page.__knockChat);
// A second copy finds nothing to do.
page.__knockChat = null;
