import type { Category, SignalKind } from '../../wire/signal.ts';
import type { Trx } from '../machinery/database/database.ts';
import { ACTIVITY_OF_CONTACTS } from './activity-store.ts';
import { combine } from './heat.ts';
import { GROUPS } from './model.ts';
import { contribution } from './points.ts';

type Counted = readonly [day: number, kind: SignalKind, category: Category, n: number];

/**
 * Sums contacts afresh from their activity: after it moved between categories, or under another model. What does not depend
 * on either (extent, touches, how many signals) stays. Needs `lockGrouping` alone. Their accounts are still to be summed.
 */
export async function resum(trx: Trx, workspaceId: string, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return;
  const counted = await trx.run<{ id: string; rows: readonly Counted[] }>(
    {
      name: 'resum_activity',
      text: `select "contactId" as id, json_agg(json_build_array(day, kind, category, n)) as rows
        from (${ACTIVITY_OF_CONTACTS}) as did group by "contactId"`,
    },
    [workspaceId, contactIds],
  );
  const rowsOf = new Map(counted.map(({ id, rows }) => [id, rows]));
  const summed = contactIds.map((id) => {
    const sums = sumsOf(rowsOf.get(id) ?? []);
    return { id, sums, heat: combine(sums) };
  });
  await trx.run(
    {
      name: 'resum_save',
      text: `update contact_heat h set sums = r.sums, heat = r.heat
        from json_to_recordset($2::json) as r(id uuid, sums float8[], heat float8)
        where h.workspace_id = $1 and h.contact_id = r.id and (h.sums <> r.sums or h.heat is distinct from r.heat)`,
    },
    [workspaceId, JSON.stringify(summed)],
  );
}

function sumsOf(rows: readonly Counted[]): number[] {
  const sums = Array.from({ length: GROUPS }, () => 0);
  for (const [day, kind, category, n] of rows) {
    const { group, amount } = contribution(kind, category, day, 0, n);
    sums[group] = (sums[group] ?? 0) + amount;
  }
  return sums;
}

/** The next contacts with a standing after `after`, by id. */
export async function contactsAfter(
  trx: Trx,
  workspaceId: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await trx.run<{ id: string }>(
    {
      name: 'rescore_contacts',
      text: `select contact_id as id from contact_heat where workspace_id = $1 and ($2::uuid is null or contact_id > $2)
        order by contact_id limit $3`,
    },
    [workspaceId, after, limit],
  );
  return rows.map((row) => row.id);
}

/** Accounts that have a sum, to be summed afresh after all their contacts were. */
export async function accountsAfter(
  trx: Trx,
  workspaceId: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await trx.run<{ id: string }>(
    {
      name: 'rescore_accounts',
      text: `select account_id as id from account_heat where workspace_id = $1 and ($2::uuid is null or account_id > $2)
        order by account_id limit $3`,
    },
    [workspaceId, after, limit],
  );
  return rows.map((row) => row.id);
}
