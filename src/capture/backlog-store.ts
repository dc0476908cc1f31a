import { sql } from 'kysely';
import type { Millis } from '../foundation/time.ts';
import type { Database } from '../machinery/database/database.ts';
import type { SignalDraft } from './draft.ts';

/** Signals that were kept together. */
export interface Kept {
  readonly id: number;
  readonly workspaceId: string;
  readonly drafts: readonly SignalDraft[];
}

/** Keeps drafts until somebody records them; once this resolves they are durable. Resolves to what they are dropped by. */
export function keepDrafts(db: Database, workspaceId: string, drafts: readonly SignalDraft[]): Promise<number> {
  return db.inWorkspace(workspaceId, async (trx) => {
    const [row] = await trx.run<{ id: number }>(
      {
        name: 'backlog_keep',
        text: 'insert into signal_backlog (workspace_id, drafts, n) values ($1, $2, $3) returning id',
      },
      [workspaceId, JSON.stringify(drafts), drafts.length],
    );
    return row?.id ?? 0;
  });
}

/** Takes the oldest kept ones, of any workspace, that nobody holds, and holds them `until`. Null: there are none. */
export async function takeKept(db: Database, now: Millis, until: Millis): Promise<Kept | null> {
  const { rows } = await sql<{ id: number; workspace_id: string; drafts: string }>`
    update signal_backlog set held_until = to_timestamp(${until} / 1000.0)
    where id = (
      select id from signal_backlog where held_until <= to_timestamp(${now} / 1000.0)
      order by id limit 1 for update skip locked)
    returning id, workspace_id, drafts`.execute(db.system);
  const [row] = rows;
  return row ? { id: row.id, workspaceId: row.workspace_id, drafts: JSON.parse(row.drafts) as SignalDraft[] } : null;
}

/** They are recorded. */
export async function dropKept(db: Database, id: number): Promise<void> {
  await sql`delete from signal_backlog where id = ${id}`.execute(db.system);
}

/** Leaves those of them that could not be recorded, to be tried again at `until`. */
export async function leaveKept(db: Database, id: number, left: readonly SignalDraft[], until: Millis): Promise<void> {
  await sql`update signal_backlog set drafts = ${JSON.stringify(left)}, n = ${left.length},
    held_until = to_timestamp(${until} / 1000.0) where id = ${id}`.execute(db.system);
}

/** Which of these are still kept. */
export async function keptAmong(db: Database, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ id: number }>`select id from signal_backlog where id = any(${ids}::bigint[])`.execute(
    db.system,
  );
  return new Set(rows.map(({ id }) => id));
}

/** How many signals are kept, by whichever process. */
export async function countKept(db: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`select coalesce(sum(n), 0)::int8 as n from signal_backlog`.execute(
    db.system,
  );
  return rows[0]?.n ?? 0;
}
