import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { InboxCounts } from '../../../../wire/api/conversations.ts';
import { CHAT_STATUSES, type ChatStatus } from '../../../../wire/api/words.ts';
import { INTENT_TYPES, type IntentType } from '../../../../wire/signal.ts';
import { chats } from '../../api/conversations.ts';
import { Facet } from '../../ui/bits/facet.tsx';
import { Icon } from '../../ui/bits/icon.tsx';
import { Bones, Empty, ErrorPanel } from '../../ui/bits/states.tsx';
import { useTyped } from '../../ui/bits/typed.ts';
import { count } from '../../ui/format.ts';
import { useKeys } from '../../ui/shell/keys.ts';
import { useTitle } from '../../ui/shell/page.tsx';
import { ClearFilters, isFiltered } from '../../ui/table/filter-bar.tsx';
import { listed } from '../contacts/contacts-search.ts';
import { ConversationRow } from './conversation-row.tsx';
import { useHeldOrder } from './held-order.ts';
import { type InboxSearch, queryOf, VIEWS, type View } from './inbox-search.ts';
import { useMyRep } from './reps.ts';

interface ListProps {
  readonly search: InboxSearch;
  readonly openId: string | undefined;
}

/** The list of conversations, latest first. It never reorders under the pointer. */
export function ConversationList({ search, openId }: ListProps) {
  useTitle('Inbox', 0);
  const scroller = useRef<HTMLDivElement>(null);
  const options = chats.list(queryOf(search));
  const query = useInfiniteQuery(options);
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  const busy = useCallback(() => isBusy(scroller.current), []);
  const list = { key: JSON.stringify(options.queryKey), fresh: items, isFormer: query.isPlaceholderData };
  const order = useHeldOrder(list, busy);
  const me = useMyRep();
  useListKeys(order.shown?.map((item) => item.id) ?? [], openId, search);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  return (
    <section className="inbox-list" aria-label="Conversations">
      <header className="inbox-head">
        <h1>Inbox</h1>
        <span className="grow" />
        <SearchBox search={search} />
      </header>
      <Views search={search} />
      <Filters search={search} />
      <div ref={scroller} className="inbox-rows" onPointerLeave={order.settle}>
        {order.waiting > 0 && (
          <button type="button" className="inbox-pill" onClick={order.take}>
            <Icon name="up" size={13} /> {order.waiting} newer
          </button>
        )}
        {query.isError && (
          <ErrorPanel
            error={query.error}
            retry={() => void query.refetch()}
            action={isFiltered(search) && <ClearFilters to="/inbox" />}
          />
        )}
        {query.isPending && (
          <div className="inbox-bones">
            <Bones lines={14} height={18} gap={18} />
          </div>
        )}
        {items?.length === 0 && <NoConversations search={search} />}
        <ol className="plain">
          {order.shown?.map((item) => (
            <ConversationRow key={item.id} item={item} search={search} myId={me?.id} isOpen={item.id === openId} />
          ))}
        </ol>
        {hasNextPage && (
          <Button variant="subtle" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Older conversations
          </Button>
        )}
      </div>
    </section>
  );
}

function isBusy(scroller: HTMLElement | null): boolean {
  if (!scroller) return false;
  const touch = matchMedia('(hover: none)').matches;
  return scroller.scrollTop > 4 || (!touch && scroller.matches(':hover'));
}

const VIEW_WORDS: Readonly<Record<View, readonly [label: string, count: keyof InboxCounts | null]>> = {
  reply: ['Needs reply', 'needReply'],
  mine: ['Mine', 'mine'],
  unassigned: ['Unassigned', 'unassigned'],
  open: ['Open', 'open'],
  all: ['All', null],
};

