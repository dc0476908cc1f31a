import { contactsWithRoots, renameAccounts } from '../identity/contact-store.ts';
import { nameOfDomain } from '../identity/mailbox.ts';
import { companyName } from '../identity/traits.ts';
import { recomputeAccounts } from '../intent/account-store.ts';
import type { Trx } from '../machinery/database/database.ts';
import { SAMPLE_EMAIL_SUFFIX } from './people.ts';

/** Of accounts that lost these signals: the sample's own that have no contact left go; the others are summed and named by those they have. */
export async function removeEmptyAccounts(
  trx: Trx,
  workspaceId: string,
  accountIds: readonly string[],
  signalIds: ReadonlySet<string>,
): Promise<void> {
  if (accountIds.length === 0) return;
  const empty = await trx.run<{ id: string }>(
    {
      name: 'sample_accounts_empty',
      text: `select a.id from account a where a.workspace_id = $1 and a.id = any($2::uuid[])
        and not exists (select from contact c where c.workspace_id = $1 and c.account_id = a.id)
        and not exists (select from account_domain d where d.workspace_id = $1 and d.account_id = a.id and d.domain not like $3)`,
    },
    [workspaceId, accountIds, `%${SAMPLE_EMAIL_SUFFIX}`],
  );
  const gone = empty.map((row) => row.id);
  for (const [table, column] of [
    ['account_heat', 'account_id'],
    ['account_domain', 'account_id'],
    ['account', 'id'],
  ] as const) {
    await trx.run(
      {
        name: `sample_delete_${table}`,
        text: `delete from ${table} where workspace_id = $1 and ${column} = any($2::uuid[])`,
      },
      [workspaceId, gone],
    );
  }
  const kept = accountIds.filter((id) => !gone.includes(id));
  await recomputeAccounts(trx, workspaceId, kept);
  await nameAfresh(trx, workspaceId, kept, signalIds);
}

/** An account that was called what a signal said that is gone is called what its people say, or by its domain. */
async function nameAfresh(
  trx: Trx,
  workspaceId: string,
  accountIds: readonly string[],
  signalIds: ReadonlySet<string>,
): Promise<void> {
  const unfounded = await trx.run<{ id: string; domain: string; contactIds: string[] | null }>(
    {
      name: 'sample_accounts_misnamed',
      text: `select a.id, (select min(domain) from account_domain d where d.workspace_id = $1 and d.account_id = a.id) as domain,
          (select array_agg(c.id::text) from contact c where c.workspace_id = $1 and c.account_id = a.id) as "contactIds"
        from account a where a.workspace_id = $1 and a.id = any($2::uuid[]) and a.traits #>> '{name,id}' = any($3::text[])`,
    },
    [workspaceId, accountIds, [...signalIds]],
  );
  if (unfounded.length === 0) return;
  await trx.run(
    {
      name: 'sample_accounts_rename',
      text: `update account set name = r.name, traits = account.traits - 'name',
          search = to_tsvector('simple', concat_ws(' ', r.name, r.domain, translate(r.domain, '.-', '  ')))
        from json_to_recordset($2::json) as r(id uuid, name text, domain text)
        where account.workspace_id = $1 and account.id = r.id`,
    },
    [
      workspaceId,
      JSON.stringify(unfounded.map(({ id, domain }) => ({ id, domain, name: nameOfDomain(domain ?? '') }))),
    ],
  );
  const contacts = await contactsWithRoots(
    trx,
    workspaceId,
    unfounded.flatMap((one) => one.contactIds ?? []),
  );
  const names = [...contacts.values()].flatMap(({ accountId, traits }) => {
    const name = companyName(traits);
    const said = traits['company'] ?? traits['companyName'] ?? traits['organization'];
    return accountId !== null && name !== null && said ? [{ accountId, name, at: said.at, signalId: said.id }] : [];
  });
  const latest = new Map(names.sort((a, b) => a.at - b.at).map((one) => [one.accountId, one]));
  await renameAccounts(trx, workspaceId, [...latest.values()]);
}
