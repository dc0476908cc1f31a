import type { ContactRef } from '../../../wire/api/contacts.ts';
import type { SignalItem, TimelinePage, TimelineQuery } from '../../../wire/api/timeline.ts';
import type { DeviceType } from '../../../wire/api/words.ts';
import type { Category, SignalKind } from '../../../wire/signal.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { badCursor, isTime, readCursor, writeCursor } from '../cursor-routes.ts';
import { searchable, wordsOf } from '../parameters.ts';
import { isUuid } from '../uuid.ts';
import { type OpenVisit, visitsOf } from './sessions.ts';
import { signalItemOf } from './signal-item.ts';
import { engagedSeconds, type TimelineFilter, type TimelinePlace, type TimelineSignal } from './timeline-store.ts';

const LIST = 'timeline';

/** Where a page of a timeline begins: after a signal, maybe in the middle of a visit. */
export interface TimelineStart {
  readonly place: TimelinePlace | null;
  readonly open: OpenVisit | null;
}

export function filterOf(query: TimelineQuery): TimelineFilter {
  return {
    kinds: wordsOf<SignalKind>(query.kind),
    categories: wordsOf<Category>(query.category),
    devices: wordsOf<DeviceType>(query.device),
    page: searchable(query.page),
    withFiltered: query.filtered !== 'false',
  };
}

/** @throws Refusal 400 naming `cursor`. */
export function startOf(cursor: string | undefined): TimelineStart {
  const parts = readCursor(LIST, 5, cursor);
  if (parts === null) return { place: null, open: null };
  const [at, id, key, identityId, openAt] = parts;
  if (!isTime(at) || !isUuid(id)) throw badCursor();
  const open = typeof key === 'string' && isUuid(identityId) && isTime(openAt) ? { key, identityId, at: openAt } : null;
  return { place: { at, id }, open };
}

/** The answer for signals that were read with one more than `limit`. */
export async function pageOfTimeline(
  trx: Trx,
  workspaceId: string,
  found: readonly TimelineSignal[],
  contacts: ReadonlyMap<string, ContactRef>,
  page: { readonly limit: number; readonly open: OpenVisit | null },
): Promise<TimelinePage> {
  const shown = found.slice(0, page.limit);
  const last = found.length > page.limit ? shown.at(-1) : undefined;
  const { items, open } = await signalItems(trx, workspaceId, shown, contacts, page.open);
  const nextCursor = last
    ? writeCursor(LIST, last.at, last.id, open?.key ?? null, open?.identityId ?? null, open?.at ?? null)
    : null;
  return { items, nextCursor };
}

/** Signals as shown, with their visits and the attention their pages got. */
export async function signalItems(
  trx: Trx,
  workspaceId: string,
  signals: readonly TimelineSignal[],
  contacts: ReadonlyMap<string, ContactRef>,
  open: OpenVisit | null,
): Promise<{ items: SignalItem[]; open: OpenVisit | null }> {
  const engaged = await engagedSeconds(trx, workspaceId, signals);
  const grouped = visitsOf(
    signals.map((one) => ({
      id: one.id,
      identityId: one.identity.id,
      at: one.at,
      session: one.context?.session ?? null,
      byBrowser: one.identity.kind === 'browser' && one.context?.device?.type !== 'server',
    })),
    open,
  );
  const items = signals.map((signal, index) => {
    const contact = contacts.get(signal.contactId) ?? { id: signal.contactId, name: null, email: null };
    const view = signal.kind === 'page_view' ? signal.context?.pageView : null;
    const seconds = view ? (engaged.get(view) ?? null) : null;
    return signalItemOf(signal, contact, grouped.visits[index] ?? null, seconds);
  });
  return { items, open: grouped.open };
}
