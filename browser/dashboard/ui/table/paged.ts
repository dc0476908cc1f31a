import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';

type Paged<Row> = UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly Row[] }>>;

/** The rows of all pages that have come, undefined before the first, and what to call when the last of them comes into view. */
export function usePaged<Row>(query: Paged<Row>) {
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data]);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return { rows, onEnd };
}
