import { useLocalStorage } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import type { ColumnVisibilityState } from '@tanstack/react-table';
import type { ColumnTable, Me } from '../../../../wire/api/session.ts';
import { useAction } from '../../api/actions.ts';
import { useMe } from '../../api/me.ts';
import { queries } from '../../api/queries.ts';
import type { Columns } from './columns.ts';

/** Which columns a member chose: kept with the member; until they choose, what this browser kept of them, else as the table is made. */
export function useColumnChoice<Row extends object>(table: ColumnTable, columns: Columns<Row>) {
  const initial = Object.fromEntries(columns.filter((c) => c.meta?.extra).map((c) => [c.id ?? '', false]));
  const [local, setLocal] = useLocalStorage<ColumnVisibilityState>({
    key: `knock-columns-${table}`,
    defaultValue: initial,
    getInitialValueInEffect: false,
  });
  const client = useQueryClient();
  const save = useAction('PUT /me/columns');
  const chosen = useMe().columns[table];
  const choose = (next: ColumnVisibilityState) => {
    setLocal(next);
    client.setQueryData<Me>(queries.me().queryKey, (me) => me && { ...me, columns: { ...me.columns, [table]: next } });
    save.mutate({ body: { table, columns: next } });
  };
  return [chosen ? { ...initial, ...chosen } : local, choose] as const;
}
