// biome-ignore-all lint/a11y/useSemanticElements: the table is a grid of divs, see data-table.tsx
// biome-ignore-all lint/a11y/useFocusableInteractive: the button inside takes the focus
import type { ReactNode } from 'react';
import { Icon } from '../bits/icon.tsx';
import type { ColumnLook } from './columns.ts';

interface HeadCellProps {
  readonly look: ColumnLook | undefined;
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  readonly children: ReactNode;
}

/** A heading; where the API can sort by it, a button that goes through its directions. */
export function HeadCell({ look, sort, onSort, children }: HeadCellProps) {
  const sorts = look?.sorts ?? [];
  const present = sorts.indexOf(sort ?? '');
  const down = sort?.startsWith('-') ?? false;
  if (sorts.length === 0 || !onSort) {
    return (
      <div role="columnheader" className="dt-cell dt-th" data-end={look?.end || undefined}>
        {children}
      </div>
    );
  }
  const next = sorts[(present + 1) % sorts.length] ?? '';
  return (
    <div
      role="columnheader"
      className="dt-cell dt-th"
      data-end={look?.end || undefined}
      aria-sort={present < 0 ? 'none' : down ? 'descending' : 'ascending'}
    >
      <button type="button" className="dt-sort" data-on={present >= 0 || undefined} onClick={() => onSort(next)}>
        {children}
        <span className="dt-arrow">{<Icon name={present >= 0 && !down ? 'up' : 'down'} size={12} />}</span>
      </button>
    </div>
  );
}
