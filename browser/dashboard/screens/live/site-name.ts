const ENDING = /\s+[|–—·-]\s+([^|–—·]+)$/;
const LEAST = 3;

/**
 * The ends of titles that name a site or a part of it (`Pricing | Acme`, `Why | Acme blog`): those that at least three different titles of
 * one host have, however often a page is repeated in `pages`.
 */
export function siteNames(
  pages: readonly { readonly url: string; readonly title: string | null }[],
): ReadonlySet<string> {
  const having = new Map<string, Set<string>>();
  for (const { url, title } of pages) {
    const name = ENDING.exec(title ?? '')?.[1];
    if (name === undefined || title === null) continue;
    const key = `${hostOf(url)} ${name}`;
    having.set(key, (having.get(key) ?? new Set()).add(title));
  }
  const enough = [...having].filter(([, titles]) => titles.size >= LEAST);
  return new Set(enough.map(([key]) => key.slice(key.indexOf(' ') + 1)));
}

/** The title without the site's name at its end. */
export function withoutSite(title: string | null, names: ReadonlySet<string>): string | null {
  const end = ENDING.exec(title ?? '');
  return title !== null && end?.[1] !== undefined && names.has(end[1]) ? title.slice(0, end.index) : title;
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? '';
}
