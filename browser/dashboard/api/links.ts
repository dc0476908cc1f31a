import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type Call, call } from './client.ts';

export type LinkSearch = Omit<NonNullable<Call<'GET /links'>['query']>, 'cursor' | 'limit'>;

export const linkQueries = {
  list: (query: LinkSearch) =>
    infiniteQueryOptions({
      queryKey: ['links', query],
      queryFn: ({ pageParam, signal }) =>
        call('GET /links', {
          query: { ...query, ...(pageParam === '' ? {} : { cursor: pageParam }), limit: 60 },
          signal,
        }),
      initialPageParam: '',
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  one: (id: string) =>
    queryOptions({ queryKey: ['link', id], queryFn: ({ signal }) => call('GET /links/:id', { id, signal }) }),
  stats: (id: string, days: number) =>
    queryOptions({
      queryKey: ['link', id, 'stats', days],
      queryFn: ({ signal }) => call('GET /links/:id/stats', { id, query: { days }, signal }),
      placeholderData: keepPreviousData,
    }),
  recipients: (id: string) =>
    infiniteQueryOptions({
      queryKey: ['link', id, 'recipients'],
      queryFn: ({ pageParam, signal }) =>
        call('GET /links/:id/recipients', {
          id,
          query: { ...(pageParam === '' ? {} : { cursor: pageParam }), limit: 50 },
          signal,
        }),
      initialPageParam: '',
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  /** Whether a slug is free, or the one a name would get. */
  slug: (name: string, linkId: string | null) =>
    queryOptions({
      queryKey: ['slug', name, linkId],
      queryFn: ({ signal }) => call('POST /links/slug', { body: { name, linkId }, signal }),
      enabled: name.trim() !== '',
      placeholderData: keepPreviousData,
      staleTime: 0,
    }),
};

export const connections = {
  slack: () =>
    queryOptions({
      queryKey: ['connections', 'slack'],
      queryFn: ({ signal }) => call('GET /connections/slack', { signal }),
    }),
  channels: (id: string) =>
    queryOptions({
      queryKey: ['connections', 'slack', id, 'channels'],
      queryFn: ({ signal }) => call('GET /connections/slack/:id/channels', { id, signal }),
    }),
  ai: () =>
    queryOptions({ queryKey: ['connections', 'ai'], queryFn: ({ signal }) => call('GET /connections/ai', { signal }) }),
  deliveries: () =>
    queryOptions({
      queryKey: ['deliveries'],
      queryFn: ({ signal }) => call('GET /deliveries', { signal }),
      refetchInterval: 10_000,
    }),
};
