import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import { route } from '../../machinery/route.ts';
import { badCursor, readCursor, writeCursor } from '../cursor-routes.ts';
import { isUuid } from '../uuid.ts';
import { countDuplicates, type DuplicatePlace, duplicateItems, openDuplicates } from './store.ts';

/** The list of possible duplicates. */
export function duplicateRoutes(app: FastifyInstance, ctx: Context): void {
  route(app, ctx, 'GET /duplicates', async ({ workspaceId, query }) => {
    const limit = query.limit ?? 50;
    const place = placeOf(query.cursor);
    return ctx.db.inWorkspace(workspaceId, async (trx) => {
      const found = await openDuplicates(trx, workspaceId, place, limit + 1);
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      const items = await duplicateItems(trx, workspaceId, page, ctx.clock());
      const total = await countDuplicates(trx, workspaceId);
      return { items, nextCursor: last ? writeCursor('duplicates', last.found, last.a, last.b) : null, total };
    });
  });
}

function placeOf(cursor: string | undefined): DuplicatePlace | null {
  const parts = readCursor('duplicates', 3, cursor);
  if (parts === null) return null;
  const [found, a, b] = parts;
  if (!Number.isSafeInteger(found) || typeof found !== 'number' || !isUuid(a) || !isUuid(b)) throw badCursor();
  return { found, a, b };
}
