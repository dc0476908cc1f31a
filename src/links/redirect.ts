import type { LinkSettings } from './settings.ts';

/** Where a redirect leads: its fixed page, with the link's UTM defaults where the page's address has none of its own. */
export function redirectTarget(target: string, { utm }: LinkSettings): URL {
  const url = new URL(target);
  for (const [name, value] of Object.entries(utm)) {
    if (value !== null && !url.searchParams.has(`utm_${name}`)) url.searchParams.set(`utm_${name}`, value);
  }
  return url;
}

/** Whether a page is the workspace's own, where the tag can say that somebody arrived. `ownHosts` without ports; subdomains count. */
export function isOwnPage(url: URL, ownHosts: readonly string[]): boolean {
  return ownHosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
}

/** The parameter that carries a visit to a page of the workspace's own, whose tag sends it back with the page view. */
export const CLICK_PARAMETER = 'knock_click';

const CARRIED = new RegExp(`[?&]${CLICK_PARAMETER}=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:&|#|$)`);

/** The visit that a page's address carries, or null. */
export function carriedVisit(url: string): string | null {
  return CARRIED.exec(url)?.[1] ?? null;
}
