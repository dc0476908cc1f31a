import { randomUUID } from 'node:crypto';
import type { Millis } from '../../foundation/time.ts';
import type { Trx } from '../../machinery/database/database.ts';
import type { RecipientRow } from './recipients-csv.ts';

export interface StoredRecipient extends RecipientRow {
  readonly id: string;
  readonly openedAt: Date | null;
}

/** Adds recipients of a link. Known addresses keep their token; a name that is given now replaces theirs. Answers how many were new. */
export async function addRecipients(
  trx: Trx,
  workspaceId: string,
  linkId: string,
  rows: readonly RecipientRow[],
  at: Millis,
): Promise<number> {
  const withIds = rows.map((row) => ({ ...row, id: randomUUID() }));
  const added = await trx.run<{ isNew: boolean }>(
    {
      name: 'link_recipient_add',
      text: `insert into link_recipient (workspace_id, id, link_id, email, name, created_at)
        select $1::uuid, id, $2::uuid, email, name, $4::timestamptz from json_to_recordset($3::json) as r(id uuid, email text, name text)
        on conflict (workspace_id, link_id, email) do update set name = coalesce(excluded.name, link_recipient.name)
        returning (xmax = 0) as "isNew"`,
    },
    [workspaceId, linkId, JSON.stringify(withIds), new Date(at)],
  );
  return added.filter((row) => row.isNew).length;
}

/** Recipients of a link by address, after `after`. */
export async function listRecipients(
  trx: Trx,
  workspaceId: string,
  linkId: string,
  page: { readonly after: string | null; readonly limit: number },
): Promise<StoredRecipient[]> {
  return trx.run<StoredRecipient>(
    {
      name: 'link_recipient_list',
      text: `select id, email, name, opened_at as "openedAt" from link_recipient
        where workspace_id = $1 and link_id = $2 and ($3::text is null or email > $3) order by email limit $4`,
    },
    [workspaceId, linkId, page.after, page.limit],
  );
}

/** How many recipients links have. */
export async function countRecipients(
  trx: Trx,
  workspaceId: string,
  linkIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await trx.run<{ linkId: string; n: number }>(
    {
      name: 'link_recipient_count',
      text: `select link_id as "linkId", count(*) as n from link_recipient
        where workspace_id = $1 and link_id = any($2::uuid[]) group by link_id`,
    },
    [workspaceId, linkIds],
  );
  return new Map(rows.map((row) => [row.linkId, row.n]));
}