function Views({ search }: { search: InboxSearch }) {
  const counts = useQuery(chats.counts()).data;
  return (
    <nav className="inbox-views" aria-label="Views">
      {VIEWS.map((view) => {
        const [label, key] = VIEW_WORDS[view];
        const n = key && counts ? counts[key] : 0;
        return (
          <Link
            key={view}
            to="."
            search={{ ...search, view, status: undefined, owner: undefined } as object}
            className="inbox-view"
            data-active={(search.view ?? 'open') === view || undefined}
            aria-current={(search.view ?? 'open') === view ? 'true' : undefined}
          >
            {label}
            {n > 0 && (
              <span className="num inbox-view-count" data-loud={view === 'reply' || undefined}>
                {count(n)}
              </span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}

function useSearchChange(search: InboxSearch) {
  const navigate = useNavigate();
  return (change: { [K in keyof InboxSearch]?: InboxSearch[K] | undefined }, replace = false) =>
    void navigate({ to: '.', search: { ...search, ...change } as object, replace });
}

function SearchBox({ search }: { search: InboxSearch }) {
  const set = useSearchChange(search);
  const typed = useTyped(search.q, (q) => set({ q }, true));
  return (
    <TextInput
      className="inbox-search"
      placeholder="Words, names, e-mails"
      aria-label="Search conversations"
      leftSection={<Icon name="search" size={14} />}
      {...typed}
    />
  );
}

function Filters({ search }: { search: InboxSearch }) {
  const set = useSearchChange(search);
  const reps = useQuery(chats.reps()).data?.items ?? [];
  const words = (chosen: string[]) => (chosen.length > 0 ? chosen.join(',') : undefined);
  const names = reps.filter((rep) => rep.active).map((rep) => rep.name);
  const owner = reps.find((rep) => rep.id === search.owner)?.name;
  return (
    <search className="inbox-filters">
      <Facet<ChatStatus>
        label="Status"
        words={CHAT_STATUSES}
        chosen={listed(search.status)}
        onChange={(chosen) => set({ status: words(chosen) })}
      />
      <Facet<IntentType>
        label="Type"
        words={INTENT_TYPES}
        chosen={listed(search.intentType)}
        onChange={(chosen) => set({ intentType: words(chosen) })}
      />
      <Facet
        label="Owner"
        words={names}
        chosen={owner ? [owner] : []}
        onChange={(chosen) => set({ owner: reps.find((rep) => rep.name === chosen.at(-1))?.id })}
      />
    </search>
  );
}

/** j and k go through the conversations as they are shown. */
function useListKeys(ids: readonly string[], openId: string | undefined, search: InboxSearch): void {
  const navigate = useNavigate();
  const go = (step: number) => {
    const here = openId === undefined ? -1 : ids.indexOf(openId);
    const id = ids[Math.max(0, Math.min(ids.length - 1, here + step))];
    if (id) void navigate({ to: '/inbox/$id', params: { id }, search });
  };
  useKeys({ j: () => go(1), k: () => go(-1) });
  useEffect(() => {
    if (openId)
      document.querySelector(`.chat-row[data-id="${CSS.escape(openId)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [openId]);
}

function NoConversations({ search }: { search: InboxSearch }) {
  if (search.q || search.status || search.intentType || search.owner) {
    return (
      <Empty icon="filter" title="No conversation matches" action={<ClearFilters to="/inbox" />}>
        Try fewer filters, or another word.
      </Empty>
    );
  }
  if (search.view && search.view !== 'all' && search.view !== 'open') {
    return (
      <Empty icon="check" title="Nothing waits here">
        {search.view === 'reply' ? 'Everybody who asked has an answer.' : 'Look into Open for the others.'}
      </Empty>
    );
  }
  return (
    <Empty
      icon="inbox"
      title="No conversations yet"
      action={
        <>
          <Button component={Link} to="/links">
            Make a Knock Link
          </Button>
          <Button component={Link} to="/settings/chat" variant="default">
            Set up the chat
          </Button>
        </>
      }
    >
      They begin on your website, or on a Knock Link that you share.
    </Empty>
  );
}
