import { sql } from 'kysely';
import type { Millis } from '../foundation/time.ts';
import type { Database, Trx } from '../machinery/database/database.ts';
import type { SignalDraft } from './draft.ts';

/** Tables of this room that `forgetKept` takes a person out of. */
export const FORGOTTEN = ['signal_backlog'];

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

/** Takes the oldest kept ones, of any workspace that is not paused, that are due and that nobody holds, and holds them `until`. Null: there are none. */
export async function takeKept(db: Database, now: Millis, until: Millis): Promise<Kept | null> {
  const { rows } = await sql<{ id: number; workspace_id: string; drafts: string }>`
    update signal_backlog set held_until = to_timestamp(${until} / 1000.0)
    where id = (
      select id from signal_backlog
      where held_until <= to_timestamp(${now} / 1000.0) and due_at <= to_timestamp(${now} / 1000.0)
        and not exists (
          select from backlog_pause p
          where p.workspace_id = signal_backlog.workspace_id and p.until > to_timestamp(${now} / 1000.0))
      order by id limit 1 for update skip locked)
    returning id, workspace_id, drafts`.execute(db.system);
  const [row] = rows;
  return row ? { id: row.id, workspaceId: row.workspace_id, drafts: JSON.parse(row.drafts) as SignalDraft[] } : null;
}

/** Keeps everybody from taking what this workspace keeps before `until`. Those who hold some of it finish. */
export async function pauseKept(db: Database, workspaceId: string, until: Millis): Promise<void> {
  await sql`insert into backlog_pause (workspace_id, until) values (${workspaceId}, to_timestamp(${until} / 1000.0))
    on conflict (workspace_id) do update set until = excluded.until`.execute(db.system);
}

/** Ends a pause before its time. */
export async function resumeKept(db: Database, workspaceId: string): Promise<void> {
  await sql`delete from backlog_pause where workspace_id = ${workspaceId}`.execute(db.system);
}

/** Keeps others from taking them before `until`. */
export async function holdKept(db: Database, id: number, until: Millis): Promise<void> {
  await sql`update signal_backlog set held_until = to_timestamp(${until} / 1000.0) where id = ${id}`.execute(db.system);
}

/** They are recorded. */
export async function dropKept(db: Database, id: number): Promise<void> {
  await sql`delete from signal_backlog where id = ${id}`.execute(db.system);
}

/** Leaves those of them that are not recorded, to be tried at `dueAt`. */
export async function leaveKept(db: Database, id: number, left: readonly SignalDraft[], dueAt: Millis): Promise<void> {
  await sql`update signal_backlog set drafts = ${JSON.stringify(left)}, n = ${left.length},
    due_at = to_timestamp(${dueAt} / 1000.0), held_until = '-infinity' where id = ${id}`.execute(db.system);
}

/** Which of these are still kept. */
export async function keptAmong(db: Database, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ id: number }>`select id from signal_backlog where id = any(${ids}::bigint[])`.execute(
    db.system,
  );
  return new Set(rows.map(({ id }) => id));
}

/** What of one workspace is kept, by whichever process. */
export interface KeptSize {
  readonly workspaceId: string;
  readonly signals: number;
  /** Of these, without those that are put off because the database would not have them. */
  readonly due: number;
  readonly bytes: number;
}

/** How much is kept, by workspace; those that keep nothing are left out. */
export async function sizesOfKept(db: Database, now: Millis): Promise<readonly KeptSize[]> {
  const { rows } = await sql<KeptSize>`select workspace_id as "workspaceId", sum(n)::int8 as signals,
    coalesce(sum(n) filter (where due_at <= to_timestamp(${now} / 1000.0)), 0)::int8 as due,
    sum(octet_length(drafts))::int8 as bytes from signal_backlog group by workspace_id`.execute(db.system);
  return rows;
}

/** Removes from what is kept the drafts that are `theirs`. Needs `lockKept`. */
export async function forgetKept(
  trx: Trx,
  workspaceId: string,
  theirs: (draft: SignalDraft) => boolean,
): Promise<void> {
  let after = 0;
  for (;;) {
    // In a crowd there are more than memory should hold at once.
    const rows = await trx.run<{ id: number; drafts: string }>(OF_WORKSPACE, [workspaceId, after]);
    for (const { id, drafts } of rows) {
      const all = JSON.parse(drafts) as SignalDraft[];
      const left = all.filter((draft) => !theirs(draft));
      if (left.length === 0) await trx.run(FORGET, [workspaceId, id]);
      else if (left.length < all.length)
        await trx.run(FORGET_SOME, [workspaceId, id, JSON.stringify(left), left.length]);
    }
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}

const OF_WORKSPACE = {
  name: 'backlog_of_workspace',
  text: 'select id, drafts from signal_backlog where workspace_id = $1 and id > $2 order by id limit 20',
};
const FORGET = { name: 'backlog_forget', text: 'delete from signal_backlog where workspace_id = $1 and id = $2' };
const FORGET_SOME = {
  name: 'backlog_forget_some',
  text: 'update signal_backlog set drafts = $3, n = $4 where workspace_id = $1 and id = $2',
};

/**
 * Keeps everybody from taking what is kept until the transaction ends. False while some of it is being recorded. To be asked before any lock
 * that recording waits for.
 */
export async function lockKept(trx: Trx, workspaceId: string, now: Millis): Promise<boolean> {
  const rows = await trx.run<{ held: boolean }>(
    {
      name: 'backlog_lock',
      text: `select held_until > to_timestamp($2::float8 / 1000.0) as held from signal_backlog
        where workspace_id = $1 order by id for update`,
    },
    [workspaceId, now],
  );
  return rows.every((row) => !row.held);
}
