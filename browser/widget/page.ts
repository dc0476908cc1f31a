import type { LinkPageBoot, LinkSeen, LinkSeenAnswer } from '../../wire/link-page.ts';
import { fateOf } from './chat/outbox.ts';
import { post } from './chat/post.ts';
import { random } from './chat/thread.ts';
import { ChatApp } from './chat-app.tsx';
import type { Visit } from './visit.ts';

const VISIBLE_MS = 1_000;
const TRIES = 4;

/** The page of a Knock Link: proves that somebody sees it, and is the link's chat. */
function begin(boot: LinkPageBoot, place: Element | null): void {
  const visitorId = boot.visitor ?? ownId();
  rememberId(visitorId);
  cleanAddress();
  const visit: Visit = {
    baseUrl: new URL('/chat/', location.href).href,
    tagId: null,
    ephemeral,
    allowed: () => true,
    visitor: () => ({ id: visitorId, webdriver: !!navigator.webdriver }),
    page: () => ({ url: location.href, title: document.title, referrer: document.referrer.split(/[?#]/)[0] || null }),
    proof: boot.visit,
    report: () => {},
  };
  const chat = place && boot.kind === 'chat' ? place : null;
  const conversation = chat
    ? new ChatApp({ visit, emit: () => {}, parent: chat, mode: 'page' }).openPage(boot.slug, boot.settings)
    : null;
  whenSeen((proof) => {
    const seen = { visit: boot.visit, visitor: visit.visitor(), title: document.title };
    void prove(boot.slug, { ...seen, proof }).then((isProven) => {
      conversation?.begin();
      if (!isProven && proof === 'visible') whenTouched(() => void prove(boot.slug, { ...seen, proof: 'input' }));
    });
  });
}

/** A visit that something else made look like a scanner's is believed once somebody touches the page. */
function whenTouched(run: () => void): void {
  const stop = () => {
    for (const type of INPUTS) removeEventListener(type, touched, true);
  };
  const touched = (event: Event) => {
    if (!event.isTrusted) return;
    stop();
    run();
  };
  for (const type of INPUTS) addEventListener(type, touched, { capture: true, passive: true });
}

const INPUTS = ['pointerdown', 'pointermove', 'touchstart', 'keydown'];

/** Once: visible and focused for a second, or the first pointer, touch or key. A scanner that renders the page does neither. */
function whenSeen(run: (proof: LinkSeen['proof']) => void): void {
  const turns = ['focus', 'blur', 'pageshow'];
  let timer = 0;
  const settle = (proof: LinkSeen['proof']) => {
    clearTimeout(timer);
    for (const type of INPUTS) removeEventListener(type, touched, true);
    for (const type of turns) removeEventListener(type, look);
    document.removeEventListener('visibilitychange', look);
    run(proof);
  };
  const touched = (event: Event) => event.isTrusted && settle('input');
  const look = () => {
    clearTimeout(timer);
    const isSeen = document.visibilityState === 'visible' && document.hasFocus();
    if (isSeen) timer = setTimeout(() => settle('visible'), VISIBLE_MS);
  };
  for (const type of INPUTS) addEventListener(type, touched, { capture: true, passive: true });
  for (const type of turns) addEventListener(type, look);
  document.addEventListener('visibilitychange', look);
  look();
}

/** False when the server wants more than that. */
async function prove(slug: string, seen: LinkSeen): Promise<boolean> {
  for (let tries = 1; tries <= TRIES; tries++) {
    const answer = await post<LinkSeenAnswer>(`/l/${encodeURIComponent(slug)}/seen`, seen);
    if (answer.ok) return answer.value.proven;
    if (fateOf(answer.status) !== 'again') break;
    await new Promise((resolve) => setTimeout(resolve, Math.max(answer.retryAfterMs, 1_000 * 2 ** tries)));
  }
  return true;
}

type Browser = Navigator & { globalPrivacyControl?: unknown };
const ephemeral = !!(navigator as Browser).globalPrivacyControl || navigator.doNotTrack === '1';

/** The tag's own name for it: on Knock's origin both mean the same browser. */
const ID_KEY = 'knock_v';

/** One that the address carried holds for this tab, also when it is loaded again; else this origin's own. */
function ownId(): string {
  const found = [
    attempt(() => sessionStorage.getItem(ID_KEY)),
    ephemeral ? null : attempt(() => localStorage.getItem(ID_KEY)),
  ];
  return found.find((id) => id && /^[\w-]{8,64}$/.test(id)) ?? random(18);
}

function rememberId(id: string): void {
  attempt(() => sessionStorage.setItem(ID_KEY, id));
  if (!ephemeral) attempt(() => localStorage.getItem(ID_KEY) ?? localStorage.setItem(ID_KEY, id));
}

function attempt<T>(run: () => T): T | null {
  try {
    return run();
  } catch {
    return null;
  }
}

/** Who carried the link here is known now: an address copied from the bar is anybody's. */
function cleanAddress(): void {
  const url = new URL(location.href);
  for (const name of ['knock_v', 'r']) url.searchParams.delete(name);
  if (url.href !== location.href) history.replaceState(history.state, '', url);
}

const boot = document.getElementById('knock-page');
if (boot) begin(JSON.parse(boot.textContent ?? '') as LinkPageBoot, document.getElementById('knock-chat'));
