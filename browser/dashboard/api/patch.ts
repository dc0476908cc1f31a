import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { ContactItem } from '../../../wire/api/contacts.ts';
import type { DebuggerState } from '../../../wire/api/debugger.ts';
import type { ContactChange, LiveNow, LiveVisitor } from '../../../wire/api/live.ts';
import type { Overview } from '../../../wire/api/overview.ts';
import type { LiveSignal } from '../../../wire/api/timeline.ts';
import type { AnswerOf } from './client.ts';
import { followConversations } from './conversation-news.ts';
import { counted, refused } from './debugger-news.ts';
import { live } from './live.ts';
import { catchUpWhenSeen, outdate } from './out-of-date.ts';
import { throttled } from './throttled.ts';

const FEED_MAX = 300;
const GATHER_MS = 120;
const RECORD_EVERY_MS = 600;
const OVERVIEW_EVERY_MS = 2_000;
/** With a million contacts it is much to count: one dashboard takes no more than this part of a database connection. */
const OVERVIEW_REST_TIMES = 20;
const BOTS_EVERY_MS = 2_000;

/**
 * Keeps the query cache in step with the stream. Events are gathered for a moment and applied together; rows change in place and
 * never move by themselves: the tables say that their order is out of date and let the reader decide.
 */
export function followStream(client: QueryClient): () => void {
  const signals: LiveSignal[] = [];
  const contacts = new Map<string, ContactChange>();
  let flushing: ReturnType<typeof setTimeout> | undefined;

  const flush = () => {
    flushing = undefined;
    const fresh = signals.splice(0);
    if (fresh.length > 0) patchFeed(client, fresh);
    if (contacts.size > 0) patchContacts(client, [...contacts.values()], fresh);
    contacts.clear();
  };
  const later = () => {
    flushing ??= setTimeout(flush, GATHER_MS);
  };
  const refreshRecord = throttled({ leastMs: RECORD_EVERY_MS });
  const refreshOverview = throttled({ leastMs: OVERVIEW_EVERY_MS, times: OVERVIEW_REST_TIMES });
  const refreshBots = throttled({ leastMs: BOTS_EVERY_MS });

  const offs = [
    live.on('signal', (signal) => {
      signals.push(signal);
      later();
      refreshOverview('overview', () => outdate(client, ['overview']));
    }),
    live.on('contact', (change) => {
      contacts.set(change.id, change);
      later();
      refreshRecord(change.id, () => outdateSubjects(client, change));
    }),
    live.on('progress', (progress) => {
      client.setQueryData(['progress', progress.job], progress);
      if (progress.state === 'done' || progress.state === 'failed') void outdate(client);
    }),
    live.on('refusal', (refusal) =>
      client.setQueryData<DebuggerState>(['debugger'], (old) => old && refused(old, refusal)),
    ),
    live.on('counted', (news) => {
      client.setQueryData<DebuggerState>(['debugger'], (old) => old && counted(old, news));
      // Bots are in no other event: their list is asked for.
      if (news.filtered.length > 0) refreshBots('debugger', () => outdate(client, ['debugger']));
    }),
    live.on('install', () => {
      void outdate(client, ['install']);
      void outdate(client, ['me']);
    }),
    live.on('reset', () => void outdate(client)),
    followConversations(client),
    catchUpWhenSeen(client),
  ];
  return () => {
    clearTimeout(flushing);
    for (const off of offs) off();
  };
}

function patchFeed(client: QueryClient, fresh: readonly LiveSignal[]): void {
  client.setQueryData<LiveNow>(['live'], (old) => {
    if (!old) return old;
    const known = new Set(old.latest.map((one) => one.id));
    const added = fresh.filter((one) => !known.has(one.id));
    const online = new Map(old.online.map((one) => [one.contact.id, one]));
    for (const signal of added) {
      if (isAtPage(signal)) online.set(signal.contact.id, visitorAfter(online.get(signal.contact.id), signal));
    }
    return {
      latest: [...added.reverse(), ...old.latest].slice(0, FEED_MAX),
      online: [...online.values()].sort((a, b) => b.lastAt.localeCompare(a.lastAt)),
    };
  });
}

/** As the server judges who is on the site: a person's browser, at a page. */
function isAtPage({ filtered, identity, page, device, kind }: LiveSignal): boolean {
  const byLink = kind === 'knock_link_open' || kind === 'knock_link_click';
  return filtered === null && identity.kind === 'browser' && page !== null && device?.type !== 'server' && !byLink;
}

function visitorAfter(old: LiveVisitor | undefined, signal: LiveSignal): LiveVisitor {
  return {
    contact: signal.contact,
    account: signal.account,
    intentScore: signal.intentScore,
    points: signal.points,
    page: signal.page ?? old?.page ?? null,
    source: old?.source ?? signal.source,
    country: signal.country ?? old?.country ?? null,
    since: old?.since ?? signal.at,
    lastAt: old && old.lastAt > signal.at ? old.lastAt : signal.at,
    signalCount: (old?.signalCount ?? 0) + (old?.more ? 0 : 1),
    more: old?.more ?? false,
  };
}

type ContactsPages = InfiniteData<AnswerOf<'GET /contacts'>>;

function patchContacts(client: QueryClient, changes: readonly ContactChange[], fresh: readonly LiveSignal[]): void {
  const present = new Set(fresh.filter(isAtPage).map((signal) => signal.contact.id));
  const byId = new Map(changes.map((change) => [change.id, change]));
  client.setQueriesData<ContactsPages>({ queryKey: ['contacts'] }, (old) => {
    if (!old?.pages.some((page) => page.items.some((item) => byId.has(item.id)))) return old;
    const pages = old.pages.map((page) => ({
      ...page,
      items: page.items.map((item) => {
        const now = changed(item, byId.get(item.id));
        return now === item ? item : { ...now, online: present.has(item.id) || item.online };
      }),
    }));
    return { ...old, pages };
  });
  client.setQueriesData<Overview>({ queryKey: ['overview'] }, (old) => {
    if (!old?.hot.some((one) => byId.has(one.id))) return old;
    return { ...old, hot: old.hot.map((one) => changed(one, byId.get(one.id))) };
  });
  for (const change of changes) {
    const { gone, ...fields } = change;
    if (gone) continue;
    client.setQueryData<AnswerOf<'GET /contacts/:id'>>(['contact', change.id], (old) => old && { ...old, ...fields });
  }
}

function changed(item: ContactItem, change: ContactChange | undefined): ContactItem {
  if (!change || change.gone) return item;
  const { gone: _, ...fields } = change;
  const grown = Math.max(0, change.signalCount - item.signalCount);
  const today = (item.activity.at(-1) ?? 0) + grown;
  return { ...item, ...fields, activity: [...item.activity.slice(0, -1), today] };
}

/** The parts of a record that only the server can work out: the explanation, identities, the account's sums. */
function outdateSubjects(client: QueryClient, { id, account }: ContactChange): Promise<unknown> {
  const keys = [
    ['contact', id],
    ['score', 'contacts', id],
    ['identities', id],
    ['timeline', 'contacts', id, 'latest'],
    // A merge brings the other's along, and taking it back parts them.
    ['conversations', { contact: id }],
  ];
  if (account) keys.push(['account', account.id], ['score', 'accounts', account.id]);
  return Promise.all(keys.map((key) => outdate(client, key)));
}
