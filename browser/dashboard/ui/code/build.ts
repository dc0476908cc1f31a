/** Whether the server hands out another build of the dashboard than the one that runs; false when it cannot be asked. */
export async function isNewerBuild(): Promise<boolean> {
  const page = await freshPage();
  const entry = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.getAttribute('src');
  return page !== null && entry !== undefined && entry !== null && !page.includes(entry);
}

/** Loads the page anew if the server answers. Answers false if not: a reload would end in the browser's error page. */
export async function reloadIfReachable(): Promise<boolean> {
  if ((await freshPage()) === null) return false;
  location.reload();
  return true;
}

async function freshPage(): Promise<string | null> {
  try {
    const answer = await fetch('/', { cache: 'no-store', headers: { accept: 'text/html' } });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}
