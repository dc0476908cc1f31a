import type { Trx } from '../machinery/database/database.ts';
import type { Refusal } from './refusal.ts';

/** A refusal as the live debugger lists it. */
export interface KeptRefusal extends Refusal {
  readonly id: string;
}

/** Keeps refusals for the live debugger. Housekeeping trims them to the latest thousand. */
export async function insertRefusals(
  trx: Trx,
  workspaceId: string,
  refusals: readonly Refusal[],
): Promise<readonly KeptRefusal[]> {
  const rows = refusals.map(({ at, source, reason, field, message, event, lost, key, endpoint, origin }) => ({
    at: new Date(at).toISOString(),
    source,
    reason,
    field,
    message,
    event: { ...event, lost, key, endpoint, origin },
  }));
  const ids = await trx.run<{ id: number }>(
    {
      name: 'refusal_insert',
      text: `insert into refusal (workspace_id, at, source, reason, field, message, event)
        select $1::uuid, at, source, reason, field, message, event from json_to_recordset($2::json)
          as r(at timestamptz, source text, reason text, field text, message text, event jsonb) returning id`,
    },
    [workspaceId, JSON.stringify(rows)],
  );
  return refusals.map((refusal, index) => ({ ...refusal, id: String(ids[index]?.id ?? 0) }));
}

/** Deletes all but the latest `keep` refusals. */
export async function trimRefusals(trx: Trx, workspaceId: string, keep: number): Promise<void> {
  await trx.run(
    {
      name: 'refusal_trim',
      text: `delete from refusal where workspace_id = $1 and id <= (
        select id from refusal where workspace_id = $1 order by id desc offset $2 limit 1)`,
    },
    [workspaceId, keep],
  );
}
