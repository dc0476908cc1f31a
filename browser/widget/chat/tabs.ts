import type { ChatMessage } from '../../../wire/chat.ts';

/** What tabs of one browser tell each other about a conversation. */
export type TabWord =
  | { readonly word: 'message'; readonly message: ChatMessage }
  /** A tab that somebody looks at hears the news: those in the background need not. */
  | { readonly word: 'live' };

export interface Tabs {
  readonly tell: (word: TabWord) => void;
  readonly close: () => void;
}

/** Where tabs cannot speak with each other, or must not, each stands alone. */
export function openTabs(name: string | null, hear: (word: TabWord) => void): Tabs {
  if (name === null || typeof BroadcastChannel === 'undefined') return { tell: () => {}, close: () => {} };
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<TabWord>) => hear(data);
  return { tell: (word) => channel.postMessage(word), close: () => channel.close() };
}
