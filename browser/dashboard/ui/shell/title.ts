import { useEffect, useId } from 'react';

interface Named {
  readonly title: string;
  /** 0 for what frames a screen, 1 for the screen in it. */
  readonly depth: number;
}

const mounted = new Map<string, Named>();
let screen = '';
let unread = 0;

/** The browser tab's words: the deepest screen, and before it how much is unread, to be seen from another tab. */
function draw(): void {
  screen = [...mounted.values()].sort((a, b) => b.depth - a.depth)[0]?.title ?? screen;
  if (screen !== '') document.title = `${unread > 0 ? `(${unread}) ` : ''}${screen} · Knock`;
}

/** Names the tab for as long as this is on the page. A frame (`depth` 0) names it only while nothing inside does. */
export function useTitle(title: string, depth: 0 | 1 = 1): void {
  const id = useId();
  useEffect(() => {
    mounted.set(id, { title, depth });
    draw();
    return () => {
      mounted.delete(id);
      draw();
    };
  }, [id, title, depth]);
}

export function useUnreadTitle(count: number): void {
  useEffect(() => {
    unread = count;
    draw();
  }, [count]);
}
