import type { Trx } from '../../machinery/database/database.ts';
import { columnsOf, type Stretch } from './timeline-store.ts';
import type { Glimpse } from './trace.ts';

const GLIMPSES_MAX = 1_000;

/** The newest signals of each stretch, fewer of each the more there are. */
export async function latestOf(
  trx: Trx,
  workspaceId: string,
  stretches: readonly Stretch[],
): Promise<(Glimpse & { readonly identityId: string })[]> {
  if (stretches.length === 0) return [];
  const each = Math.min(50, Math.max(3, Math.floor(GLIMPSES_MAX / stretches.length)));
  const rows = await trx.run<Omit<Glimpse, 'at'> & { identityId: string; at: Date }>(
    {
      name: 'dashboard_glimpses',
      text: `select s.* from unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) as st(identity_id, since, until)
        cross join lateral (
          select s.identity_id as "identityId", s.at, s.kind, s.path, s.title, s.context->'device' as device, s.context->>'country' as country
          from signal s where s.workspace_id = $1 and s.identity_id = st.identity_id
            and s.at >= st.since and s.at < st.until
          order by s.at desc, s.id desc limit $5) s`,
    },
    [workspaceId, ...columnsOf(stretches), each],
  );
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}
