import type { FastifyInstance } from 'fastify';
import type { Overview } from '../../../wire/api/overview.ts';
import type { Context } from '../../context.ts';
import type { Millis } from '../../foundation/time.ts';
import { route } from '../../machinery/route.ts';
import { overviewOf } from './store.ts';

// An overview that is quick to make is made each time. A slow one is kept for so many times what it took, and so never uses more than
// this part of one connection, however many dashboards look.
const SLOW_MS = 1_000;
const KEPT_TIMES = 20;

interface Kept {
  readonly until: Millis;
  readonly answer: Overview;
}

/** The overview screen. */
export function overviewRoutes(app: FastifyInstance, ctx: Context): void {
  const kept = new Map<string, Kept>();
  route(app, ctx, 'GET /overview', async ({ workspaceId, query }) => {
    const days = Number(query.days ?? '30');
    const key = `${workspaceId} ${days}`;
    const known = kept.get(key);
    if (known && ctx.clock() < known.until) return known.answer;
    kept.delete(key);
    const began = performance.now();
    const answer = await ctx.db.inWorkspace(workspaceId, (trx) => overviewOf(trx, workspaceId, days, ctx.clock()));
    const took = performance.now() - began;
    if (took > SLOW_MS) kept.set(key, { until: ctx.clock() + took * KEPT_TIMES, answer });
    return answer;
  });
}
