import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ContactSort } from '../../../../wire/api/words.ts';
import { type ContactSearch, queries } from '../../api/queries.ts';
import { Facet } from '../../ui/bits/facet.tsx';
import { Icon } from '../../ui/bits/icon.tsx';
import { Empty, ErrorPanel } from '../../ui/bits/states.tsx';
import { count, dayLabel, exactTime } from '../../ui/format.ts';
import { useKeys } from '../../ui/shell/keys.ts';
import { Page } from '../../ui/shell/page.tsx';
import { useColumnChoice } from '../../ui/table/column-choice.ts';
import { ColumnMenu } from '../../ui/table/column-menu.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { ClearFilters, FilterBar, IntentFacets, isFiltered, NoMatch } from '../../ui/table/filter-bar.tsx';
import { useOrder } from '../../ui/table/order.ts';
import { usePaged } from '../../ui/table/paged.ts';
import { SortChip } from '../../ui/table/sort-chip.tsx';
import { ContactCompact, contactColumns } from './contact-columns.tsx';

const route = getRouteApi('/app/contacts');
const SORTS: Readonly<Record<ContactSort, string>> = {
  '-score': 'Hottest',
  score: 'Coldest',
  '-lastSignalAt': 'Last signal',
  '-firstSeenAt': 'Newest',
};

/** People, hottest first. The address holds the filters, so a view can be bookmarked and sent around. */
export function ContactsScreen() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const options = queries.contacts(search);
  const query = useInfiniteQuery(options);
  const { rows, onEnd } = usePaged(query);
  const [hidden, setHidden] = useColumnChoice('contacts', contactColumns);
  const shown = useMemo(() => new Set(rows?.map((row) => row.id)), [rows]);
  const order = useOrder(options.queryKey, (id) => shown.has(id));
  const set = (change: Partial<ContactSearch>, replace = false) =>
    void navigate({ to: '/contacts', search: { ...search, ...change }, replace });
  useKeys({ r: order.take });
  const total = query.isPlaceholderData ? undefined : query.data?.pages[0]?.total;

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
          <ErrorPanel
            error={query.error}
            retry={() => void query.refetch()}
            action={isFiltered(search) && <ClearFilters to="/contacts" />}
          />
        ) : rows?.length === 0 ? (
          <NoContacts filtered={isFiltered(search)} />
        ) : (
          <DataTable
            label="Contacts"
            rows={rows}
            columns={contactColumns}
            hidden={hidden}
            sort={search.sort ?? '-score'}
            onSort={(sort) => set({ sort: sort as NonNullable<ContactSearch['sort']> })}
            onEnd={onEnd}
            outdated={query.isPlaceholderData}
            loadingMore={query.isFetchingNextPage}
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
  set: (change: Partial<ContactSearch>, replace?: boolean) => void;
  /** The list knows who opened the page since then only; null: in all the time it is asked for. */
  pageSince: string | null;
}) {
  return (
    <FilterBar label="Search contacts" hint="Name, e-mail or company" q={search.q} onSearch={(q) => set({ q }, true)}>
      <SortChip sorts={SORTS} value={search.sort ?? '-score'} onChange={(sort) => set({ sort })} />
      <IntentFacets search={search} set={set} />
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
    </FilterBar>
  );
}

function knownWord(word: string | undefined): 'true' | 'false' | undefined {
  if (word === undefined) return undefined;
  return word === 'Identified' ? 'true' : 'false';
}

function NoContacts({ filtered }: { filtered: boolean }) {
  if (filtered) return <NoMatch title="Nobody matches" to="/contacts" />;
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
