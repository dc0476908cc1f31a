import { infiniteQueryOptions, keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import { type Call, call } from './client.ts';
import { mergeMessages, type Thread, threadOf } from './thread.ts';

export type ConversationSearch = Omit<NonNullable<Call<'GET /conversations'>['query']>, 'cursor' | 'limit'>;

const THREAD_PAGE = 60;
const CHANGES_PAGE = 200;

/** What the inbox, the record and the links read about conversations. */
export const chats = {
  list: (query: ConversationSearch) =>
    infiniteQueryOptions({
      queryKey: ['conversations', query],
      queryFn: ({ pageParam, signal }) =>
        call('GET /conversations', {
          query: { ...query, ...(pageParam === '' ? {} : { cursor: pageParam }), limit: 40 },
          signal,
        }),
      initialPageParam: '',
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  counts: () =>
    queryOptions({
      queryKey: ['conversation-counts'],
      queryFn: ({ signal }) => call('GET /conversations/counts', { signal }),
    }),
  one: (id: string) =>
    queryOptions({
      queryKey: ['conversation', id],
      queryFn: ({ signal }) => call('GET /conversations/:id', { id, signal }),
    }),
  /** The newest messages at first; asked again, only what changed since: after a drop nothing is lost, and nothing jumps. */
  thread: (client: QueryClient, id: string) =>
    queryOptions({
      queryKey: ['thread', id],
      queryFn: async ({ signal }): Promise<Thread> => {
        const known = client.getQueryData<Thread>(['thread', id]);
        return known ? catchUp(id, known, signal) : newest(id, signal);
      },
      staleTime: 0,
      structuralSharing: false,
    }),
  canned: () =>
    queryOptions({
      queryKey: ['canned-replies'],
      queryFn: ({ signal }) => call('GET /canned-replies', { signal }),
      staleTime: 300_000,
    }),
  reps: () =>
    queryOptions({ queryKey: ['reps'], queryFn: ({ signal }) => call('GET /reps', { signal }), staleTime: 15_000 }),
  setup: () => queryOptions({ queryKey: ['chat'], queryFn: ({ signal }) => call('GET /chat', { signal }) }),
};

async function newest(id: string, signal: AbortSignal): Promise<Thread> {
  const page = await call('GET /conversations/:id/messages', { id, query: { limit: THREAD_PAGE }, signal });
  return threadOf(page.items, page.more);
}

async function catchUp(id: string, known: Thread, signal: AbortSignal): Promise<Thread> {
  let thread = known;
  for (;;) {
    const query = { after: thread.change, limit: CHANGES_PAGE };
    const page = await call('GET /conversations/:id/messages', { id, query, signal });
    const grown = mergeMessages(thread, page.items);
    if (!page.more || grown.change === thread.change) return grown;
    thread = grown;
  }
}

/** Loads the page before the oldest message that is shown. */
export async function loadOlder(client: QueryClient, id: string): Promise<void> {
  const known = client.getQueryData<Thread>(['thread', id]);
  const oldest = known?.items[0];
  if (!known?.more || !oldest) return;
  const query = { before: oldest.seq, limit: THREAD_PAGE };
  const page = await call('GET /conversations/:id/messages', { id, query });
  client.setQueryData<Thread>(['thread', id], (now) =>
    now ? { ...mergeMessages({ ...now, more: false }, page.items), more: page.more } : now,
  );
}

const RENEW_EVERY_MS = 60_000;
const renewed = new Map<string, number>();

/** Addresses of files are good for an hour: fetches the newest page again for new ones, at most once a minute. */
export async function renewThread(client: QueryClient, id: string): Promise<void> {
  const now = Date.now();
  if (now - (renewed.get(id) ?? 0) < RENEW_EVERY_MS) return;
  renewed.set(id, now);
  const page = await call('GET /conversations/:id/messages', { id, query: { limit: THREAD_PAGE } });
  client.setQueryData<Thread>(['thread', id], (known) => known && mergeMessages(known, page.items));
}
