import type { Trx } from '../machinery/database/database.ts';

/** Tables of this room that `forgetScores` takes a person out of. */
export const FORGOTTEN = ['contact_heat', 'account_heat'];

/** Deletes the scores of contacts and accounts that are no more. */
export async function forgetScores(
  trx: Trx,
  workspaceId: string,
  { contactIds, accountIds }: { readonly contactIds: readonly string[]; readonly accountIds: readonly string[] },
): Promise<void> {
  const values = (ids: readonly string[]) => [workspaceId, ids];
  await trx.run(
    {
      name: 'forget_contact_heat',
      text: 'delete from contact_heat where workspace_id = $1 and contact_id = any($2::uuid[])',
    },
    values(contactIds),
  );
  await trx.run(
    {
      name: 'forget_account_heat',
      text: 'delete from account_heat where workspace_id = $1 and account_id = any($2::uuid[])',
    },
    values(accountIds),
  );
}

/** Takes touches that erased signals left out of the contacts that remain; what remains of theirs is computed afresh. */
export async function forgetTouches(
  trx: Trx,
  workspaceId: string,
  contactIds: readonly string[],
  signalIds: ReadonlySet<string>,
): Promise<void> {
  if (signalIds.size === 0) return;
  for (const touch of ['first_touch', 'latest_touch']) {
    await trx.run(
      {
        name: `forget_${touch}`,
        text: `update contact_heat set ${touch} = null, ${touch}_at = null, ${touch}_id = null
          where workspace_id = $1 and contact_id = any($2::uuid[]) and ${touch}_id = any($3::uuid[])`,
      },
      [workspaceId, contactIds, [...signalIds]],
    );
  }
}
