import type { CollectPage } from './collect.ts';
import type { ServedSettings } from './tag-settings.ts';

/** What the tag tells the chat, in order: a word, and what belongs to it. */
export type ChatCall =
  | ['load']
  | ['show' | 'hide' | 'open' | 'close' | 'modal:close']
  | ['modal:open', ({ magicLinkId?: string; email?: string } | undefined)?]
  /** Who the visitor is said to be: `identify`'s e-mail (or empty) and token. */
  | ['claim', string, unknown]
  /** The visitor is gone: their conversation is forgotten. */
  | ['reset'];

/**
 * What the tag lends the chat, as `window.__knockChat`, before it loads `knock-chat/widget.js`. The chat makes the calls that
 * wait, and puts its own `push` in the place of `calls.push` for those that follow. A list, since the tag counts its bytes; it only grows at its end.
 */
export type ChatHost = readonly [
  calls: { splice(start: number): ChatCall[]; push(call: ChatCall): unknown },
  settings: Pick<ServedSettings, 'tagId' | 'chat'>,
  /** The address of `/collect`: the chat's own lie beside it. */
  collectUrl: string,
  /** Nothing durable may be stored. */
  ephemeral: boolean,
  /** Asked for, the id is also kept: only while `mayRecord`. */
  visitorId: () => string,
  mayRecord: () => boolean,
  /** What the tag stored: `s` begins with the session's id, `e` is the e-mail that was stated. Empty when nothing. */
  load: (key: 's' | 'e') => string,
  /** The page as it is now, without what is secret in its address. */
  here: () => CollectPage,
  /** Calls the page's handlers of an event. */
  emit: (event: string, payload?: unknown) => void,
  /** Tells the page through `error` that something went wrong. */
  report: (code: string, message: string) => void,
];
