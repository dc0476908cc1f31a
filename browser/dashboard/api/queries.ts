import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type AnswerOf, type Call, call } from './client.ts';

export const PAGE_SIZE = 60;

type Search<N extends 'GET /contacts' | 'GET /accounts'> = Omit<NonNullable<Call<N>['query']>, 'cursor' | 'limit'>;
export type ContactSearch = Search<'GET /contacts'>;
export type AccountSearch = Search<'GET /accounts'>;
export type TimelineSearch = Omit<NonNullable<Call<'GET /contacts/:id/timeline'>['query']>, 'cursor' | 'limit'>;
/** Whose record: the two kinds of thing that have a score and a timeline. */
export type Subject = 'contacts' | 'accounts';

const nextCursor = (page: { nextCursor: string | null }) => page.nextCursor ?? undefined;
const firstPage = '' as string;
const at = (cursor: string) => (cursor === '' ? {} : { cursor });

export const queries = {
  me: () => queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => call('GET /me', { signal }), staleTime: 60_000 }),
  setup: () => queryOptions({ queryKey: ['setup'], queryFn: ({ signal }) => call('GET /setup', { signal }) }),
  invite: (id: string) =>
    queryOptions({ queryKey: ['invite', id], queryFn: ({ signal }) => call('GET /invites/:id', { id, signal }) }),
  overview: (days: '7' | '30' | '90') =>
    queryOptions({
      queryKey: ['overview', days],
      queryFn: ({ signal }) => call('GET /overview', { query: { days }, signal }),
      placeholderData: keepPreviousData,
    }),
  live: () =>
    queryOptions({ queryKey: ['live'], queryFn: ({ signal }) => call('GET /live', { signal }), staleTime: 0 }),
  debugger: () => queryOptions({ queryKey: ['debugger'], queryFn: ({ signal }) => call('GET /debugger', { signal }) }),
  search: (q: string) =>
    queryOptions({
      queryKey: ['search', q],
      queryFn: ({ signal }) => call('GET /search', { query: { q }, signal }),
      placeholderData: keepPreviousData,
      enabled: q.trim() !== '',
    }),

  contacts: (query: ContactSearch) =>
    infiniteQueryOptions({
      queryKey: ['contacts', query],
      queryFn: ({ pageParam, signal }) =>
        call('GET /contacts', { query: { ...query, ...at(pageParam), limit: PAGE_SIZE }, signal }),
      initialPageParam: firstPage,
      getNextPageParam: nextCursor,
      placeholderData: keepPreviousData,
    }),
  accounts: (query: AccountSearch) =>
    infiniteQueryOptions({
      queryKey: ['accounts', query],
      queryFn: ({ pageParam, signal }) =>
        call('GET /accounts', { query: { ...query, ...at(pageParam), limit: PAGE_SIZE }, signal }),
      initialPageParam: firstPage,
      getNextPageParam: nextCursor,
      placeholderData: keepPreviousData,
    }),
  contact: (id: string) =>
    queryOptions({ queryKey: ['contact', id], queryFn: ({ signal }) => call('GET /contacts/:id', { id, signal }) }),
  account: (id: string) =>
    queryOptions({ queryKey: ['account', id], queryFn: ({ signal }) => call('GET /accounts/:id', { id, signal }) }),
  score: (subject: Subject, id: string) =>
    queryOptions({
      queryKey: ['score', subject, id],
      queryFn: ({ signal }) => call(`GET /${subject}/:id/score`, { id, signal }),
    }),
  timeline: (subject: Subject, id: string, query: TimelineSearch) =>
    infiniteQueryOptions({
      queryKey: ['timeline', subject, id, query],
      queryFn: ({ pageParam, signal }) =>
        call(`GET /${subject}/:id/timeline`, { id, query: { ...query, ...at(pageParam), limit: 100 }, signal }),
      initialPageParam: firstPage,
      getNextPageParam: nextCursor,
      placeholderData: keepPreviousData,
    }),
  /** The last few signals, for a glance. */
  latest: (id: string) =>
    queryOptions({
      queryKey: ['timeline', 'contacts', id, 'latest'],
      queryFn: ({ signal }) => call('GET /contacts/:id/timeline', { id, query: { limit: 6 }, signal }),
    }),
  identities: (id: string) =>
    queryOptions({
      queryKey: ['identities', id],
      queryFn: ({ signal }) => call('GET /contacts/:id/identities', { id, signal }),
    }),
  duplicates: () =>
    infiniteQueryOptions({
      queryKey: ['duplicates'],
      queryFn: ({ pageParam, signal }) => call('GET /duplicates', { query: { ...at(pageParam), limit: 20 }, signal }),
      initialPageParam: firstPage,
      getNextPageParam: nextCursor,
    }),

  categories: () =>
    queryOptions({ queryKey: ['categories'], queryFn: ({ signal }) => call('GET /categories', { signal }) }),
  workspace: () =>
    queryOptions({ queryKey: ['workspace'], queryFn: ({ signal }) => call('GET /workspace', { signal }) }),
  members: () => queryOptions({ queryKey: ['members'], queryFn: ({ signal }) => call('GET /members', { signal }) }),
  keys: () => queryOptions({ queryKey: ['keys'], queryFn: ({ signal }) => call('GET /keys', { signal }) }),
  tag: () => queryOptions({ queryKey: ['tag'], queryFn: ({ signal }) => call('GET /tag', { signal }) }),
  install: () => queryOptions({ queryKey: ['install'], queryFn: ({ signal }) => call('GET /install', { signal }) }),
  privacy: () => queryOptions({ queryKey: ['privacy'], queryFn: ({ signal }) => call('GET /privacy', { signal }) }),
  audit: (q: string) =>
    infiniteQueryOptions({
      queryKey: ['audit', q],
      queryFn: ({ pageParam, signal }) => call('GET /audit', { query: { q, ...at(pageParam), limit: 50 }, signal }),
      initialPageParam: firstPage,
      getNextPageParam: nextCursor,
      placeholderData: keepPreviousData,
    }),
  sample: () => queryOptions({ queryKey: ['sample'], queryFn: ({ signal }) => call('GET /sample', { signal }) }),
};

export type Contact = AnswerOf<'GET /contacts'>['items'][number];
export type Account = AnswerOf<'GET /accounts'>['items'][number];
