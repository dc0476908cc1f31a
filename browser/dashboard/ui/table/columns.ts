import { type ColumnDef, columnVisibilityFeature, tableFeatures } from '@tanstack/react-table';

/** What a column says about itself beside its cells. */
export interface ColumnLook {
  /** Pixels, or a share of what is left (`1fr`, never below `min`). */
  readonly width: number | { readonly share: number; readonly min: number };
  readonly end?: boolean;
  /** The `sort` words of the API, most useful first; absent: not sortable. */
  readonly sorts?: readonly string[];
  /** Not offered in the column choice: always there. */
  readonly fixed?: boolean;
  /** On a narrow window it is folded into the first column. */
  readonly folds?: boolean;
  /** Hidden until chosen. */
  readonly extra?: boolean;
}

export const features = tableFeatures({ columnVisibilityFeature, columnMeta: {} as ColumnLook });
export type Columns<Row extends object> = ColumnDef<typeof features, Row>[];

/** Pixels below which the table scrolls sideways instead of squeezing. */
export function leastWidth(looks: readonly (ColumnLook | undefined)[]): number {
  return looks.reduce(
    (sum, look) => sum + (typeof look?.width === 'object' ? look.width.min : (look?.width ?? 100)),
    32,
  );
}

export function gridTemplate(looks: readonly (ColumnLook | undefined)[]): string {
  return looks
    .map((look) => {
      const width = look?.width ?? 100;
      return typeof width === 'number' ? `${width}px` : `minmax(${width.min}px, ${width.share}fr)`;
    })
    .join(' ');
}
