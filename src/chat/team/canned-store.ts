import { randomUUID } from 'node:crypto';
import type { CannedReply } from '../../../wire/api/conversations.ts';
import type { Millis } from '../../foundation/time.ts';
import type { Trx } from '../../machinery/database/database.ts';

export function listCanned(trx: Trx, workspaceId: string): Promise<CannedReply[]> {
  return trx.run<CannedReply>(
    {
      name: 'canned_list',
      text: 'select id, title, text from canned_reply where workspace_id = $1 order by lower(title), id',
    },
    [workspaceId],
  );
}

/** Makes or changes one. `title_taken` when another has the title; null when there is none of this id. */
export async function saveCanned(
  trx: Trx,
  workspaceId: string,
  reply: { readonly id: string | null; readonly title: string; readonly text: string; readonly by: string },
  at: Millis,
): Promise<CannedReply | 'title_taken' | null> {
  const { id, title, text, by } = reply;
  const [taken] = await trx.run<{ id: string }>(
    {
      name: 'canned_title',
      text: 'select id from canned_reply where workspace_id = $1 and lower(title) = lower($2) and id is distinct from $3',
    },
    [workspaceId, title, id],
  );
  if (taken) return 'title_taken';
  const [saved] = await trx.run<CannedReply>(id === null ? INSERT : UPDATE, [
    workspaceId,
    id ?? randomUUID(),
    title,
    text,
    new Date(at),
    ...(id === null ? [by] : []),
  ]);
  return saved ?? null;
}

const INSERT = {
  name: 'canned_insert',
  text: `insert into canned_reply (workspace_id, id, title, text, updated_at, created_by) values ($1, $2, $3, $4, $5, $6)
    returning id, title, text`,
};
const UPDATE = {
  name: 'canned_update',
  text: `update canned_reply set title = $3, text = $4, updated_at = $5 where workspace_id = $1 and id = $2 returning id, title, text`,
};

/** False when there was none. */
export async function deleteCanned(trx: Trx, workspaceId: string, id: string): Promise<boolean> {
  const rows = await trx.run(
    { name: 'canned_delete', text: 'delete from canned_reply where workspace_id = $1 and id = $2 returning id' },
    [workspaceId, id],
  );
  return rows.length > 0;
}
