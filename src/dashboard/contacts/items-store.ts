import type { ContactItem, ContactRef } from '../../../wire/api/contacts.ts';
import type { ContactChange } from '../../../wire/api/live.ts';
import type { Millis } from '../../foundation/time.ts';
import type { ActivityRow } from '../../intent/activity.ts';
import { activityOfContacts } from '../../intent/activity-store.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { instant, intentOf } from '../intent.ts';
import { presentAmong } from '../presence-store.ts';
import { reasonsOf, sparkOf } from '../why.ts';

/** A contact's profile and heat, as everything that mentions a contact reads them. */
export interface ContactRow {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly identified: boolean;
  readonly intentType: string;
  readonly intentTypeFinal: boolean;
  readonly accountId: string | null;
  readonly accountName: string | null;
  readonly accountDomain: string | null;
  readonly heat: number | null;
  readonly signals: number;
  readonly firstSignalAt: Date;
  readonly lastSignalAt: Date;
  /** The signal that began the latest visit that came from somewhere, else the first; it tells the country. */
  readonly touchId: string | null;
  readonly firstTouch: { readonly source?: string; readonly channel?: string } | null;
}

/** Rows of the contacts that are there, by id; merged and unknown ones are left out. */
export async function contactRows(
  trx: Trx,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, ContactRow>> {
  if (ids.length === 0) return new Map();
  const rows = await trx.run<ContactRow>(
    {
      name: 'dashboard_contact_rows',
      text: `select c.id, c.name, c.email, c.identified, c.intent_type as "intentType", c.intent_type_final as "intentTypeFinal",
          a.id as "accountId", a.name as "accountName",
          (select d.domain from account_domain d where d.workspace_id = $1 and d.account_id = a.id order by d.domain limit 1) as "accountDomain",
          h.heat, coalesce(h.signals, 0) as signals, coalesce(h.first_signal_at, c.created_at) as "firstSignalAt",
          coalesce(h.last_signal_at, c.created_at) as "lastSignalAt", h.first_touch as "firstTouch",
          coalesce(h.latest_touch_id, h.first_touch_id) as "touchId"
        from contact c
        left join contact_heat h on h.workspace_id = c.workspace_id and h.contact_id = c.id
        left join account a on a.workspace_id = c.workspace_id and a.id = c.account_id
        where c.workspace_id = $1 and c.id = any($2::uuid[]) and c.merged_into is null`,
    },
    [workspaceId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Names of contacts, for what mentions them. */
export async function contactRefs(
  trx: Trx,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, ContactRef>> {
  const rows = await contactRows(trx, workspaceId, ids);
  return new Map([...rows.values()].map(({ id, name, email }) => [id, { id, name, email }]));
}

/** The table rows of these contacts, in the order of `ids`; those that are gone are left out. */
export async function contactItems(
  trx: Trx,
  workspaceId: string,
  ids: readonly string[],
  now: Millis,
): Promise<ContactItem[]> {
  if (ids.length === 0) return [];
  const rows = await contactRows(trx, workspaceId, ids);
  const activity = await activityOfContacts(trx, workspaceId, ids);
  const touches = [...rows.values()].flatMap((row) => (row.touchId === null ? [] : [row.touchId]));
  const countries = await countriesOf(trx, workspaceId, touches);
  const present = await presentAmong(trx, workspaceId, [...rows.values()], now);
  return ids.flatMap((id) => {
    const row = rows.get(id);
    if (!row) return [];
    const country = countries.get(row.touchId ?? '') ?? null;
    return [itemOf(row, activity.get(id) ?? [], { country, online: present.has(id) }, now)];
  });
}

export function itemOf(
  row: ContactRow,
  activity: readonly ActivityRow[],
  place: Pick<ContactItem, 'country' | 'online'>,
  now: Millis,
): ContactItem {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    identified: row.identified,
    account: accountOf(row),
    ...intentOf(row.heat, row.intentType, row.intentTypeFinal, now),
    reasons: reasonsOf(activity, now),
    activity: sparkOf(activity, now),
    signalCount: row.signals,
    firstSeenAt: instant(row.firstSignalAt),
    lastSignalAt: instant(row.lastSignalAt),
    source: row.firstTouch?.source ?? null,
    channel: row.firstTouch?.channel ?? null,
    ...place,
  };
}

/** What open dashboards hear of a contact that changed. */
export function changeOf(row: ContactRow, now: Millis): ContactChange {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    identified: row.identified,
    account: accountOf(row),
    ...intentOf(row.heat, row.intentType, row.intentTypeFinal, now),
    lastSignalAt: instant(row.lastSignalAt),
    signalCount: row.signals,
    gone: null,
  };
}

export function accountOf(row: ContactRow): ContactItem['account'] {
  return row.accountId === null ? null : { id: row.accountId, name: row.accountName ?? '', domain: row.accountDomain };
}

/** The countries that these signals came from, by signal. */
async function countriesOf(trx: Trx, workspaceId: string, signalIds: readonly string[]): Promise<Map<string, string>> {
  if (signalIds.length === 0) return new Map();
  const rows = await trx.run<{ id: string; country: string }>(
    {
      name: 'dashboard_countries',
      text: `select id, context->>'country' as country from signal
        where workspace_id = $1 and id = any($2::uuid[]) and context->>'country' is not null`,
    },
    [workspaceId, signalIds],
  );
  return new Map(rows.map((row) => [row.id, row.country]));
}
