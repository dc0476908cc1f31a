import type { Trx } from '../machinery/database/database.ts';

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
/** Before every signal. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Looks at the next `size` signals after `afterId`, by id, and deletes those of before `cutoff`. By their own time, since the time
 * in an id is what a device said. Answers where to go on; null when there are no more.
 */
export async function deleteSignalsBefore(
  trx: Trx,
  workspaceId: string,
  { cutoff, afterId, size }: { readonly cutoff: number; readonly afterId: string; readonly size: number },
): Promise<{ readonly deleted: number; readonly nextId: string | null }> {
  const [last] = await trx.run<{ id: string }>(
    {
      name: 'retention_page',
      text: 'select id from signal where workspace_id = $1 and id > $2 order by id offset $3 limit 1',
    },
    [workspaceId, afterId, size - 1],
  );
  const rows = await trx.run<{ n: number }>(
    {
      name: 'retention_delete',
      text: `with gone as (delete from signal where workspace_id = $1 and id > $2 and id <= $3 and at < to_timestamp($4::bigint / 1000.0)
        returning 1) select count(*) as n from gone`,
    },
    [workspaceId, afterId, last?.id ?? LAST_ID, cutoff],
  );
  return { deleted: rows[0]?.n ?? 0, nextId: last?.id ?? null };
}
