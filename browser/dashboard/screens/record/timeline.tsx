import { Button, TextInput } from '@mantine/core';
import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { LiveSignal, TimelinePage } from '../../../../wire/api/timeline.ts';
import { DEVICE_TYPES, type DeviceType } from '../../../../wire/api/words.ts';
import { CATEGORIES, type Category, SIGNAL_KINDS, type SignalKind } from '../../../../wire/signal.ts';
import { useLive } from '../../api/live.ts';
import { outdate } from '../../api/out-of-date.ts';
import { queries, type Subject, type TimelineSearch } from '../../api/queries.ts';
import { Facet } from '../../ui/bits/facet.tsx';
import { Icon } from '../../ui/bits/icon.tsx';
import { Bones, Empty, ErrorPanel } from '../../ui/bits/states.tsx';
import { useTyped } from '../../ui/bits/typed.ts';
import { dayHeading, useNow } from '../../ui/format.ts';
import { Panel } from '../../ui/shell/page.tsx';
import { isFiltered } from '../../ui/table/filter-bar.tsx';
import { KIND_NAMES } from '../../ui/words.ts';
import { SessionBlock } from './session-block.tsx';
import { sessionsOf } from './sessions.ts';
import './timeline.css';

interface TimelineProps {
  readonly subject: Subject;
  readonly id: string;
  readonly search: TimelineSearch;
  readonly set: (search: TimelineSearch, replace: boolean) => void;
}

/** Every signal, newest first, in visits. New ones come in on top only while the top is in view; else a pill counts them. */
export function Timeline({ subject, id, search, set }: TimelineProps) {
  const options = queries.timeline(subject, id, search);
  const query = useInfiniteQuery(options);
  const signals = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  const sessions = useMemo(() => sessionsOf(signals ?? []), [signals]);
  const { waiting, take } = useArrivals(subject, id, search);
  const now = useNow();
  let day = '';

  return (
    <Panel title="Timeline" action={<TimelineFilters search={search} set={set} />} className="timeline">
      {waiting > 0 && (
        <button type="button" className="timeline-pill" onClick={take}>
          <Icon name="up" size={13} /> {waiting} new {waiting === 1 ? 'signal' : 'signals'}
        </button>
      )}
      {query.isError && <ErrorPanel error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Bones lines={8} height={18} gap={16} />}
      {signals?.length === 0 && <NoSignal filtered={isFiltered(search)} onClear={() => set({}, false)} />}
      {sessions.map((session) => {
        const heading = dayHeading(session.to, now);
        const fresh = heading !== day;
        day = heading;
        return (
          <div key={session.key}>
            {fresh && <h3 className="timeline-day">{heading}</h3>}
            <SessionBlock session={session} withPerson={subject === 'accounts'} />
          </div>
        );
      })}
      {query.hasNextPage && (
        <Button
          variant="default"
          fullWidth
          mt="sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Older signals
        </Button>
      )}
    </Panel>
  );
}

function NoSignal({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (!filtered) {
    return (
      <Empty icon="filter" title="No signal matches">
        Nothing has been recorded yet.
      </Empty>
    );
  }
  const clear = (
    <Button variant="default" onClick={onClear}>
      Clear filters
    </Button>
  );
  return <Empty icon="filter" title="No signal matches" action={clear} />;
}

type Pages = InfiniteData<TimelinePage>;

/** Signals of this record as they come: put on top at once while the top is in view, held back otherwise. */
function useArrivals(subject: Subject, id: string, search: TimelineSearch) {
  const client = useQueryClient();
  const [held, setHeld] = useState<LiveSignal[]>([]);
  const filtered = isFiltered(search);
  const key = queries.timeline(subject, id, search).queryKey;
  const put = (signals: readonly LiveSignal[]) => {
    if (filtered) {
      void outdate(client, key);
      return;
    }
    client.setQueryData<Pages>(key, (old) => {
      const first = old?.pages[0];
      if (!old || !first) return old;
      const known = new Set(first.items.map((item) => item.id));
      const fresh = signals.filter((signal) => !known.has(signal.id));
      const items = [...fresh, ...first.items].sort((a, b) => b.at.localeCompare(a.at));
      return { ...old, pages: [{ ...first, items }, ...old.pages.slice(1)] };
    });
  };
  useLive('signal', (signal) => {
    if ((subject === 'contacts' ? signal.contact.id : signal.account?.id) !== id) return;
    if (topInView()) put([signal]);
    else setHeld((old) => [signal, ...old]);
  });
  const take = () => {
    put(held);
    setHeld([]);
    document.querySelector('.timeline')?.scrollIntoView({ block: 'start' });
  };
  return { waiting: held.length, take };
}

function topInView(): boolean {
  const top = document.querySelector('.timeline')?.getBoundingClientRect().top ?? 0;
  return top > -40;
}

function TimelineFilters({ search, set }: Pick<TimelineProps, 'search' | 'set'>) {
  const words = (chosen: string[]) => (chosen.length > 0 ? chosen.join(',') : undefined);
  const chosen = <Word extends string>(text: string | undefined) => (text ? (text.split(',') as Word[]) : []);
  const change = (part: TimelineSearch, replace = false) => set({ ...search, ...part }, replace);
  const page = useTyped(search.page, (text) => change({ page: text }, true));
  return (
    <div className="row timeline-filters">
      <Facet<SignalKind>
        label="Kind"
        words={SIGNAL_KINDS}
        chosen={chosen(search.kind)}
        onChange={(kinds) => change({ kind: words(kinds) })}
        show={(kind) => KIND_NAMES[kind]}
      />
      <Facet<Category>
        label="Category"
        words={CATEGORIES}
        chosen={chosen(search.category)}
        onChange={(categories) => change({ category: words(categories) })}
      />
      <Facet<DeviceType>
        label="Device"
        words={DEVICE_TYPES}
        chosen={chosen(search.device)}
        onChange={(devices) => change({ device: words(devices) })}
      />
      <TextInput placeholder="Page path" aria-label="Filter by page path" w={120} {...page} />
    </div>
  );
}
