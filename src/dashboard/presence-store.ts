import { MINUTE, type Millis } from '../foundation/time.ts';
import type { Trx } from '../machinery/database/database.ts';

/** Who counts as being on the site now: their browser reported something from a page within this time. */
export const ONLINE_MS = 5 * MINUTE;

/**
 * The condition on a signal `s` of an identity `i` that somebody is at a page: not a server's call, not a program, not a link that was
 * clicked elsewhere.
 */
export const AT_A_PAGE = `i.kind = 'browser' and s.filtered is null and s.path is not null
  and s.kind not in ('knock_link_open', 'knock_link_click') and s.context->'device'->>'type' is distinct from 'server'`;

/**
 * The condition that a contact is on the site since a time. `contactId` and `since` are columns or parameters of ours; $1 is the
 * workspace. To be asked of those with any signal since then, whom `contact_heat_recent` names: a descent of the timeline index for each of
 * their stretches, whatever came before.
 */
export function isPresent(contactId: string, since: string, workspaceId = '$1'): string {
  // `offset 0` keeps each look a look by its key: plans are kept from when tables were small, and a join of whole tables chosen then is slow for ever.
  return `exists (select from
      (select identity_id, since, until from ledger
        where workspace_id = ${workspaceId} and contact_id = ${contactId} and closed_at is null offset 0) as l
      cross join lateral (select from signal s
        join identity i on i.workspace_id = ${workspaceId} and i.id = l.identity_id
        where s.workspace_id = ${workspaceId} and s.identity_id = l.identity_id and s.at > ${since}
          and s.at >= to_timestamp(l.since / 1000.0) and (l.until is null or s.at < to_timestamp(l.until / 1000.0))
          and ${AT_A_PAGE} offset 0) as p
      offset 0)`;
}

/** Which of these contacts are on the site now. */
export async function presentAmong(
  trx: Trx,
  workspaceId: string,
  seen: readonly { readonly id: string; readonly lastSignalAt: Date }[],
  now: Millis,
): Promise<ReadonlySet<string>> {
  const since = new Date(now - ONLINE_MS);
  const recent = seen.filter((one) => one.lastSignalAt > since).map((one) => one.id);
  if (recent.length === 0) return new Set();
  const rows = await trx.run<{ id: string }>(
    {
      name: 'dashboard_present_among',
      text: `select asked.id from unnest($3::uuid[]) as asked (id) where ${isPresent('asked.id', '$2')}`,
    },
    [workspaceId, since, recent],
  );
  return new Set(rows.map((row) => row.id));
}

/** Which of these accounts have somebody on the site now. */
export async function presentAccounts(
  trx: Trx,
  workspaceId: string,
  seen: readonly { readonly id: string; readonly lastSignalAt: Date | null }[],
  now: Millis,
): Promise<ReadonlySet<string>> {
  const since = new Date(now - ONLINE_MS);
  const recent = seen.filter((one) => one.lastSignalAt !== null && one.lastSignalAt > since).map((one) => one.id);
  if (recent.length === 0) return new Set();
  const rows = await trx.run<{ id: string }>(
    {
      name: 'dashboard_present_accounts',
      text: `select asked.id from unnest($3::uuid[]) as asked (id) where exists (select from contact_heat h
        where h.workspace_id = $1 and h.account_id = asked.id and h.last_signal_at > $2 and ${isPresent('h.contact_id', '$2')})`,
    },
    [workspaceId, since, recent],
  );
  return new Set(rows.map((row) => row.id));
}

// Each is a look at their signals; of a crowd larger than this, the rest counts as it stands.
const COUNTED_ONE_BY_ONE = 2_000;

/** How many contacts are on the site now. Of more than 2,000 with a recent signal, the others count without a closer look. */
export async function countPresent(trx: Trx, workspaceId: string, now: Millis): Promise<number> {
  const rows = await trx.run<{ present: number; others: number }>(
    {
      name: 'dashboard_present_count',
      text: `with recent as materialized (select contact_id, row_number() over (order by last_signal_at desc) as place
          from contact_heat where workspace_id = $1 and last_signal_at > $2)
        select count(*) filter (where place > $3)::int as others,
          count(*) filter (where place <= $3 and ${isPresent('recent.contact_id', '$2')})::int as present from recent`,
    },
    [workspaceId, new Date(now - ONLINE_MS), COUNTED_ONE_BY_ONE],
  );
  return rows[0] ? rows[0].present + rows[0].others : 0;
}
