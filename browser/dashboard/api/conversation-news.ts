import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { ConversationDetail, ConversationItem, TeamMessage } from '../../../wire/api/conversations.ts';
import type { AnswerOf } from './client.ts';
import { live } from './live.ts';
import { outdate } from './out-of-date.ts';
import { fitsOn, mergeMessages, type Thread } from './thread.ts';

const LISTS_EVERY_MS = 700;
/** A "typing" that is never taken back ends by itself. */
const TYPING_MS = 8_000;

/**
 * Keeps conversations in step with the stream: rows and heads change in place at once, and the lists are asked again a moment
 * later, since only the server knows which list a conversation is in now.
 */
export function followConversations(client: QueryClient): () => void {
  let asking: ReturnType<typeof setTimeout> | undefined;
  const refreshLists = () => {
    asking ??= setTimeout(() => {
      asking = undefined;
      void outdate(client, ['conversations']);
      // The tab's title shows it.
      void client.invalidateQueries({ queryKey: ['conversation-counts'] });
    }, LISTS_EVERY_MS);
  };
  const offs = [
    live.on('conversation', (item) => {
      patchItem(client, item.id, item);
      void outdate(client, ['conversation', item.id]);
      refreshLists();
    }),
    live.on('message', ({ conversation, message }) => {
      takeMessage(client, conversation, message);
      if (message.author === 'lead') typing.set(conversation, 'lead', null);
      if (message.author === 'rep') typing.set(conversation, 'rep', null);
      refreshLists();
    }),
    live.on('typing', (one) => typing.set(one.conversation, one.who, one.typing ? (one.name ?? '') : null)),
    live.on('presence', ({ conversation, here, leadReadSeq }) => {
      patchItem(client, conversation, { here });
      client.setQueryData<ConversationDetail>(
        ['conversation', conversation],
        (old) => old && { ...old, here, leadReadSeq: Math.max(old.leadReadSeq, leadReadSeq) },
      );
    }),
  ];
  return () => {
    clearTimeout(asking);
    for (const off of offs) off();
  };
}

/** Puts a message into its thread, if that is loaded; where one is missing before it, the thread catches up. */
export function takeMessage(client: QueryClient, id: string, message: TeamMessage): void {
  const thread = client.getQueryData<Thread>(['thread', id]);
  if (!thread) return;
  if (fitsOn(thread, message))
    client.setQueryData<Thread>(['thread', id], (now) => now && mergeMessages(now, [message]));
  else void outdate(client, ['thread', id]);
}

export function patchItem(client: QueryClient, id: string, fields: Partial<ConversationItem>): void {
  type Pages = InfiniteData<AnswerOf<'GET /conversations'>>;
  client.setQueriesData<Pages>({ queryKey: ['conversations'] }, (old) => {
    if (!old?.pages.some((page) => page.items.some((item) => item.id === id))) return old;
    const pages = old.pages.map((page) => ({
      ...page,
      items: page.items.map((item) => (item.id === id ? { ...item, ...fields } : item)),
    }));
    return { ...old, pages };
  });
  client.setQueryData<ConversationDetail>(['conversation', id], (old) => old && { ...old, ...fields });
}

type Who = 'lead' | 'rep';

/** Who is typing where; kept beside the cache, because it is over in seconds. */
class Typing {
  private readonly names = new Map<string, string>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly watchers = new Set<() => void>();

  set(conversation: string, who: Who, name: string | null): void {
    const key = `${conversation} ${who}`;
    clearTimeout(this.timers.get(key));
    if (name === null) this.names.delete(key);
    else {
      this.names.set(key, name);
      this.timers.set(
        key,
        setTimeout(() => this.set(conversation, who, null), TYPING_MS),
      );
    }
    for (const watcher of this.watchers) watcher();
  }

  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  get(conversation: string, who: Who): string | null {
    return this.names.get(`${conversation} ${who}`) ?? null;
  }
}

const typing = new Typing();

/** The name of who is typing (empty when they have none), or null. */
export function useTyping(conversation: string, who: Who): string | null {
  return useSyncExternalStore(typing.watch, () => typing.get(conversation, who));
}
