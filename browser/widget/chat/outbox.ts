import type { ChatFile, ChatMessage, ChatPage, QuickReply } from '../../../wire/chat.ts';

/** A message that the server has not answered for. Kept in storage, so that a reload or a later visit sends it. */
export interface Outgoing {
  /** Never changes: the server takes a message once, however often it comes. */
  readonly clientId: string;
  /** Ms. Also the order in which they leave. */
  readonly at: number;
  readonly text: string;
  readonly files: readonly ChatFile[];
  readonly answer: QuickReply['value'] | null;
  readonly page: ChatPage;
  /** Of the offline form: told before the message. */
  readonly contact: { readonly email: string; readonly name: string } | null;
  /** The server's word for refusing it, until somebody tries again; null while it may go. */
  readonly refused: string | null;
  /** Its page ended before the answer came: whoever reads this may send it. */
  readonly orphan: boolean;
}

/** What an answer means for what was asked. `gone`: the conversation is not there any more, or not ours. */
export type Fate = 'done' | 'again' | 'gone' | 'refused';

const FIRST_DELAY_MS = 1_000;
const DELAY_MS_MAX = 60_000;
/** Another tab sends its own messages; only when it seems to have died without a word does this one. */
const OTHERS_AFTER_MS = 15_000;

/** HTTP status, 0 for no answer. What may pass by itself is tried again: 408, 425, 429, any 5xx. */
export function fateOf(status: number): Fate {
  if (status >= 200 && status < 300) return 'done';
  if (status === 0 || status === 408 || status === 425 || status === 429 || status >= 500) return 'again';
  return status === 404 ? 'gone' : 'refused';
}

/** Ms before the next try after `failures` in a row (at least 1). `chance` in [0, 1) spreads what failed together. */
export function delayMs(failures: number, retryAfterMs: number, chance: number): number {
  const backoff = Math.min(DELAY_MS_MAX, FIRST_DELAY_MS * 2 ** Math.min(failures - 1, 10)) * (0.75 + chance / 2);
  return Math.max(backoff, Math.min(retryAfterMs, 5 * DELAY_MS_MAX));
}

/** Those the conversation does not show yet, in the order they were written. */
export function unanswered(items: readonly Outgoing[], messages: readonly ChatMessage[]): readonly Outgoing[] {
  const arrived = new Set(messages.map(({ clientId }) => clientId));
  return items.filter(({ clientId }) => !arrived.has(clientId)).sort(inOrder);
}

/** What leaves next. One at a time, so that they arrive as they were written; a refused one lets the others pass. */
export function nextToSend(items: readonly Outgoing[], own: ReadonlySet<string>, now: number): Outgoing | undefined {
  const open = items.filter(({ refused }) => refused === null).sort(inOrder);
  const first = open[0];
  if (!first) return undefined;
  const isOurs = own.has(first.clientId) || first.orphan || now - first.at > OTHERS_AFTER_MS;
  return isOurs ? first : undefined;
}

function inOrder(a: Outgoing, b: Outgoing): number {
  return a.at - b.at || (a.clientId < b.clientId ? -1 : 1);
}
