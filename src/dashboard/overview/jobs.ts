import type { Context } from '../../context.ts';
import { countBuckets } from './buckets-store.ts';

const QUEUE = 'count_buckets';

/** Counts the leads in each bucket after each UTC day, for the overview's chart. */
export async function overviewJobs(ctx: Context): Promise<void> {
  await ctx.jobs.work(QUEUE, async () => {
    const workspaces = await ctx.db.system.selectFrom('workspace').select('id').execute();
    for (const { id } of workspaces) await countBuckets(ctx.db, id, ctx.clock(), false);
  });
  await ctx.jobs.schedule(QUEUE, '7 0 * * *');
}
