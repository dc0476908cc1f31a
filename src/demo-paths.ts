import type { SignalDraft } from './capture/draft.ts';
import type { SignalLog } from './capture/log.ts';

const PREFIX = '/demo/';

/**
 * The built-in demo website stands under `/demo/` only because it shares Knock's own address: its pages are recorded as the
 * pages of a site that has an address of its own, `/pricing/` for `/demo/pricing/`, so that they mean what they are about.
 * Browsers that are driven by a program count there: trying Knock out with one is what the demo is for.
 */
export function withoutDemoPrefix(draft: SignalDraft, knockHosts: ReadonlySet<string>): SignalDraft {
  const { page } = draft;
  if (page === null || !page.path.startsWith(PREFIX)) return draft;
  // The port is left aside: a proxy, a container or a tunnel may show another one.
  if (!knockHosts.has(page.host.replace(/:\d+$/, ''))) return draft;
  const isDriven = draft.filtered === 'webdriver' || draft.filtered === 'headless';
  const path = page.path.slice(PREFIX.length - 1);
  return { ...draft, page: { ...page, path }, filtered: isDriven ? null : draft.filtered };
}

/** A draft as it is recorded: the demo's pages by their own names. */
export function demoNaming(publicUrls: readonly string[]): (draft: SignalDraft) => SignalDraft {
  const hosts = new Set(['localhost', '127.0.0.1', ...publicUrls.map((url) => new URL(url).hostname)]);
  return (draft) => withoutDemoPrefix(draft, hosts);
}

/** A log that takes the demo's pages by their own names. */
export function namingDemoPages(log: SignalLog, publicUrls: readonly string[]): SignalLog {
  const naming = demoNaming(publicUrls);
  return { append: (workspaceId, drafts) => log.append(workspaceId, drafts.map(naming)) };
}
