import type { ChatCall, ChatHost } from '../../wire/chat-host.ts';
import { emit } from './emitter.ts';
import { here } from './record.ts';
import { report } from './report.ts';
import { collectUrl, settings } from './settings.ts';
import { mayRecord, whenAllowed } from './who/consent.ts';
import { ephemeral } from './who/privacy.ts';
import { load } from './who/storage.ts';
import { visitorId } from './who/visitor.ts';

/** What the chat is told, from the start of the page on; once it is there, its `push` is the chat's own. */
export const calls: ChatCall[] = [];
// Whether the chat was fetched. Stays true.
let asked = false;

/** Fetches the chat, once, and makes the call there. Without the visitor's consent nothing happens. */
export function callChat(call: ChatCall): void {
  whenAllowed(() => {
    calls.push(call);
    if (asked) return;
    asked = true;
    // A list: names would be shipped to every page.
    (window as { __knockChat?: ChatHost }).__knockChat = [
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
    ];
    const script = document.createElement('script');
    script.src = new URL('knock-chat/widget.js', collectUrl).href;
    script.onerror = () => report('not_available', 'No chat here');
    document.head.append(script);
  });
}

/** `#_km=<slug>` in the address, or `#_km` alone, opens the chat of that link, or the website's. */
export function openFromHash(): void {
  if (/^#_km/.test(location.hash)) callChat(['modal:open', { magicLinkId: location.hash.slice(5) }]);
}
