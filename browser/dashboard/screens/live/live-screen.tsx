import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { LiveSignal } from '../../../../wire/api/timeline.ts';
import { queries } from '../../api/queries.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { Bones, Empty, ErrorPanel } from '../../ui/bits/states.tsx';
import { Ago } from '../../ui/bits/time.tsx';
import { plural, useNow } from '../../ui/format.ts';
import { useLinkKeys } from '../../ui/shell/link-keys.ts';
import { Page, Panel } from '../../ui/shell/page.tsx';
import { newestOfEach } from './newest-of-each.ts';
import { OnlineList } from './online-list.tsx';
import { SignalFeedRow } from './signal-feed-row.tsx';
import { siteNames } from './site-name.ts';
import './live.css';

/** Online means a signal within five minutes; the list empties by the reader's clock, no event needed. */
const ONLINE_MS = 5 * 60_000;

/** Who is on the site now, and what they do as they do it. */
export function LiveScreen() {
  const query = useQuery(queries.live());
  const now = useNow();
  const online = useMemo(
    () => (query.data?.online ?? []).filter((one) => now - Date.parse(one.lastAt) < ONLINE_MS),
    [query.data, now],
  );
  const feed = useHeldFeed(query.data?.latest);
  useLinkKeys();
  const newest = useMemo(() => newestOfEach(feed.shown ?? []), [feed.shown]);
  const sites = useMemo(() => siteNames((feed.shown ?? []).flatMap(({ page }) => page ?? [])), [feed.shown]);
  return (
    <Page title="Live" note={query.data ? `${plural(online.length, 'person', 'people')} online` : ''}>
      {query.isError && <ErrorPanel error={query.error} retry={() => void query.refetch()} />}
      <div className="live">
        <Panel title="On the site now" className="live-online" flush>
          {query.data ? <OnlineList online={online} sites={sites} /> : <Bones lines={6} height={20} gap={18} />}
        </Panel>
        <Panel
          title="Signals"
          flush
          action={
            <Button
              variant="subtle"
              color="gray"
              size="compact-sm"
              leftSection={<Icon name={feed.paused ? 'play' : 'pause'} size={13} />}
              onClick={feed.toggle}
            >
              {feed.paused ? 'Resume' : 'Pause'}
            </Button>
          }
        >
          {!query.data && !query.isError && <Bones lines={12} height={20} gap={18} />}
          {feed.shown?.length === 0 && (
            <Empty
              icon="live"
              title="Nothing has happened yet"
              action={
                <Button component={Link} to="/install" variant="default">
                  Check the installation
                </Button>
              }
            >
              Open your website in another tab: the first signal shows here within a second.
            </Empty>
          )}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: it only learns that the reader has left */}
          <div ref={feed.list} onPointerLeave={feed.left} onBlur={feed.left}>
            {feed.waiting > 0 && (
              <button type="button" className="timeline-pill live-pill" onClick={feed.take}>
                <Icon name="up" size={13} /> {feed.waiting} new
              </button>
            )}
            <ol className="feed plain">
              {feed.shown?.map((signal) => (
                <SignalFeedRow
                  key={signal.id}
                  signal={signal}
                  sites={sites}
                  arrived={feed.isFresh(signal)}
                  newest={newest.has(signal.id)}
                />
              ))}
            </ol>
          </div>
        </Panel>
      </div>
      <p className="sr" aria-live="polite">
        {plural(online.length, 'person', 'people')} online, last signal{' '}
        {online[0] && <Ago at={online[0].lastAt} suffix=" ago" />}
      </p>
    </Page>
  );
}

/**
 * New signals come in while the top is in view and nobody points at a row or has the keyboard in one; else, and once the reader pauses,
 * they wait behind a pill.
 */
function useHeldFeed(latest: readonly LiveSignal[] | undefined) {
  const [shown, setShown] = useState(latest);
  const [paused, setPaused] = useState(false);
  const seen = useRef<ReadonlySet<string> | null>(null);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const take = () => {
    if (!latest) return;
    const before = seen.current;
    setFresh(new Set(before === null ? [] : latest.filter((one) => !before.has(one.id)).map((one) => one.id)));
    seen.current = new Set(latest.map((one) => one.id));
    setShown(latest);
  };
  const list = useRef<HTMLDivElement>(null);
  const settle = () => {
    if (!paused && (seen.current === null || isAtRest(list.current))) take();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it acts when news come, not when `settle` is made anew
  useEffect(settle, [latest, paused]);
  const waiting = latest && shown ? latest.findIndex((one) => one.id === shown[0]?.id) : 0;
  return {
    shown,
    paused,
    list,
    /** The pointer or the keyboard may have left the list. */
    left: () => requestAnimationFrame(settle),
    waiting: waiting < 0 ? (latest?.length ?? 0) : waiting,
    toggle: () => setPaused(!paused),
    isFresh: (signal: LiveSignal) => fresh.has(signal.id),
    take: () => {
      setPaused(false);
      take();
      document.getElementById('main')?.scrollTo({ top: 0 });
    },
  };
}

function isAtRest(list: HTMLElement | null): boolean {
  if ((document.getElementById('main')?.scrollTop ?? 0) > 60) return false;
  const touch = matchMedia('(hover: none)').matches;
  return (touch || !list?.matches(':hover')) && !list?.contains(document.activeElement);
}
