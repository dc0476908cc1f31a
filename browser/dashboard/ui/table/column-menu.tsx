import { Button, Checkbox, Popover } from '@mantine/core';
import type { ColumnVisibilityState } from '@tanstack/react-table';
import { Icon } from '../bits/icon.tsx';
import type { Columns } from './columns.ts';

interface ColumnMenuProps<Row extends object> {
  readonly columns: Columns<Row>;
  readonly hidden: ColumnVisibilityState;
  readonly onChange: (hidden: ColumnVisibilityState) => void;
}

/** Which columns to show. */
export function ColumnMenu<Row extends object>({ columns, hidden, onChange }: ColumnMenuProps<Row>) {
  return (
    <Popover position="bottom-end" withinPortal>
      <Popover.Target>
        <Button variant="default" leftSection={<Icon name="columns" size={14} />} className="wide-only">
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="stack" style={{ gap: 8 }}>
          {columns
            .filter((column) => !column.meta?.fixed)
            .map((column) => {
              const id = column.id ?? '';
              return (
                <Checkbox
                  key={id}
                  label={typeof column.header === 'string' ? column.header : id}
                  checked={hidden[id] !== false}
                  onChange={(event) => onChange({ ...hidden, [id]: event.currentTarget.checked })}
                />
              );
            })}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
