import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import { route } from '../../machinery/route.ts';
import { searchable } from '../parameters.ts';
import { searchAll } from './store.ts';

/** What the command palette asks as somebody types. */
export function searchRoutes(app: FastifyInstance, ctx: Context): void {
  route(app, ctx, 'GET /search', async ({ workspaceId, query }) => {
    const typed = searchable(query.q);
    if (typed === null) return { contacts: [], accounts: [], pages: [] };
    return searchAll(ctx, workspaceId, typed, ctx.clock());
  });
}
