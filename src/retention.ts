import { trimRefusals } from './capture/store.ts';
import { conversationsBefore, forgetConversations } from './chat/forget-store.ts';
import { dropThreads } from './connections/slack/forget-store.ts';
import type { Context } from './context.ts';
import type { Millis } from './foundation/time.ts';
import { dropPartitions } from './machinery/database/drop-partitions.ts';
import { ensurePartitions } from './machinery/database/partitions.ts';
import { deleteSignalsBefore, FIRST_ID } from './signals/retention-store.ts';
import { retentionCutoff } from './workspace/retention.ts';
import { listWorkspaces } from './workspace/store.ts';

const QUEUE = 'housekeeping';
// Every night, at a quiet minute: not with everybody else's jobs on the hour.
const DAILY = '23 3 * * *';
/** Signals looked at in one transaction: some 50 ms, so that capture hardly notices. */
const PAGE_SIZE = 20_000;
const CONVERSATIONS_AT_ONCE = 100;
const REFUSALS_MAX = 1_000;

type HousekeepingContext = Pick<Context, 'db' | 'clock' | 'log'>;

/** Runs `keepHouse` every night. */
export async function startHousekeeping(ctx: HousekeepingContext & Pick<Context, 'jobs'>): Promise<void> {
  await ctx.jobs.work(QUEUE, async () => {
    await keepHouse(ctx);
  });
  await ctx.jobs.schedule(QUEUE, DAILY);
}

/** What a night's work did. */
export interface Kept {
  /** Signals deleted one by one, over all workspaces. */
  readonly deleted: number;
  /** Whole months dropped. */
  readonly dropped: readonly string[];
  /** Conversations deleted with all that was said in them. */
  readonly conversations: number;
}

/**
 * Deletes what workspaces no longer keep, and makes the partitions of the months to come. Signals and conversations go; what was learnt from them
 * stays: contacts, daily counts, scores. A month that nobody keeps is dropped at once, the rest goes page by page.
 * Doing it twice does nothing more; after a failure the next run goes on.
 */
export async function keepHouse(ctx: HousekeepingContext): Promise<Kept> {
  const { db, clock, log } = ctx;
  const now = clock();
  await ensurePartitions(db.pool, now);
  const workspaces = (await listWorkspaces(db.system)).map(({ id, settings: { retentionMonths } }) => ({
    id,
    cutoff: retentionMonths === null ? null : retentionCutoff(retentionMonths, now),
  }));
  const cutoffs = workspaces.map(({ cutoff }) => cutoff);
  const dropped = cutoffs.length > 0 && !cutoffs.includes(null) ? await dropMonths(ctx, earliest(cutoffs), now) : [];
  let deleted = 0;
  let conversations = 0;
  for (const { id, cutoff } of workspaces) {
    if (cutoff !== null) deleted += await deleteBefore(ctx, id, cutoff);
    if (cutoff !== null) conversations += await deleteConversations(ctx, id, cutoff);
    await db.inWorkspace(id, (trx) => trimRefusals(trx, id, REFUSALS_MAX));
  }
  const kept = { deleted, dropped, conversations };
  if (deleted + dropped.length + conversations > 0) log.info(kept, 'deleted what was past its retention');
  return kept;
}

function earliest(cutoffs: readonly (Millis | null)[]): Millis {
  return Math.min(...cutoffs.map((cutoff) => cutoff ?? Number.NEGATIVE_INFINITY));
}

// A busy table is no reason not to do the rest: what is not dropped is deleted row by row.
async function dropMonths({ db, log }: HousekeepingContext, cutoff: Millis, now: Millis): Promise<readonly string[]> {
  return dropPartitions(db.pool, cutoff, now).catch((error) => {
    log.warn({ err: error }, 'old months could not be dropped now');
    return [];
  });
}

async function deleteBefore({ db }: HousekeepingContext, workspaceId: string, cutoff: Millis): Promise<number> {
  let deleted = 0;
  let next: string | null = FIRST_ID;
  while (next !== null) {
    const afterId: string = next;
    const page = await db.inWorkspace(workspaceId, (trx) =>
      deleteSignalsBefore(trx, workspaceId, { cutoff, afterId, size: PAGE_SIZE }),
    );
    deleted += page.deleted;
    next = page.nextId;
  }
  return deleted;
}

// A conversation goes as a whole, when nothing was said in it since.
async function deleteConversations({ db }: HousekeepingContext, workspaceId: string, cutoff: Millis): Promise<number> {
  let deleted = 0;
  for (let count = CONVERSATIONS_AT_ONCE; count === CONVERSATIONS_AT_ONCE; deleted += count) {
    count = await db.inWorkspace(workspaceId, async (trx) => {
      const ids = await conversationsBefore(trx, workspaceId, cutoff, CONVERSATIONS_AT_ONCE);
      await dropThreads(trx, workspaceId, ids);
      await forgetConversations(trx, workspaceId, ids);
      return ids.length;
    });
  }
  return deleted;
}
