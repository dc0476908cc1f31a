import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useRef } from 'react';
import { INTENT_SCORES, INTENT_TYPES, type IntentScore, type IntentType } from '../../../../wire/signal.ts';
import { Facet } from '../bits/facet.tsx';
import { Icon } from '../bits/icon.tsx';
import { Empty } from '../bits/states.tsx';
import { useTyped } from '../bits/typed.ts';
import { useKeys } from '../shell/keys.ts';

interface FilterBarProps {
  /** For those who hear it: `Search contacts`. */
  readonly label: string;
  /** What may be typed: `Name, e-mail or company`. */
  readonly hint: string;
  readonly q: string | undefined;
  readonly onSearch: (q: string | undefined) => void;
  readonly children: ReactNode;
}

/** What stands above every table: the search box, which `/` leads to, and the filters. */
export function FilterBar({ label, hint, q, onSearch, children }: FilterBarProps) {
  const box = useRef<HTMLInputElement>(null);
  const typed = useTyped(q, onSearch);
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
        placeholder={hint}
        aria-label={label}
        leftSection={<Icon name="search" size={14} />}
        {...typed}
      />
      {children}
    </search>
  );
}

interface IntentSearch {
  readonly intentScore?: string | undefined;
  readonly intentType?: string | undefined;
}

/** The two filters that people and companies have in common. */
export function IntentFacets({ search, set }: { search: IntentSearch; set: (change: IntentSearch) => void }) {
  return (
    <>
      <Facet<IntentScore>
        label="Score"
        words={INTENT_SCORES}
        chosen={listed(search.intentScore)}
        onChange={(chosen) => set({ intentScore: joined(chosen) })}
      />
      <Facet<IntentType>
        label="Type"
        words={INTENT_TYPES}
        chosen={listed(search.intentType)}
        onChange={(chosen) => set({ intentType: joined(chosen) })}
      />
    </>
  );
}

const listed = <Word extends string>(text: string | undefined): Word[] => (text ? (text.split(',') as Word[]) : []);
const joined = (words: readonly string[]) => (words.length > 0 ? words.join(',') : undefined);

/** What stands in the table's place when nothing passes the filters. */
export function NoMatch({ title, to }: { title: string; to: string }) {
  return (
    <Empty icon="filter" title={title} action={<ClearFilters to={to} />}>
      Try fewer filters, or another word.
    </Empty>
  );
}

export function ClearFilters({ to }: { to: string }) {
  return (
    <Button component={Link} to={to} variant="default">
      Clear all filters
    </Button>
  );
}

/** Whether anything but the order is asked for. */
export const isFiltered = (search: object): boolean =>
  Object.entries(search).some(([key, value]) => key !== 'sort' && value !== undefined);
