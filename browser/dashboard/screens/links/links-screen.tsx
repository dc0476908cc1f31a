import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { linkQueries } from '../../api/links.ts';
import { Facet } from '../../ui/bits/facet.tsx';
import { Icon } from '../../ui/bits/icon.tsx';
import { PermitButton } from '../../ui/bits/permit-button.tsx';
import { Empty, ErrorPanel } from '../../ui/bits/states.tsx';
import { Page } from '../../ui/shell/page.tsx';
import { useColumnChoice } from '../../ui/table/column-choice.ts';
import { ColumnMenu } from '../../ui/table/column-menu.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import { ClearFilters, FilterBar, isFiltered, NoMatch } from '../../ui/table/filter-bar.tsx';
import { usePaged } from '../../ui/table/paged.ts';
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
  const { rows, onEnd } = usePaged(query);
  const [hidden, setHidden] = useColumnChoice('links', linkColumns);
  const set = (change: { [K in keyof LinksSearch]?: LinksSearch[K] | undefined }, replace = false) =>
    void navigate({ to: '/links', search: { ...search, ...change } as LinksSearch, replace });
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
      <FilterBar label="Search links" hint="Name or address" q={search.q} onSearch={(q) => set({ q }, true)}>
        <Facet
          label="State"
          words={LINK_STATES}
          chosen={search.state ? [search.state] : []}
          onChange={(chosen) => set({ state: chosen.at(-1) })}
          show={(state) => state.charAt(0).toUpperCase() + state.slice(1)}
        />
      </FilterBar>
      <div className="table-wrap">
        {query.isError ? (
          <ErrorPanel
            error={query.error}
            retry={() => void query.refetch()}
            action={isFiltered(search) && <ClearFilters to="/links" />}
          />
        ) : rows?.length === 0 ? (
          <NoLinks filtered={isFiltered(search)} onNew={() => set({ edit: 'new' })} />
        ) : (
          <DataTable
            label="Links"
            rows={rows}
            columns={linkColumns}
            hidden={hidden}
            onEnd={onEnd}
            outdated={query.isPlaceholderData}
            loadingMore={query.isFetchingNextPage}
            compact={(link) => <LinkCompact link={link} />}
          />
        )}
      </div>
      {edit === 'new' && (
        <LinkDrawer
          link={null}
          onClose={() => set({ edit: undefined }, true)}
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

function NoLinks({ filtered, onNew }: { filtered: boolean; onNew: () => void }) {
  if (filtered) return <NoMatch title="No link matches" to="/links" />;
  return (
    <Empty icon="link" title="No links yet" action={<NewLinkButton onClick={onNew} />}>
      A Knock Link is an address for an e-mail, a PDF, a poster. Whoever opens it can write to you at once, and what
      they did before and after stays one story.
    </Empty>
  );
}
