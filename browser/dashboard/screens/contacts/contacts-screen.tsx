import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useRef } from 'react';
import { INTENT_SCORES, INTENT_TYPES, type IntentScore, type IntentType } from '../../../../wire/signal.ts';
import { type ContactSearch, queries } from '../../api/queries.ts';
import { Facet } from '../../ui/bits/facet.tsx';
import { Icon } from '../../ui/bits/icon.tsx';
import { Empty, ErrorPanel } from '../../ui/bits/states.tsx';
import { count, dayLabel, exactTime } from '../../ui/format.ts';
import { useKeys } from '../../ui/shell/keys.ts';
import { Page } from '../../ui/shell/page.tsx';
import { ColumnMenu } from '../../ui/table/column-menu.tsx';
import { DataTable, useColumnChoice } from '../../ui/table/data-table.tsx';
import { useOrder } from '../../ui/table/order.ts';
import { ContactCompact, contactColumns } from './contact-columns.tsx';
import { listed } from './contacts-search.ts';

const route = getRouteApi('/app/contacts');

/** People, hottest first. The address holds the filters, so a view can be bookmarked and sent around. */
export function ContactsScreen() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const options = queries.contacts(search);
  const query = useInfiniteQuery(options);
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  const [hidden, setHidden] = useColumnChoice('contacts', contactColumns);
  const shown = useMemo(() => new Set(rows?.map((row) => row.id)), [rows]);
  const order = useOrder(options.queryKey, (id) => shown.has(id));
  const set = (change: Partial<ContactSearch>) =>
    void navigate({ to: '/contacts', search: { ...search, ...change }, replace: true });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  useKeys({ r: order.take });
  const total = query.data?.pages[0]?.total;

  return (
    <Page
      title="Contacts"
      shape="fill"
      note={total === undefined ? '' : total === null ? 'more than 10,000' : count(total)}
      actions={<ColumnMenu columns={contactColumns} hidden={hidden} onChange={setHidden} />}
    >
      <ContactFilters search={search} set={set} pageSince={query.data?.pages[0]?.pageSince ?? null} />
      <div className="table-wrap">
        {order.stale > 0 && rows && (
          <button type="button" className="stale-pill" onClick={order.take}>
            <Icon name="up" size={13} /> {order.stale === 1 ? '1 more is active' : `${order.stale} more are active`}
          </button>
        )}
        {query.isError ? (
          <ErrorPanel error={query.error} retry={() => void query.refetch()} />
        ) : rows?.length === 0 ? (
          <NoContacts filtered={Object.keys(search).some((key) => key !== 'sort')} />
        ) : (
          <DataTable
            label="Contacts"
            rows={rows}
            columns={contactColumns}
            hidden={hidden}
            sort={search.sort ?? '-score'}
            onSort={(sort) => set({ sort: sort as NonNullable<ContactSearch['sort']> })}
            onEnd={onEnd}
            loadingMore={isFetchingNextPage}
            compact={(contact) => <ContactCompact contact={contact} />}
          />
        )}
      </div>
    </Page>
  );
}

function ContactFilters({
  search,
  set,
  pageSince,
}: {
  search: ContactSearch;
  set: (change: Partial<ContactSearch>) => void;
  /** The list knows who opened the page since then only; null: in all the time it is asked for. */
  pageSince: string | null;
}) {
  const box = useRef<HTMLInputElement>(null);
  const type = useDebouncedCallback((q: string) => set({ q: q || undefined }), 200);
  useKeys({
    '/': (event) => {
      event.preventDefault();
      box.current?.focus();
    },
  });
  const words = (chosen: string[]) => (chosen.length > 0 ? chosen.join(',') : undefined);
  return (
    <search className="table-bar">
      <TextInput
        ref={box}
        className="search"
        placeholder="Name, e-mail or company"
        aria-label="Search contacts"
        leftSection={<Icon name="search" size={14} />}
        defaultValue={search.q ?? ''}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <Facet<IntentScore>
        label="Score"
        words={INTENT_SCORES}
        chosen={listed(search.intentScore)}
        onChange={(chosen) => set({ intentScore: words(chosen) })}
      />
      <Facet<IntentType>
        label="Type"
        words={INTENT_TYPES}
        chosen={listed(search.intentType)}
        onChange={(chosen) => set({ intentType: words(chosen) })}
      />
      <Facet
        label="Known"
        words={['Identified', 'Anonymous']}
        chosen={search.identified ? [search.identified === 'true' ? 'Identified' : 'Anonymous'] : []}
        onChange={(chosen) => set({ identified: knownWord(chosen.at(-1)) })}
      />
      <button
        type="button"
        className="facet"
        data-on={search.online || undefined}
        aria-pressed={search.online === 'true'}
        onClick={() => set({ online: search.online ? undefined : 'true' })}
      >
        Online now
      </button>
      {(['page', 'channel', 'account'] as const).map(
        (key) =>
          search[key] && (
            <button type="button" key={key} className="facet" data-on onClick={() => set({ [key]: undefined })}>
              {key === 'page' ? 'Opened' : key === 'channel' ? 'Came by' : 'In account'}
              <span className="facet-chosen">{key === 'account' ? 'this one' : search[key]}</span>
              {key === 'page' && pageSince && (
                <span title={exactTime(pageSince)}>since {dayLabel(pageSince.slice(0, 10))}</span>
              )}
              <Icon name="close" size={12} />
              <span className="sr">Remove this filter</span>
            </button>
          ),
      )}
    </search>
  );
}

function knownWord(word: string | undefined): 'true' | 'false' | undefined {
  if (word === undefined) return undefined;
  return word === 'Identified' ? 'true' : 'false';
}

function NoContacts({ filtered }: { filtered: boolean }) {
  if (filtered) {
    return (
      <Empty
        icon="filter"
        title="Nobody matches"
        action={
          <Button component={Link} to="/contacts" variant="default">
            Clear all filters
          </Button>
        }
      >
        Try fewer filters, or another word.
      </Empty>
    );
  }
  return (
    <Empty
      icon="contacts"
      title="No contacts yet"
      action={
        <>
          <Button component={Link} to="/install">
            Install the tag
          </Button>
          <Button component={Link} to="/settings/sample" variant="default">
            Load sample data
          </Button>
        </>
      }
    >
      A contact appears with the first page view of a visitor, even before they say who they are.
    </Empty>
  );
}
