import { useRef, useState } from 'react';
import { useLive } from '../../api/live.ts';

/**
 * Counts the contacts that have moved, or come, since the rows were loaded. The table does not reorder by itself; it says so, and
 * `take` starts anew. At most one render a second, whatever the stream does.
 */
export function useStaleOrder(isShown: (id: string) => boolean): { stale: number; take: () => void } {
  const ids = useRef(new Set<string>());
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [stale, setStale] = useState(0);
  useLive('contact', (change) => {
    if (change.gone === null && isShown(change.id)) return;
    ids.current.add(change.id);
    pending.current ??= setTimeout(() => {
      pending.current = undefined;
      setStale(ids.current.size);
    }, 1000);
  });
  const take = () => {
    ids.current.clear();
    setStale(0);
  };
  return { stale, take };
}
