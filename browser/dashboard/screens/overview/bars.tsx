import { Link } from '@tanstack/react-router';
import type { Category } from '../../../../wire/signal.ts';
import { compact } from '../../ui/format.ts';
import { CategoryChip } from '../../ui/people/signal.tsx';

export interface BarRow {
  readonly key: string;
  readonly label: string;
  readonly note: string;
  readonly value: number;
  /** Filter of the contacts table that shows who is behind the number. */
  readonly to: { readonly page?: string; readonly channel?: string };
  readonly tag?: Category;
}

/** A ranked list whose rows are their own bars; each leads to the people behind it. */
export function Bars({ rows, empty }: { rows: readonly BarRow[]; empty: string }) {
  const top = Math.max(1, ...rows.map((row) => row.value));
  if (rows.length === 0) return <p className="dim bars-empty">{empty}</p>;
  return (
    <ol className="plain bars">
      {rows.map((row) => (
        <li key={row.key} className="bar-row">
          <span className="bar" style={{ width: `calc(${(row.value / top) * 100}% - 16px)` }} />
          <Link to="/contacts" search={row.to} className="dt-open bar-label cut">
            {row.label}
          </Link>
          <span className="bar-note dim small cut">{row.note}</span>
          {row.tag && <CategoryChip value={row.tag} />}
          <span className="num bar-value">{compact(row.value)}</span>
        </li>
      ))}
    </ol>
  );
}
