import type { IntentScore } from '../../wire/signal.ts';
import type { Millis } from '../foundation/time.ts';
import type { Trx } from '../machinery/database/database.ts';
import { heatThreshold } from './heat.ts';

/** All contacts by bucket at `now`. */
export async function bucketCounts(trx: Trx, workspaceId: string, now: Millis): Promise<Record<IntentScore, number>> {
  const rows = await trx.run<Record<IntentScore, number>>(
    {
      name: 'preview_buckets',
      text: `select count(*) filter (where heat >= $2)::int as "High", count(*) filter (where heat >= $3 and heat < $2)::int as "Medium",
          count(*) filter (where heat < $3 or heat is null)::int as "Low" from contact_heat where workspace_id = $1`,
    },
    [workspaceId, heatThreshold('High', now), heatThreshold('Medium', now)],
  );
  return rows[0] ?? { High: 0, Medium: 0, Low: 0 };
}

export async function sumsOfContacts(
  trx: Trx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<Map<string, number[]>> {
  const rows = await trx.run<{ id: string; sums: number[] }>(
    {
      name: 'preview_sums',
      text: 'select contact_id as id, sums from contact_heat where workspace_id = $1 and contact_id = any($2::uuid[])',
    },
    [workspaceId, contactIds],
  );
  return new Map(rows.map(({ id, sums }) => [id, sums]));
}
