const ENDING = /\s+[|–—·-]\s+([^|–—·]+)$/;
const LEAST = 3;

/**
 * The ends of titles that are a site's name (`Pricing | Acme`): those that most of a host's titles have. `pages` may name one page often;
 * with fewer than three titles of a host nothing can be said.
 */
export function siteNames(
  pages: readonly { readonly url: string; readonly title: string | null }[],
): ReadonlySet<string> {
  const titles = Map.groupBy(
    [...new Map(pages.map(({ url, title }) => [`${hostOf(url)} ${title}`, { host: hostOf(url), title }])).values()],
    (one) => one.host,
  );
  const names = [...titles.values()].flatMap((ofHost) => {
    const ends = Map.groupBy(ofHost, ({ title }) => ENDING.exec(title ?? '')?.[1] ?? null);
    return [...ends].flatMap(([name, having]) =>
      name !== null && ofHost.length >= LEAST && having.length * 2 > ofHost.length ? [name] : [],
    );
  });
  return new Set(names);
}

/** The title without the site's name at its end. */
export function withoutSite(title: string | null, names: ReadonlySet<string>): string | null {
  const end = ENDING.exec(title ?? '');
  return title !== null && end?.[1] !== undefined && names.has(end[1]) ? title.slice(0, end.index) : title;
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? '';
}
