import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Trx } from './database/database.ts';
import type { Delivering, NewDelivery } from './outbox.ts';
import type { Tables } from './tables.ts';

type System = Kysely<Tables>;

/** What is looked for: deliveries of these topics, of one workspace or of all. */
export interface Look {
  readonly topics: readonly string[];
  readonly only: string | null;
}

const ADD = {
  name: 'outbox_add',
  text: `insert into delivery (workspace_id, topic, lane, key, payload, state, due_at, created_at)
    select $1, topic, lane, key, payload, 'waiting', to_timestamp(due / 1000.0), to_timestamp($7 / 1000.0)
    from unnest($2::text[], $3::text[], $4::text[], $5::jsonb[], $6::float8[]) with ordinality as added (topic, lane, key, payload, due, place)
    order by place
    on conflict (workspace_id, topic, key) do nothing`,
};

/** Writes deliveries in their order; those whose key is known already are let go. */
export async function addDeliveries(
  trx: Trx,
  workspaceId: string,
  deliveries: readonly NewDelivery[],
  now: number,
): Promise<void> {
  if (deliveries.length === 0) return;
  await trx.run(ADD, [
    workspaceId,
    deliveries.map(({ topic }) => topic),
    deliveries.map(({ lane }) => lane),
    deliveries.map(({ key }) => key),
    deliveries.map(({ payload }) => JSON.stringify(payload)),
    deliveries.map(({ dueAt }) => dueAt ?? now),
    now,
  ]);
}

/**
 * Takes what is due for a try, at most `max`: of each lane only the first that waits, so that a lane keeps its order. Taken ones are due
 * again at `until` unless something is said of them before.
 */
export async function takeDue(
  db: System,
  { topics, only }: Look,
  { now, until, max }: { readonly now: number; readonly until: number; readonly max: number },
): Promise<Delivering[]> {
  const { rows } = await sql<{
    workspace_id: string;
    id: number;
    topic: string;
    lane: string;
    key: string;
    payload: unknown;
    attempts: number;
    created_at: Date;
  }>`
    update delivery set due_at = to_timestamp(${until} / 1000.0), attempts = delivery.attempts + 1
    from (
      select d.workspace_id, d.id from delivery d
      where d.state = 'waiting' and d.due_at <= to_timestamp(${now} / 1000.0) and d.topic = any(${topics}::text[])
        and (${only}::uuid is null or d.workspace_id = ${only}::uuid)
        and not exists (
          select from delivery e where e.workspace_id = d.workspace_id and e.topic = d.topic and e.lane = d.lane
            and e.state = 'waiting' and e.id < d.id)
      order by d.due_at, d.id limit ${max} for update skip locked
    ) as head
    where delivery.workspace_id = head.workspace_id and delivery.id = head.id
    returning delivery.workspace_id, delivery.id, topic, lane, key, payload, attempts, created_at`.execute(db);
  return rows
    .map((row) => ({
      id: String(row.id),
      workspaceId: row.workspace_id,
      topic: row.topic,
      lane: row.lane,
      key: row.key,
      payload: row.payload,
      attempts: row.attempts - 1,
      createdAt: row.created_at.getTime(),
    }))
    .sort((a, b) => Number(a.id) - Number(b.id));
}

/** Keeps what is still being tried from being taken by another. */
export async function holdOn(db: System, tried: readonly Delivering[], until: number): Promise<void> {
  if (tried.length === 0) return;
  await db
    .updateTable('delivery')
    .set({ due_at: new Date(until) })
    .where('state', '=', 'waiting')
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('workspace_id', 'id'),
        'in',
        tried.map(({ workspaceId, id }) => tuple(workspaceId, Number(id))),
      ),
    )
    .execute();
}

export async function markDone(db: System, { workspaceId, id }: Delivering, now: number): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ state: 'done', done_at: new Date(now), problem: null })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', Number(id))
    .execute();
}

/** Puts one back for `dueAt`. One that `isFree` does not count as a try. */
export async function putBack(
  db: System,
  { workspaceId, id, attempts }: Delivering,
  { dueAt, problem, isFree }: { readonly dueAt: number; readonly problem: string; readonly isFree: boolean },
): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ due_at: new Date(dueAt), problem, attempts: isFree ? attempts : attempts + 1 })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', Number(id))
    .execute();
}

export async function markDead(db: System, { workspaceId, id }: Delivering, problem: string): Promise<void> {
  await db
    .updateTable('delivery')
    .set({ state: 'dead', problem })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', Number(id))
    .execute();
}

/** When the next of `topics` becomes due, in ms; null when none waits. Lanes that wait for their first are counted as soon as it is due. */
export async function nextDue(db: System, { topics, only }: Look): Promise<number | null> {
  const { rows } = await sql<{ due: Date | null }>`
    select min(d.due_at) as due from delivery d
    where d.state = 'waiting' and d.topic = any(${topics}::text[])
      and (${only}::uuid is null or d.workspace_id = ${only}::uuid)
      and not exists (
        select from delivery e where e.workspace_id = d.workspace_id and e.topic = d.topic and e.lane = d.lane
          and e.state = 'waiting' and e.id < d.id)`.execute(db);
  return rows[0]?.due?.getTime() ?? null;
}

/** Removes what was done before `before`; their keys may then be used again. Returns how many. */
export async function clearDone(db: System, before: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('delivery')
    .where('state', '=', 'done')
    .where('done_at', '<', new Date(before))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Has a dead one tried again, from now on. False when there is no such dead delivery. */
export async function revive(trx: Trx, workspaceId: string, id: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await trx.q
    .updateTable('delivery')
    .set({ state: 'waiting', attempts: 0, due_at: new Date(now) })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', Number(id))
    .where('state', '=', 'dead')
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}
