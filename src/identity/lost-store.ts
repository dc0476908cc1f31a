import type { Trx } from '../machinery/database/database.ts';

/**
 * Which of these signals are no longer kept, being older than the workspace keeps signals. What was learnt from them stays, and
 * must not be computed away with what is.
 */
export async function lostSignals(
  trx: Trx,
  workspaceId: string,
  signalIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (signalIds.length === 0) return new Set();
  const rows = await trx.run<{ id: string }>(
    {
      name: 'signal_lost',
      text: `select id from unnest($2::uuid[]) as known (id)
        where not exists (select from signal s where s.workspace_id = $1 and s.id = known.id)`,
    },
    [workspaceId, signalIds],
  );
  return new Set(rows.map((row) => row.id));
}
