import type { Person } from '../identity/forget-store.ts';
import type { Trx } from '../machinery/database/database.ts';

/** Tables of this room that `forgetSignals` takes a person out of. */
export const FORGOTTEN = ['signal', 'activity'];

export interface ForgottenSignals {
  readonly count: number;
  /** Those that were recorded for an identity which is somebody else's too. */
  readonly ofShared: ReadonlySet<string>;
}

/**
 * Deletes a person's signals and what was counted of them: all of the identities that are theirs alone, the person's stretches
 * of shared browsers, and what others' identities said to be theirs, whose activity is to be counted anew. The workspace's daily
 * counts stay: they name nobody.
 */
export async function forgetSignals(trx: Trx, workspaceId: string, person: Person): Promise<ForgottenSignals> {
  const { identityIds, stretches, claimantIds } = person;
  const own = await trx.run<{ n: number }>(
    {
      name: 'forget_signals',
      text: `with gone as (delete from signal where workspace_id = $1 and identity_id = any($2::uuid[]) returning 1)
        select count(*) as n from gone`,
    },
    [workspaceId, identityIds],
  );
  const shared = JSON.stringify(stretches.map(({ identityId, since, until }) => ({ identityId, since, until })));
  const parts = await trx.run<{ id: string }>(
    {
      name: 'forget_stretches',
      text: `delete from signal s using json_to_recordset($2::json) as r("identityId" uuid, since bigint, until bigint)
        where s.workspace_id = $1 and s.identity_id = r."identityId" and s.at >= to_timestamp(r.since / 1000.0)
          and (r.until is null or s.at < to_timestamp(r.until / 1000.0)) returning s.id`,
    },
    [workspaceId, shared],
  );
  const claims = await trx.run<{ id: string }>(
    {
      name: 'forget_claiming_signals',
      text: `with gone as (delete from signal
          where workspace_id = $1 and identity_id = any($3::uuid[]) and claim_id = any($2::uuid[]) returning id, identity_id, at),
        uncounted as (delete from activity a using gone where a.workspace_id = $1 and a.identity_id = gone.identity_id
          and a.day = floor(extract(epoch from gone.at) / 86400))
        select id from gone`,
    },
    [workspaceId, identityIds, claimantIds],
  );
  await trx.run(
    {
      name: 'forget_activity',
      text: `delete from activity where workspace_id = $1 and (identity_id = any($2::uuid[]) or (identity_id, since) in
        (select "identityId", since from json_to_recordset($3::json) as r("identityId" uuid, since bigint)))`,
    },
    [workspaceId, identityIds, shared],
  );
  const ofShared = new Set([...parts, ...claims].map((row) => row.id));
  return { count: (own[0]?.n ?? 0) + ofShared.size, ofShared };
}
