import type { Millis } from '../../foundation/time.ts';
import type { Trx } from '../../machinery/database/database.ts';
import {
  readTimeline,
  stretchesOfContacts,
  type TimelineFilter,
  type TimelinePlace,
  type TimelineSignal,
} from '../record/timeline-store.ts';

// Contacts whose signals are merged in one go.
const TOGETHER = 100;

interface Candidate {
  readonly id: string;
  readonly lastSignalAt: Date;
}

/**
 * The newest signals of many contacts. Contacts are taken by their last signal, latest first, some at a time: once a page is full of
 * signals later than the last one of the next contact, nobody after can add to it. So a company of thousands costs what
 * its active people cost.
 */
export async function newestOf(
  trx: Trx,
  workspaceId: string,
  candidates: (skip: number, count: number) => Promise<readonly Candidate[]>,
  filter: TimelineFilter,
  page: { readonly place: TimelinePlace | null; readonly limit: number },
): Promise<TimelineSignal[]> {
  let found: TimelineSignal[] = [];
  for (let skip = 0; ; skip += TOGETHER) {
    const contacts = await candidates(skip, TOGETHER);
    const last = contacts.at(-1);
    if (!last) return found;
    const stretches = await stretchesOfContacts(
      trx,
      workspaceId,
      contacts.map((one) => one.id),
    );
    const from = found.length === page.limit ? (found.at(-1)?.at ?? null) : null;
    const fresh = await readTimeline(trx, workspaceId, stretches, filter, { ...page, from });
    found = [...found, ...fresh].sort(newestFirst).slice(0, page.limit);
    const least = found.length === page.limit ? found.at(-1) : undefined;
    if (contacts.length < TOGETHER || (least && least.at > last.lastSignalAt.getTime())) return found;
  }
}

/** An account's signals, newest first after `place`. */
export function accountTimeline(
  trx: Trx,
  workspaceId: string,
  accountId: string,
  filter: TimelineFilter,
  page: { readonly place: TimelinePlace | null; readonly limit: number },
): Promise<TimelineSignal[]> {
  const began: Millis = page.place?.at ?? 8.64e15;
  const candidates = (skip: number, count: number) =>
    trx.run<Candidate>(
      {
        name: 'dashboard_account_contacts',
        text: `select contact_id as id, last_signal_at as "lastSignalAt" from contact_heat
          where workspace_id = $1 and account_id = $2 and first_signal_at <= to_timestamp($3::float8 / 1000)
          order by last_signal_at desc, contact_id limit $4 offset $5`,
      },
      [workspaceId, accountId, began, count, skip],
    );
  return newestOf(trx, workspaceId, candidates, filter, page);
}

function newestFirst(a: TimelineSignal, b: TimelineSignal): number {
  return b.at - a.at || (a.id < b.id ? 1 : -1);
}
