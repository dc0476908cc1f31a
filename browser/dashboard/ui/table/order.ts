import type { InfiniteData, QueryKey } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLive } from '../../api/live.ts';

const LOOK_EVERY_MS = 1_500;

interface Order {
  /** How many contacts that are not in the rows have been active since the rows were loaded. */
  readonly stale: number;
  /** Loads the rows anew, in their right order. */
  readonly take: () => void;
}

/**
 * Decides when a table may reorder. While somebody works in it (scrolled down, pointing at a row, or with the keyboard in it)
 * rows only change in place, and the count of those outside is told; else, at the top and at rest, the rows are loaded anew.
 */
export function useOrder(queryKey: QueryKey, isShown: (id: string) => boolean): Order {
  const client = useQueryClient();
  const outside = useRef(new Set<string>());
  const news = useRef(false);
  const [stale, setStale] = useState(0);
  const take = () => {
    outside.current.clear();
    news.current = false;
    setStale(0);
    // The first page is all that is in view at the top; the others follow when scrolled to.
    client.setQueryData<InfiniteData<unknown>>(
      queryKey,
      (old) => old && { pages: old.pages.slice(0, 1), pageParams: old.pageParams.slice(0, 1) },
    );
    void client.invalidateQueries({ queryKey });
    document.querySelector('.dt-scroll')?.scrollTo({ top: 0 });
  };
  const latest = useRef(take);
  latest.current = take;
  useLive('contact', (change) => {
    news.current = true;
    if (change.gone === null && !isShown(change.id)) outside.current.add(change.id);
  });
  useEffect(() => {
    const timer = setInterval(() => {
      if (!news.current || document.visibilityState === 'hidden') return;
      if (isAtRest()) latest.current();
      else setStale(outside.current.size);
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return { stale, take };
}

function isAtRest(): boolean {
  const scroller = document.querySelector('.dt-scroll');
  if (!scroller) return true;
  const touch = matchMedia('(hover: none)').matches;
  return scroller.scrollTop < 4 && (touch || !scroller.matches(':hover')) && !scroller.contains(document.activeElement);
}
