import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { AccountSort } from '../../../../wire/api/words.ts';
import { type AccountSearch, queries } from '../../api/queries.ts';
import { Empty, ErrorPanel } from '../../ui/bits/states.tsx';
import { count } from '../../ui/format.ts';
import { useKeys } from '../../ui/shell/keys.ts';
import { Page } from '../../ui/shell/page.tsx';
import { useColumnChoice } from '../../ui/table/column-choice.ts';
import { ColumnMenu } from '../../ui/table/column-menu.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { ClearFilters, FilterBar, IntentFacets, isFiltered, NoMatch } from '../../ui/table/filter-bar.tsx';
import { useOrder } from '../../ui/table/order.ts';
import { usePaged } from '../../ui/table/paged.ts';
import { SortChip } from '../../ui/table/sort-chip.tsx';
import { AccountCompact, accountColumns } from './account-columns.tsx';

const route = getRouteApi('/app/accounts');
const SORTS: Readonly<Record<AccountSort, string>> = {
  '-score': 'Hottest',
  score: 'Coldest',
  '-lastSignalAt': 'Last signal',
  '-firstSeenAt': 'Newest',
};

/** Companies, hottest first: the sum of their people. */
export function AccountsScreen() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const options = queries.accounts(search);
  const query = useInfiniteQuery(options);
  // An account's change is told as its contact's; there is nothing to count, only to load anew when at rest.
  const order = useOrder(options.queryKey, () => true);
  const { rows, onEnd } = usePaged(query);
  const [hidden, setHidden] = useColumnChoice('accounts', accountColumns);
  const set = (change: Partial<AccountSearch>, replace = false) =>
    void navigate({ to: '/accounts', search: { ...search, ...change }, replace });
  useKeys({ r: order.take });
  const total = query.isPlaceholderData ? undefined : query.data?.pages[0]?.total;

  return (
    <Page
      title="Accounts"
      shape="fill"
      note={total === undefined ? '' : total === null ? 'more than 10,000' : count(total)}
      actions={<ColumnMenu columns={accountColumns} hidden={hidden} onChange={setHidden} />}
    >
      <FilterBar label="Search accounts" hint="Company or domain" q={search.q} onSearch={(q) => set({ q }, true)}>
        <SortChip sorts={SORTS} value={search.sort ?? '-score'} onChange={(sort) => set({ sort })} />
        <IntentFacets search={search} set={set} />
      </FilterBar>
      <div className="table-wrap">
        {query.isError ? (
          <ErrorPanel
            error={query.error}
            retry={() => void query.refetch()}
            action={isFiltered(search) && <ClearFilters to="/accounts" />}
          />
        ) : rows?.length === 0 ? (
          <NoAccounts filtered={isFiltered(search)} />
        ) : (
          <DataTable
            label="Accounts"
            rows={rows}
            columns={accountColumns}
            hidden={hidden}
            sort={search.sort ?? '-score'}
            onSort={(sort) => set({ sort: sort as NonNullable<AccountSearch['sort']> })}
            onEnd={onEnd}
            outdated={query.isPlaceholderData}
            loadingMore={query.isFetchingNextPage}
            compact={(account) => <AccountCompact account={account} />}
          />
        )}
      </div>
    </Page>
  );
}

function NoAccounts({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <NoMatch title="No company matches" to="/accounts" />
  ) : (
    <Empty
      icon="accounts"
      title="No accounts yet"
      action={
        <Button component={Link} to="/settings/sample" variant="default">
          Load sample data
        </Button>
      }
    >
      An account appears when somebody gives a business e-mail. Free-mail addresses never make one.
    </Empty>
  );
}
