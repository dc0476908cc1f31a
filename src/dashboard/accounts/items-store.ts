import type { AccountItem, AccountRecord } from '../../../wire/api/accounts.ts';
import { DAY, type Millis } from '../../foundation/time.ts';
import { mailboxesOfDomains } from '../../identity/mailbox-store.ts';
import type { ActivityRow } from '../../intent/activity.ts';
import { heatThreshold } from '../../intent/heat.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { instant, intentOf } from '../intent.ts';
import { presentAccounts } from '../presence-store.ts';
import { areSample } from '../record/store.ts';
import { type Stretch, stretchesOfContacts } from '../record/timeline-store.ts';
import { reasonsOf, sparkOf } from '../why.ts';

interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly domain: string | null;
  readonly createdAt: Date;
  readonly heat: number | null;
  readonly contacts: number;
  readonly signals: number;
  readonly firstSignalAt: Date | null;
  readonly lastSignalAt: Date | null;
  readonly high: number;
  readonly intentType: string | null;
  readonly intentTypeFinal: boolean | null;
  readonly firstTouch: { readonly source?: string; readonly channel?: string } | null;
}

/** The table rows of these accounts, in the order of `ids`; those that are gone are left out. */
export async function accountItems(
  trx: Trx,
  workspaceId: string,
  ids: readonly string[],
  now: Millis,
): Promise<AccountItem[]> {
  if (ids.length === 0) return [];
  const rows = new Map((await accountRows(trx, workspaceId, ids, now)).map((row) => [row.id, row]));
  const activity = await activityOfAccounts(trx, workspaceId, ids);
  const present = await presentAccounts(trx, workspaceId, [...rows.values()], now);
  return ids.flatMap((id) => {
    const row = rows.get(id);
    return row ? [itemOf(row, activity.get(id) ?? [], present.has(id), now)] : [];
  });
}

function itemOf(row: AccountRow, activity: readonly ActivityRow[], online: boolean, now: Millis): AccountItem {
  return {
    id: row.id,
    name: row.name,
    domain: row.domain,
    ...intentOf(row.heat, row.intentType ?? 'Unknown', row.intentTypeFinal ?? false, now),
    contactCount: row.contacts,
    highCount: row.high,
    reasons: reasonsOf(activity, now),
    activity: sparkOf(activity, now),
    signalCount: row.signals,
    firstSeenAt: instant(row.firstSignalAt ?? row.createdAt),
    lastSignalAt: instant(row.lastSignalAt ?? row.createdAt),
    source: row.firstTouch?.source ?? null,
    channel: row.firstTouch?.channel ?? null,
    online,
  };
}

function accountRows(trx: Trx, workspaceId: string, ids: readonly string[], now: Millis): Promise<AccountRow[]> {
  return trx.run<AccountRow>(
    {
      name: 'dashboard_account_rows',
      text: `select a.id, a.name, a.created_at as "createdAt", h.heat, coalesce(h.contacts, 0) as contacts, coalesce(h.signals, 0) as signals,
          h.first_signal_at as "firstSignalAt", h.last_signal_at as "lastSignalAt",
          (select d.domain from account_domain d where d.workspace_id = $1 and d.account_id = a.id order by d.domain limit 1) as domain,
          (select count(*) from contact_heat ch where ch.workspace_id = $1 and ch.account_id = a.id and ch.heat >= $3)::int as high,
          t.intent_type as "intentType", t.intent_type_final as "intentTypeFinal", f.first_touch as "firstTouch"
        from account a
        left join account_heat h on h.workspace_id = a.workspace_id and h.account_id = a.id
        left join lateral (
          select c.intent_type, c.intent_type_final from contact c
          join contact_heat ch on ch.workspace_id = c.workspace_id and ch.contact_id = c.id
          where c.workspace_id = $1 and c.account_id = a.id and c.intent_type <> 'Unknown'
          order by ch.heat desc nulls last, c.id limit 1) t on true
        left join lateral (
          select ch.first_touch from contact_heat ch where ch.workspace_id = $1 and ch.account_id = a.id and ch.first_touch is not null
          order by coalesce((ch.first_touch->>'entry')::boolean, false) desc, ch.first_touch_at, ch.first_touch_id limit 1) f on true
        where a.workspace_id = $1 and a.id = any($2::uuid[])`,
    },
    [workspaceId, ids, heatThreshold('High', now)],
  );
}

/** The daily counts of everything the accounts' contacts did, as their scores are sums of them. */
export async function activityOfAccounts(
  trx: Trx,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, ActivityRow[]>> {
  const rows = await trx.run<ActivityRow & { accountId: string }>(
    {
      name: 'dashboard_account_activity',
      text: `select h.account_id as "accountId", a.day, a.kind, a.category, sum(a.n)::int as n from contact_heat h
        join ledger l on l.workspace_id = h.workspace_id and l.contact_id = h.contact_id and l.closed_at is null
        join activity a on a.workspace_id = l.workspace_id and a.identity_id = l.identity_id and a.since = l.since
        where h.workspace_id = $1 and h.account_id = any($2::uuid[])
        group by h.account_id, l.contact_id, l.identity_id, l.home_id, a.day, a.kind, a.category`,
    },
    [workspaceId, ids],
  );
  return Map.groupBy(rows, (row) => row.accountId);
}

/** The record page's head. Null when there is no such account. */
export async function accountRecord(
  trx: Trx,
  workspaceId: string,
  id: string,
  now: Millis,
): Promise<AccountRecord | null> {
  const [item] = await accountItems(trx, workspaceId, [id], now);
  if (!item) return null;
  const domains = await trx.run<{ domain: string }>(
    {
      name: 'dashboard_account_domains',
      text: 'select domain from account_domain where workspace_id = $1 and account_id = $2 order by domain',
    },
    [workspaceId, id],
  );
  const [seen] = await trx.run<{ countries: string[] | null }>(
    {
      name: 'dashboard_account_seen',
      text: `select array_agg(distinct country) filter (where country is not null) as countries
        from (select contact_id from contact_heat where workspace_id = $1 and account_id = $2
          order by last_signal_at desc limit 50) h
        join ledger l on l.workspace_id = $1 and l.contact_id = h.contact_id and l.closed_at is null
        cross join lateral (
          select s.context->>'country' as country
          from signal s where s.workspace_id = $1 and s.identity_id = l.identity_id and s.at >= $3
          order by s.at desc, s.id desc limit 50) s`,
    },
    [workspaceId, id, new Date(now - 90 * DAY)],
  );
  const names = domains.map((row) => row.domain);
  return {
    ...item,
    domains: names,
    roleMailboxes: await mailboxesOfDomains(trx, workspaceId, names),
    countries: seen?.countries ?? [],
    sample: await areSample(trx, workspaceId, await latestStretches(trx, workspaceId, id)),
  };
}

/** The stretches of the account's 100 most recently active contacts. */
export async function latestStretches(trx: Trx, workspaceId: string, id: string): Promise<Stretch[]> {
  const rows = await trx.run<{ id: string }>(
    {
      name: 'dashboard_account_latest',
      text: `select contact_id as id from contact_heat where workspace_id = $1 and account_id = $2
        order by last_signal_at desc, contact_id limit 100`,
    },
    [workspaceId, id],
  );
  return stretchesOfContacts(
    trx,
    workspaceId,
    rows.map((row) => row.id),
  );
}
