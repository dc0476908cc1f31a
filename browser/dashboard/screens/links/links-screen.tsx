import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useRef } from 'react';
import { linkQueries } from '../../api/links.ts';
import { Facet } from '../../ui/bits/facet.tsx';
import { Icon } from '../../ui/bits/icon.tsx';
import { PermitButton } from '../../ui/bits/permit-button.tsx';
import { Empty, ErrorPanel } from '../../ui/bits/states.tsx';
import { useKeys } from '../../ui/shell/keys.ts';
import { Page } from '../../ui/shell/page.tsx';
import { ColumnMenu } from '../../ui/table/column-menu.tsx';
import { DataTable, useColumnChoice } from '../../ui/table/data-table.tsx';
import { LinkCompact, linkColumns } from './link-columns.tsx';
import { LinkDrawer } from './link-drawer.tsx';
import { LINK_STATES, type LinksSearch } from './links-search.ts';
import './links.css';

const route = getRouteApi('/app/links');

/** Every Knock Link, and what came of it. */
export function LinksScreen() {
  const { edit, ...search } = route.useSearch();
  const navigate = useNavigate();
  const query = useInfiniteQuery(linkQueries.list(search));
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  const [hidden, setHidden] = useColumnChoice('links', linkColumns);
  const set = (change: { [K in keyof LinksSearch]?: LinksSearch[K] | undefined }) =>
    void navigate({ to: '/links', search: { ...search, ...change } as LinksSearch, replace: true });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const filtered = search.q !== undefined || search.state !== undefined;
  return (
    <Page
      title="Links"
      shape="fill"
      actions={
        <>
          <ColumnMenu columns={linkColumns} hidden={hidden} onChange={setHidden} />
          <NewLinkButton onClick={() => set({ edit: 'new' })} />
        </>
      }
    >
      <LinkFilters search={search} set={set} />
      <div className="table-wrap">
        {query.isError ? (
          <ErrorPanel error={query.error} retry={() => void query.refetch()} />
        ) : rows?.length === 0 ? (
          <NoLinks filtered={filtered} onNew={() => set({ edit: 'new' })} />
        ) : (
          <DataTable
            label="Links"
            rows={rows}
            columns={linkColumns}
            hidden={hidden}
            onEnd={onEnd}
            loadingMore={isFetchingNextPage}
            compact={(link) => <LinkCompact link={link} />}
          />
        )}
      </div>
      {edit === 'new' && (
        <LinkDrawer
          link={null}
          onClose={() => set({ edit: undefined })}
          onDone={(made) => void navigate({ to: '/links/$id', params: { id: made.id } })}
        />
      )}
    </Page>
  );
}

function NewLinkButton({ onClick }: { onClick: () => void }) {
  return (
    <PermitButton needs="links.edit" leftSection={<Icon name="plus" size={14} />} onClick={onClick}>
      New link
    </PermitButton>
  );
}

function LinkFilters(props: {
  search: LinksSearch;
  set: (change: { [K in keyof LinksSearch]?: LinksSearch[K] | undefined }) => void;
}) {
  const box = useRef<HTMLInputElement>(null);
  const type = useDebouncedCallback((q: string) => props.set({ q: q || undefined }), 200);
  useKeys({
    '/': (event) => {
      event.preventDefault();
      box.current?.focus();
    },
  });
  return (
    <search className="table-bar">
      <TextInput
        ref={box}
        className="search"
        placeholder="Name or address"
        aria-label="Search links"
        leftSection={<Icon name="search" size={14} />}
        defaultValue={props.search.q ?? ''}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <Facet
        label="State"
        words={LINK_STATES}
        chosen={props.search.state ? [props.search.state] : []}
        onChange={(chosen) => props.set({ state: chosen.at(-1) })}
        show={(state) => state.charAt(0).toUpperCase() + state.slice(1)}
      />
    </search>
  );
}

function NoLinks({ filtered, onNew }: { filtered: boolean; onNew: () => void }) {
  if (filtered) {
    return (
      <Empty
        icon="filter"
        title="No link matches"
        action={
          <Button component={Link} to="/links" variant="default">
            Clear all filters
          </Button>
        }
      >
        Try another word, or another state.
      </Empty>
    );
  }
  return (
    <Empty icon="link" title="No links yet" action={<NewLinkButton onClick={onNew} />}>
      A Knock Link is an address for an e-mail, a PDF, a poster. Whoever opens it can write to you at once, and what
      they did before and after stays one story.
    </Empty>
  );
}
