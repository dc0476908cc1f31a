import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useRef } from 'react';
import { INTENT_SCORES, INTENT_TYPES, type IntentScore, type IntentType } from '../../../../wire/signal.ts';
import { type AccountSearch, queries } from '../../api/queries.ts';
import { Facet } from '../../ui/bits/facet.tsx';
import { Icon } from '../../ui/bits/icon.tsx';
import { Empty, ErrorPanel } from '../../ui/bits/states.tsx';
import { count } from '../../ui/format.ts';
import { useKeys } from '../../ui/shell/keys.ts';
import { Page } from '../../ui/shell/page.tsx';
import { ColumnMenu } from '../../ui/table/column-menu.tsx';
import { DataTable, useColumnChoice } from '../../ui/table/data-table.tsx';
import { useOrder } from '../../ui/table/order.ts';
import { listed } from '../contacts/contacts-search.ts';
import { AccountCompact, accountColumns } from './account-columns.tsx';

const route = getRouteApi('/app/accounts');

/** Companies, hottest first: the sum of their people. */
export function AccountsScreen() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const options = queries.accounts(search);
  const query = useInfiniteQuery(options);
  // An account's change is told as its contact's; there is nothing to count, only to load anew when at rest.
  const order = useOrder(options.queryKey, () => true);
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  const [hidden, setHidden] = useColumnChoice('accounts', accountColumns);
  const set = (change: Partial<AccountSearch>) =>
    void navigate({ to: '/accounts', search: { ...search, ...change }, replace: true });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  useKeys({ r: order.take });
  const total = query.data?.pages[0]?.total;

  return (
    <Page
      title="Accounts"
      shape="fill"
      note={total === undefined ? '' : total === null ? 'more than 10,000' : count(total)}
      actions={<ColumnMenu columns={accountColumns} hidden={hidden} onChange={setHidden} />}
    >
      <AccountFilters search={search} set={set} />
      <div className="table-wrap">
        {query.isError ? (
          <ErrorPanel error={query.error} retry={() => void query.refetch()} />
        ) : rows?.length === 0 ? (
          <NoAccounts filtered={Object.keys(search).some((key) => key !== 'sort')} />
        ) : (
          <DataTable
            label="Accounts"
            rows={rows}
            columns={accountColumns}
            hidden={hidden}
            sort={search.sort ?? '-score'}
            onSort={(sort) => set({ sort: sort as NonNullable<AccountSearch['sort']> })}
            onEnd={onEnd}
            loadingMore={isFetchingNextPage}
            compact={(account) => <AccountCompact account={account} />}
          />
        )}
      </div>
    </Page>
  );
}

function AccountFilters({ search, set }: { search: AccountSearch; set: (change: Partial<AccountSearch>) => void }) {
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
        placeholder="Company or domain"
        aria-label="Search accounts"
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
    </search>
  );
}

function NoAccounts({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Empty
      icon="filter"
      title="No company matches"
      action={
        <Button component={Link} to="/accounts" variant="default">
          Clear all filters
        </Button>
      }
    >
      Try fewer filters, or another word.
    </Empty>
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
