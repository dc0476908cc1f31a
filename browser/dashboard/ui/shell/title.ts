import { useEffect } from 'react';

let screen = '';
let unread = 0;

/** The browser tab's words: the screen, and before it how much is unread, to be seen from another tab. */
function draw(): void {
  document.title = `${unread > 0 ? `(${unread}) ` : ''}${screen} · Knock`;
}

export function useTitle(title: string): void {
  useEffect(() => {
    screen = title;
    draw();
  }, [title]);
}

export function useUnreadTitle(count: number): void {
  useEffect(() => {
    unread = count;
    if (screen !== '') draw();
  }, [count]);
}
