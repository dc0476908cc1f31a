import type { QueryClient, QueryKey } from '@tanstack/react-query';

/** Marks what only the server knows anew: it is asked at once in a tab that is looked at, in others when they are. */
export function outdate(client: QueryClient, queryKey: QueryKey = []): Promise<void> {
  const isSeen = document.visibilityState === 'visible';
  return client.invalidateQueries({ queryKey, refetchType: isSeen ? 'active' : 'none' });
}

/** Asks for what was marked while nobody looked, whenever somebody does again. */
export function catchUpWhenSeen(client: QueryClient): () => void {
  const look = () => {
    if (document.visibilityState === 'hidden') return;
    void client.refetchQueries({ type: 'active', predicate: (query) => query.state.isInvalidated });
  };
  document.addEventListener('visibilitychange', look);
  return () => document.removeEventListener('visibilitychange', look);
}
