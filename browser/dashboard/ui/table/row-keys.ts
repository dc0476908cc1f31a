import { type MouseEvent, type RefObject, useEffect, useRef } from 'react';
import { useKeys } from '../shell/keys.ts';

/** By table: the row that was opened last, so that whoever comes back goes on from it. */
const opened = new Map<string, string>();

/** j and k move the focus from row link to row link, so that Enter, and a screen reader, know where one is. */
export function useRowKeys(
  table: string,
  scroller: RefObject<HTMLElement | null>,
  rows: readonly { readonly id: string }[],
  reveal: (index: number) => void,
) {
  const focus = (index: number) => {
    reveal(index);
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] .dt-open`)?.focus({ preventScroll: true });
    });
  };
  const move = (step: number) => {
    if (rows.length === 0) return;
    const here = indexOf(document.activeElement);
    focus(here === null ? 0 : Math.max(0, Math.min(rows.length - 1, here + step)));
  };
  useKeys({ j: () => move(1), k: () => move(-1) });
  const isNew = useRef(true);
  const hasRows = rows.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it acts when the first rows are there
  useEffect(() => {
    if (!hasRows || !isNew.current) return;
    isNew.current = false;
    const index = rows.findIndex((row) => row.id === opened.get(table));
    // A focus that is elsewhere was put there.
    if (index >= 0 && document.activeElement === document.body) focus(index);
  }, [hasRows]);
  return {
    remember: ({ target }: MouseEvent) => {
      const index = target instanceof Element && target.closest('.dt-open') ? indexOf(target) : null;
      const row = index === null ? undefined : rows[index];
      if (row) opened.set(table, row.id);
    },
  };
}

function indexOf(element: Element | null): number | null {
  const index = element?.closest<HTMLElement>('[data-index]')?.dataset['index'];
  return index === undefined ? null : Number(index);
}
