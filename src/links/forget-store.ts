import type { Person } from '../identity/forget-store.ts';
import type { Trx } from '../machinery/database/database.ts';

/** Tables of this room that `forgetLinkVisits` takes a person out of. */
export const FORGOTTEN = ['link_recipient', 'link_visit', 'link_visitor'];

/**
 * Deletes what links know of a person: that they were sent one, and their visits, also those that nobody was proven behind but that
 * came by an address made for them. Counts stay: they name nobody. Needs the person's identities to be there still.
 */
export async function forgetLinkVisits(trx: Trx, workspaceId: string, person: Person): Promise<void> {
  const emails = await trx.run<{ value: string }>(
    {
      name: 'forget_link_emails',
      text: `select value from identity where workspace_id = $1 and id = any($2::uuid[]) and kind = 'email'`,
    },
    [workspaceId, person.identityIds],
  );
  await forgetRecipients(
    trx,
    workspaceId,
    emails.map((row) => row.value),
  );
  const shared = person.stretches.map(({ identityId, since, until }) => ({ identityId, since, until }));
  for (const [table, at] of [
    ['link_visit', 'at'],
    ['link_visitor', 'first_at'],
  ]) {
    await trx.run(
      {
        name: `forget_${table}`,
        text: `delete from ${table} v where v.workspace_id = $1 and (v.identity_id = any($2::uuid[]) or exists (
          select from json_to_recordset($3::json) as r("identityId" uuid, since bigint, until bigint) where r."identityId" = v.identity_id
            and v.${at} >= to_timestamp(r.since / 1000.0) and (r.until is null or v.${at} < to_timestamp(r.until / 1000.0))))`,
      },
      [workspaceId, person.identityIds, JSON.stringify(shared)],
    );
  }
}

/** Deletes recipients by their addresses, with the visits by what was made for them. Answers how many: a recipient may be nobody else yet. */
export async function forgetRecipients(trx: Trx, workspaceId: string, emails: readonly string[]): Promise<number> {
  if (emails.length === 0) return 0;
  const gone = await trx.run<{ id: string }>(
    {
      name: 'forget_link_recipients',
      text: 'delete from link_recipient where workspace_id = $1 and email = any($2::text[]) returning id',
    },
    [workspaceId, emails],
  );
  await trx.run(
    {
      name: 'forget_recipient_visits',
      text: 'delete from link_visit where workspace_id = $1 and recipient_id = any($2::uuid[])',
    },
    [workspaceId, gone.map((row) => row.id)],
  );
  return gone.length;
}
