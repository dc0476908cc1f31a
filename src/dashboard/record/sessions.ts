import { MINUTE, type Millis } from '../../foundation/time.ts';

/** Signals without a session of their own are one visit while no pause is this long. */
export const PAUSE_MS = 30 * MINUTE;

/** What grouping needs to know of a signal. */
export interface Grouped {
  readonly id: string;
  readonly identityId: string;
  readonly at: Millis;
  /** The tag's session, or null. */
  readonly session: string | null;
  /** Whether a browser sent it: only visits group; a server's calls stand alone. */
  readonly byBrowser: boolean;
}

/** A visit that a page of the timeline cuts in two, handed on to the next page. */
export interface OpenVisit {
  readonly key: string;
  readonly identityId: string;
  readonly at: Millis;
}

/**
 * The visit of each signal, newest first. The tag's session where there is one; else signals of one browser less than 30 minutes
 * apart, named by the newest of them; null for a server's calls. `open` is what the page before ended in.
 */
export function visitsOf(
  signals: readonly Grouped[],
  open: OpenVisit | null,
): { readonly visits: readonly (string | null)[]; readonly open: OpenVisit | null } {
  const running = new Map<string, OpenVisit>(open ? [[open.identityId, open]] : []);
  let last = open;
  const visits = signals.map(({ id, identityId, at, session, byBrowser }) => {
    if (session !== null) return session;
    if (!byBrowser) return null;
    const newer = running.get(identityId);
    const key = newer && newer.at - at < PAUSE_MS ? newer.key : `visit-${id}`;
    last = { key, identityId, at };
    running.set(identityId, last);
    return key;
  });
  return { visits, open: last };
}
