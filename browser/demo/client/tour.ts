/**
 * The product tour is a single-page section: its links swap the content and the address without a page load, as an app's
 * router does. Each step is a page of its own as well, so a reload, a shared link or a missing script still works.
 */
const BASE = '/demo/app-tour/';

export function startTour(): void {
  if (!location.pathname.startsWith(BASE)) return;
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || !link.pathname.startsWith(BASE)) return;
    event.preventDefault();
    if (link.pathname !== location.pathname) void go(link.pathname, true);
  });
  window.addEventListener('popstate', () => void go(location.pathname, false));
}

async function go(path: string, push: boolean): Promise<void> {
  const step = await fetchStep(path);
  const here = document.querySelector('#content');
  if (!step || !here) return location.assign(path);
  // The title first: whoever listens for the new address reads the new title with it.
  document.title = step.title;
  if (push) history.pushState(null, '', path);
  here.replaceChildren(...step.content);
  here.querySelector<HTMLElement>('h1')?.focus();
}

async function fetchStep(path: string): Promise<{ title: string; content: readonly Node[] } | null> {
  try {
    const answer = await fetch(path);
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const content = page.querySelector('#content');
    return content ? { title: page.title, content: [...content.childNodes] } : null;
  } catch {
    return null;
  }
}
