import { knock } from './knock.ts';

/** A button of the page's own that opens the chat in the middle of it. Without the tag it stays away. */
export function startChatButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-chat]')) {
    button.addEventListener('click', () => knock()?.modal.open());
    if (knock()) button.hidden = false;
    else window.addEventListener('knock:ready', () => button.removeAttribute('hidden'), { once: true });
  }
}
