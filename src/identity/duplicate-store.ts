import type { Trx } from '../machinery/database/database.ts';

interface Decided {
  readonly one: string;
  readonly other: string;
  readonly decision: 'merged' | 'dismissed';
  readonly actor: string;
}

/**
 * Decides whether two contacts are one person. After a merge what else was asked about `other` is asked about `one`, since that
 * is the contact that there is to look at; after an un-merge it is asked about `other` again.
 */
export async function settleDuplicates(
  trx: Trx,
  workspaceId: string,
  { one, other, decision, actor }: Decided,
): Promise<void> {
  await trx.run(
    {
      name: 'duplicate_decide',
      text: `update possible_duplicate set decided_at = now(), decision = $4, actor = $5
        where workspace_id = $1 and contact_a = least($2::uuid, $3::uuid) and contact_b = greatest($2::uuid, $3::uuid)`,
    },
    [workspaceId, one, other, decision, actor],
  );
  await trx.run(decision === 'merged' ? CARRY : RETURN, [workspaceId, one, other]);
}

const CARRY = {
  name: 'duplicate_carry',
  text: `insert into possible_duplicate (workspace_id, contact_a, contact_b, reason, evidence, found_at)
    select $1::uuid, least(x, $2::uuid), greatest(x, $2::uuid), reason, evidence, found_at
    from (select case when contact_a = $3 then contact_b else contact_a end as x, reason, evidence, found_at from possible_duplicate
      where workspace_id = $1 and (contact_a = $3 or contact_b = $3) and decided_at is null) as asked
    where x <> $2 order by 2, 3 on conflict do nothing`,
};

const RETURN = {
  name: 'duplicate_return',
  text: `delete from possible_duplicate d using possible_duplicate o
    where d.workspace_id = $1 and (d.contact_a = $2 or d.contact_b = $2) and d.decided_at is null
      and o.workspace_id = $1 and (o.contact_a = $3 or o.contact_b = $3) and o.decided_at is null
      and (case when d.contact_a = $2 then d.contact_b else d.contact_a end) = (case when o.contact_a = $3 then o.contact_b else o.contact_a end)
      and d.found_at = o.found_at and d.reason = o.reason`,
};

/** Decides that two contacts are two people. False when nobody ever asked. */
export async function dismissDuplicate(
  trx: Trx,
  workspaceId: string,
  { one, other, actor }: Omit<Decided, 'decision'>,
): Promise<boolean> {
  const rows = await trx.run(
    {
      name: 'duplicate_dismiss',
      text: `update possible_duplicate set decided_at = coalesce(decided_at, now()), decision = coalesce(decision, 'dismissed'),
          actor = coalesce(actor, $4)
        where workspace_id = $1 and contact_a = least($2::uuid, $3::uuid) and contact_b = greatest($2::uuid, $3::uuid)
        returning contact_a`,
    },
    [workspaceId, one, other, actor],
  );
  return rows.length > 0;
}
