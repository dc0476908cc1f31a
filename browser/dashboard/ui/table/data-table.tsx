// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by transform, which the table layout ignores; roles say what they are
// biome-ignore-all lint/a11y/useFocusableInteractive: rows are not interactive, the links in them are
import { useMediaQuery } from '@mantine/hooks';
import { type ColumnVisibilityState, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import { Bone } from '../bits/states.tsx';
import { type Columns, features, gridTemplate, leastWidth } from './columns.ts';
import { HeadCell } from './head-cell.tsx';
import { useRowKeys } from './row-keys.ts';
import './data-table.css';

export interface DataTableProps<Row extends { id: string }> {
  readonly label: string;
  /** Undefined while the first page is on its way: skeleton rows. */
  readonly rows: readonly Row[] | undefined;
  readonly columns: Columns<Row>;
  readonly hidden: ColumnVisibilityState;
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  readonly onEnd: () => void;
  /** The rows are those of an earlier search. */
  readonly outdated?: boolean;
  readonly loadingMore: boolean;
  /** The row as two or three short lines, for a phone. */
  readonly compact: (row: Row) => ReactNode;
}

const ROW_PX = 44;
const COMPACT_PX = 72;
const NO_ROWS: never[] = [];

/**
 * A virtualised table with real table roles, moved through with j, k and Enter. Rows never reorder while one looks at them:
 * the caller decides when new rows come in.
 */
export function DataTable<Row extends { id: string }>(props: DataTableProps<Row>) {
  const compact = useMediaQuery('(max-width: 760px)', window.innerWidth <= 760, { getInitialValueInEffect: false });
  const narrow = useMediaQuery('(max-width: 1200px)', window.innerWidth <= 1200, { getInitialValueInEffect: false });
  const folded = narrow ? Object.fromEntries(props.columns.filter((c) => c.meta?.folds).map((c) => [c.id, false])) : {};
  const scroller = useRef<HTMLDivElement>(null);
  const table = useTable({
    features,
    columns: props.columns,
    data: (props.rows ?? NO_ROWS) as Row[],
    getRowId: (row) => row.id,
    state: { columnVisibility: { ...props.hidden, ...folded } },
  });
  const rows = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (compact ? COMPACT_PX : ROW_PX),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const { onEnd } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row height depends on it
  useEffect(() => virtual.measure(), [compact, virtual]);
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - 20) onEnd();
  }, [lastShown, rows.length, onEnd]);

  const { remember } = useRowKeys(props.label, scroller, rows, (index) =>
    virtual.scrollToIndex(index, { align: 'auto' }),
  );

  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const looks = headers.map((header) => header.column.columnDef.meta);
  const template = compact ? 'minmax(0, 1fr)' : gridTemplate(looks);
  return (
    <div
      ref={scroller}
      className="dt-scroll"
      data-compact={compact || undefined}
      aria-busy={props.outdated || undefined}
      onClickCapture={remember}
    >
      <div
        role="table"
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        className="dt"
        style={{ '--cols': template, minWidth: compact ? 0 : leastWidth(looks) } as object}
      >
        <div role="rowgroup" className={compact ? 'sr' : 'dt-head'}>
          <div role="row" className="dt-row">
            {headers.map((header) => (
              <HeadCell
                key={header.id}
                look={header.column.columnDef.meta}
                {...(props.sort === undefined ? {} : { sort: props.sort })}
                {...(props.onSort ? { onSort: props.onSort } : {})}
              >
                <table.FlexRender header={header} />
              </HeadCell>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="dt-body" style={{ height: virtual.getTotalSize() || undefined }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <div
                key={row.id}
                role="row"
                aria-rowindex={item.index + 2}
                className="dt-row dt-data"
                data-index={item.index}
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                {compact ? (
                  <div role="cell" className="dt-compact">
                    {props.compact(row.original)}
                  </div>
                ) : (
                  row.getVisibleCells().map((cell) => (
                    <div
                      role="cell"
                      key={cell.id}
                      className="dt-cell"
                      data-end={cell.column.columnDef.meta?.end || undefined}
                    >
                      <table.FlexRender cell={cell} />
                    </div>
                  ))
                )}
              </div>
            );
          })}
          {props.rows === undefined && (
            <SkeletonRows columns={compact ? 1 : headers.length} height={compact ? COMPACT_PX : ROW_PX} />
          )}
        </div>
      </div>
      {props.loadingMore && <p className="dt-more dim small">Loading more…</p>}
    </div>
  );
}

function SkeletonRows({ columns, height }: { columns: number; height: number }) {
  return Array.from({ length: 14 }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: identical bars that never move
    <div key={row} className="dt-row" style={{ height, opacity: 1 - row / 16 }} aria-hidden="true">
      {Array.from({ length: columns }, (_, cell) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: identical bars that never move
        <div key={cell} className="dt-cell">
          <Bone width={cell === 0 ? '70%' : '55%'} height={12} />
        </div>
      ))}
    </div>
  ));
}
