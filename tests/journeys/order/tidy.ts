import { sql } from 'kysely';
import { expect } from 'vitest';
import { activityOfAccounts } from '../../../src/dashboard/accounts/items-store.ts';
import { activityOfContacts } from '../../../src/intent/activity-store.ts';
import { sumsOf } from '../../../src/intent/explain.ts';
import { combine } from '../../../src/intent/heat.ts';
import type { Database, Trx } from '../../../src/machinery/database/database.ts';

/**
 * What must hold at every moment, whatever happened: an identity's open rows join without gap or overlap; only contacts that
 * are nobody else's part have rows or a score; a row that speaks of a member's merge or un-merge is where that leads; every counted
 * signal is counted where its stretch is; an account is the sum of the contacts that are in it; a score is the sum of what explains it.
 */
export async function expectTidy(db: Database, workspaceId: string): Promise<void> {
  await db.inWorkspace(workspaceId, async (trx) => {
    expect(await gaps(trx, workspaceId), 'gaps in the ledger').toEqual([]);
    expect(await misreasoned(trx, workspaceId), 'reasons in the ledger that are not so').toEqual([]);
    expect(await mislaid(trx, workspaceId), 'rows and scores of contacts that are no more').toEqual([]);
    expect(await miscounted(trx, workspaceId), 'activity that is not that of the signals').toEqual([]);
    expect(await misplaced(trx, workspaceId), 'scores in another account than their contact').toEqual([]);
    await expectSums(trx, workspaceId);
  });
}

async function gaps(trx: Trx, workspaceId: string) {
  const { rows } = await sql`select * from (
      select identity_id, since, until, lag(until) over w as before, row_number() over w as n, lead(since) over w as next
      from ledger where workspace_id = ${workspaceId} and closed_at is null window w as (partition by identity_id order by since)) s
    where (n = 1 and since <> 0) or (n > 1 and before is distinct from since) or until is distinct from next`.execute(
    trx.q,
  );
  return rows;
}

// A row that a merge moved is away from home, by the member whose merge leads from there; one that an un-merge moved is at home.
async function misreasoned(trx: Trx, workspaceId: string) {
  const { rows } =
    await sql`select l.identity_id, l.since, l.home_id, l.contact_id, l.rule, l.actor, c.merged_by from ledger l
      join contact c on c.workspace_id = l.workspace_id and c.id = l.home_id
    where l.workspace_id = ${workspaceId} and l.closed_at is null and (
      (l.rule = 'merged_by_hand' and (l.home_id = l.contact_id or l.actor is distinct from c.merged_by))
      or (l.rule = 'unmerged_by_hand' and (l.home_id <> l.contact_id or l.actor is null))
      or (l.rule not like '%_by_hand' and l.actor is not null))`.execute(trx.q);
  return rows;
}

async function mislaid(trx: Trx, workspaceId: string) {
  const { rows } =
    await sql`select c.id, c.merged_into from contact c where c.workspace_id = ${workspaceId} and c.merged_into is not null
      and (exists (select from ledger l where l.workspace_id = c.workspace_id and l.contact_id = c.id and l.closed_at is null)
        or exists (select from contact_heat h where h.workspace_id = c.workspace_id and h.contact_id = c.id))
    union all select l.contact_id, null from ledger l where l.workspace_id = ${workspaceId} and l.closed_at is null
      and not exists (select from contact c where c.workspace_id = l.workspace_id and c.id = l.contact_id)
    union all select h.contact_id, null from contact_heat h where h.workspace_id = ${workspaceId}
      and not exists (select from ledger l where l.workspace_id = h.workspace_id and l.contact_id = h.contact_id and l.closed_at is null)`.execute(
      trx.q,
    );
  return rows;
}

async function misplaced(trx: Trx, workspaceId: string) {
  const { rows } = await sql`select h.contact_id, h.account_id, c.account_id as own from contact_heat h
      join contact c on c.workspace_id = h.workspace_id and c.id = h.contact_id
      where h.workspace_id = ${workspaceId} and h.account_id is distinct from c.account_id`.execute(trx.q);
  return rows;
}

async function miscounted(trx: Trx, workspaceId: string) {
  const { rows } = await sql`with counted as (
      select l.identity_id, l.since, (floor(extract(epoch from s.at) / 86400))::int as day, s.kind, s.category, count(*)::int as n
      from ledger l join signal s on s.workspace_id = l.workspace_id and s.identity_id = l.identity_id
        and s.at >= to_timestamp(l.since / 1000.0) and (l.until is null or s.at < to_timestamp(l.until / 1000.0))
      where l.workspace_id = ${workspaceId} and l.closed_at is null and s.filtered is null
        and not (s.kind = 'track' and s.name is not distinct from 'page_engaged')
      group by 1, 2, 3, 4, 5),
    kept as (select identity_id, since, day, kind, category, n from activity where workspace_id = ${workspaceId})
    (select 'missing', * from (select * from counted except select * from kept) a)
    union all (select 'too much', * from (select * from kept except select * from counted) b)`.execute(trx.q);
  return rows;
}

async function expectSums(trx: Trx, workspaceId: string): Promise<void> {
  const accounts = await trx.q.selectFrom('account_heat').selectAll().where('workspace_id', '=', workspaceId).execute();
  const contacts = await trx.q.selectFrom('contact_heat').selectAll().where('workspace_id', '=', workspaceId).execute();
  for (const account of accounts) {
    const own = contacts.filter((contact) => contact.account_id === account.account_id);
    const sums = account.sums.map((_, group) => own.reduce((sum, contact) => sum + (contact.sums[group] ?? 0), 0));
    expect(account.contacts).toBe(own.length);
    expect(account.signals).toBe(own.reduce((sum, contact) => sum + contact.signals, 0));
    for (const [group, sum] of sums.entries()) expect(account.sums[group]).toBeCloseTo(sum, 9);
    expect(account.heat ?? 0).toBeCloseTo(combine(sums) ?? 0, 6);
  }
  const ofAccounts = await activityOfAccounts(
    trx,
    workspaceId,
    accounts.map((one) => one.account_id),
  );
  const ofContacts = await activityOfContacts(
    trx,
    workspaceId,
    contacts.map((one) => one.contact_id),
  );
  for (const { account_id, sums } of accounts) expectNear(sums, sumsOf(ofAccounts.get(account_id) ?? []));
  for (const { contact_id, sums } of contacts) expectNear(sums, sumsOf(ofContacts.get(contact_id) ?? []));
  const placed = new Set(contacts.flatMap((contact) => contact.account_id ?? []));
  expect([...placed].filter((id) => !accounts.some((account) => account.account_id === id))).toEqual([]);
}

function expectNear(sums: readonly number[], expected: readonly number[]): void {
  for (const [group, sum] of expected.entries()) expect(sums[group]).toBeCloseTo(sum, 6);
}
