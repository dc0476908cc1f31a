import { eachId, type Trx } from '../machinery/database/database.ts';
import { combine } from './heat.ts';
import { GROUPS } from './model.ts';

/** What a batch adds to an account through its contacts. */
export interface AccountGain {
  readonly accountId: string;
  readonly sums: readonly number[];
  readonly signals: number;
  readonly contacts: number;
  readonly firstSignalAt: number;
  readonly lastSignalAt: number;
}

export interface AccountSums {
  id: string;
  sums: number[];
  signals: number;
  contacts: number;
  firstSignalAt: number | null;
  lastSignalAt: number | null;
}

/** Adds what their contacts gained. */
export async function addToAccounts(trx: Trx, workspaceId: string, gains: readonly AccountGain[]): Promise<void> {
  const before = await lockAccounts(
    trx,
    workspaceId,
    gains.map((gain) => gain.accountId),
  );
  await saveAccountGains(trx, workspaceId, gains, before);
}

/** The sums of accounts, locked until the transaction ends, in one order for all. */
export async function lockAccounts(
  trx: Trx,
  workspaceId: string,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, AccountSums>> {
  if (accountIds.length === 0) return new Map();
  const known = await trx.run<AccountSums>(
    {
      name: 'account_heat_lock',
      text: eachId(`select account_id as id, sums, signals, contacts, (extract(epoch from first_signal_at) * 1000)::bigint as "firstSignalAt",
          (extract(epoch from last_signal_at) * 1000)::bigint as "lastSignalAt"
        from account_heat where workspace_id = $1 and account_id = asked.id for update`),
    },
    [workspaceId, [...accountIds].sort()],
  );
  return new Map(known.map((row) => [row.id, row]));
}

/** Adds what their contacts gained to what `lockAccounts` read. */
export async function saveAccountGains(
  trx: Trx,
  workspaceId: string,
  gains: readonly AccountGain[],
  before: ReadonlyMap<string, AccountSums>,
): Promise<void> {
  if (gains.length === 0) return;
  await save(
    trx,
    workspaceId,
    gains.map((gain) => {
      const row = before.get(gain.accountId);
      return {
        id: gain.accountId,
        sums: gain.sums.map((sum, group) => sum + (row?.sums[group] ?? 0)),
        signals: gain.signals + (row?.signals ?? 0),
        contacts: gain.contacts + (row?.contacts ?? 0),
        firstSignalAt: Math.min(gain.firstSignalAt, row?.firstSignalAt ?? Number.POSITIVE_INFINITY),
        lastSignalAt: Math.max(gain.lastSignalAt, row?.lastSignalAt ?? Number.NEGATIVE_INFINITY),
      };
    }),
  );
}

/** Sums accounts afresh over their contacts: after contacts moved, merged or were erased. One of nobody has no row. */
export async function recomputeAccounts(trx: Trx, workspaceId: string, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return;
  const groups = Array.from({ length: GROUPS }, (_, group) => `coalesce(sum(h.sums[${group + 1}]), 0)`).join(', ');
  const rows = await trx.run<AccountSums>(
    {
      name: 'account_heat_sum',
      text: `select a.id, array[${groups}] as sums, coalesce(sum(h.signals), 0)::int as signals, count(h.contact_id)::int as contacts,
          (extract(epoch from min(h.first_signal_at)) * 1000)::bigint as "firstSignalAt",
          (extract(epoch from max(h.last_signal_at)) * 1000)::bigint as "lastSignalAt"
        from account a left join contact_heat h on h.workspace_id = a.workspace_id and h.account_id = a.id
        where a.workspace_id = $1 and a.id = any($2::uuid[]) group by a.id order by a.id`,
    },
    [workspaceId, accountIds],
  );
  await save(
    trx,
    workspaceId,
    rows.filter((row) => row.contacts > 0),
  );
  await removeEmpty(
    trx,
    workspaceId,
    rows.filter((row) => row.contacts === 0).map((row) => row.id),
  );
}

// Whom nobody is in any more is not in lists, whatever the order in which that became known.
async function removeEmpty(trx: Trx, workspaceId: string, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return;
  await trx.run(
    {
      name: 'account_heat_empty',
      text: 'delete from account_heat where workspace_id = $1 and account_id = any($2::uuid[])',
    },
    [workspaceId, accountIds],
  );
}

/** Moves a contact's score from one account to another. */
export async function moveStanding(
  trx: Trx,
  workspaceId: string,
  contactId: string,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): Promise<void> {
  await trx.run(
    {
      name: 'contact_heat_move',
      text: 'update contact_heat set account_id = $3 where workspace_id = $1 and contact_id = $2',
    },
    [workspaceId, contactId, to],
  );
  await recomputeAccounts(
    trx,
    workspaceId,
    [...new Set([from, to])].filter((id) => id !== null),
  );
}

async function save(trx: Trx, workspaceId: string, accounts: readonly AccountSums[]): Promise<void> {
  const iso = (ms: number | null) => (ms === null || !Number.isFinite(ms) ? null : new Date(ms).toISOString());
  const rows = accounts.map(({ id, sums, signals, contacts, firstSignalAt, lastSignalAt }) => ({
    id,
    sums,
    signals,
    contacts,
    heat: combine(sums),
    first: iso(firstSignalAt),
    last: iso(lastSignalAt),
  }));
  await trx.run(
    {
      name: 'account_heat_save',
      text: `insert into account_heat (workspace_id, account_id, sums, heat, contacts, signals, first_signal_at, last_signal_at)
        select $1::uuid, id, sums, heat, contacts, signals, first, last from json_to_recordset($2::json)
          as r(id uuid, sums float8[], heat float8, contacts int, signals int, first timestamptz, last timestamptz) order by id
        on conflict (workspace_id, account_id) do update set sums = excluded.sums, heat = excluded.heat, contacts = excluded.contacts,
          signals = excluded.signals, first_signal_at = excluded.first_signal_at, last_signal_at = excluded.last_signal_at`,
    },
    [workspaceId, JSON.stringify(rows)],
  );
}
