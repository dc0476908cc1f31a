import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import { route } from '../../machinery/route.ts';
import { installState } from './store.ts';

/** The live check of the Install page. */
export function installRoutes(app: FastifyInstance, ctx: Context): void {
  route(app, ctx, 'GET /install', ({ workspaceId }) =>
    ctx.db.inWorkspace(workspaceId, (trx) => installState(trx, workspaceId)),
  );
}
