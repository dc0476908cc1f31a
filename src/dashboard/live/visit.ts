import type { Millis } from '../../foundation/time.ts';
import { PAUSE_MS } from '../record/sessions.ts';

/** One recent signal of a contact. */
export interface Seen {
  readonly at: Millis;
  readonly kind: string;
  readonly path: string | null;
  readonly title: string | null;
  readonly session: string | null;
  readonly country: string | null;
  /** Where the visit came from, on the signal that began it. */
  readonly source: string | null;
}

export interface Visit {
  readonly since: Millis;
  readonly signals: number;
  readonly page: { readonly title: string | null; readonly path: string } | null;
  readonly source: string | null;
  readonly country: string | null;
}

/** The visit that the newest signal belongs to: back to the first pause or change of session. Null for no signals. */
export function visitNow(newestFirst: readonly Seen[]): Visit | null {
  const [newest] = newestFirst;
  if (!newest) return null;
  const visit: Seen[] = [];
  let later = newest;
  for (const one of newestFirst) {
    const sameSession = one.session !== null && one.session === later.session;
    if (!sameSession && (later.at - one.at >= PAUSE_MS || (one.session !== null && later.session !== null))) break;
    visit.push(one);
    later = one;
  }
  const view = visit.find((one) => one.kind === 'page_view' && one.path !== null);
  return {
    since: later.at,
    signals: visit.length,
    page: view?.path != null ? { title: view.title, path: view.path } : null,
    source: visit.findLast((one) => one.source !== null)?.source ?? null,
    country: visit.find((one) => one.country !== null)?.country ?? null,
  };
}
