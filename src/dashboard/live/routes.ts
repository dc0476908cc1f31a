import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import { route } from '../../machinery/route.ts';
import { liveNow } from './store.ts';

/** The live feed's first picture; the stream keeps it up to date. */
export function liveRoutes(app: FastifyInstance, ctx: Context): void {
  route(app, ctx, 'GET /live', ({ workspaceId }) =>
    ctx.db.inWorkspace(workspaceId, (trx) => liveNow(trx, workspaceId, ctx.clock())),
  );
}
