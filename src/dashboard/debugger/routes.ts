import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import { route } from '../../machinery/route.ts';
import { debuggerState } from './store.ts';

/** The live debugger. */
export function debuggerRoutes(app: FastifyInstance, ctx: Context): void {
  route(app, ctx, 'GET /debugger', ({ workspaceId }) =>
    ctx.db.inWorkspace(workspaceId, (trx) => debuggerState(trx, workspaceId, ctx.clock())),
  );
}
