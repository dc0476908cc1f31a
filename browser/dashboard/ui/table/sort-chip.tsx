import { Menu } from '@mantine/core';
import { Icon } from '../bits/icon.tsx';

interface SortChipProps<Sort extends string> {
  readonly sorts: Readonly<Record<Sort, string>>;
  readonly value: Sort;
  readonly onChange: (sort: Sort) => void;
}

/** The order of a table on a phone, which has no headings to press. */
export function SortChip<Sort extends string>({ sorts, value, onChange }: SortChipProps<Sort>) {
  return (
    <Menu position="bottom-start" width={190}>
      <Menu.Target>
        <button type="button" className="facet narrow-only">
          Sort<span className="facet-chosen">{sorts[value]}</span>
          <Icon name="chevron" size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(sorts) as Sort[]).map((sort) => (
          <Menu.Item
            key={sort}
            onClick={() => onChange(sort)}
            rightSection={sort === value ? <Icon name="check" size={13} /> : undefined}
          >
            {sorts[sort]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
