import type { FastifyInstance } from 'fastify';
import type { IntentScore, IntentType } from '../../../wire/signal.ts';
import type { Context } from '../../context.ts';
import type { Trx } from '../../machinery/database/database.ts';
import { notFound } from '../../machinery/refusal.ts';
import { route } from '../../machinery/route.ts';
import { contactRefs } from '../contacts/items-store.ts';
import { readPlace, writeCursor } from '../cursor-routes.ts';
import { searchable, wordsOf } from '../parameters.ts';
import { explanation } from '../record/score-store.ts';
import { filterOf, pageOfTimeline, startOf } from '../record/timeline-routes.ts';
import { matchAccounts } from '../search/match-store.ts';
import { isUuid } from '../uuid.ts';
import { accountItems, accountRecord, activityOfAccounts, latestStretches } from './items-store.ts';
import { countAccounts, keysOf, listAccounts } from './store.ts';
import { accountTimeline } from './timeline-store.ts';

/** The accounts table and the record page of an account. */
export function accountRoutes(app: FastifyInstance, ctx: Context): void {
  route(app, ctx, 'GET /accounts', async ({ workspaceId, query }) => {
    const sort = query.sort ?? '-score';
    const limit = query.limit ?? 50;
    const place = readPlace(`accounts${sort}`, keysOf(sort), query.cursor);
    const typed = searchable(query.q);
    const filter = {
      buckets: wordsOf<IntentScore>(query.intentScore),
      types: wordsOf<IntentType>(query.intentType),
      found: typed === null ? null : await matchAccounts(ctx, workspaceId, typed),
    };
    const now = ctx.clock();
    return ctx.db.inWorkspace(workspaceId, async (trx) => {
      const found = await listAccounts(trx, workspaceId, filter, sort, { seen: place?.seen ?? null, limit, now });
      // The first page counts, the others are told.
      const total = place ? place.total : await countAccounts(trx, workspaceId, filter, now);
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      const items = await accountItems(
        trx,
        workspaceId,
        page.map((one) => one.id),
        now,
      );
      return { items, nextCursor: last ? writeCursor(`accounts${sort}`, last.key, last.id, total) : null, total };
    });
  });

  route(app, ctx, 'GET /accounts/:id', ({ workspaceId, params: { id } }) =>
    ofAccount(ctx, workspaceId, id, async (trx) => {
      const record = await accountRecord(trx, workspaceId, id, ctx.clock());
      if (!record) throw notFound('account');
      return record;
    }),
  );

  route(app, ctx, 'GET /accounts/:id/score', ({ workspaceId, params: { id } }) =>
    ofAccount(ctx, workspaceId, id, async (trx) => {
      const rows = (await activityOfAccounts(trx, workspaceId, [id])).get(id) ?? [];
      return explanation(trx, workspaceId, rows, await latestStretches(trx, workspaceId, id), ctx.clock());
    }),
  );

  route(app, ctx, 'GET /accounts/:id/timeline', ({ workspaceId, params: { id }, query }) => {
    const { place, open } = startOf(query.cursor);
    const limit = query.limit ?? 50;
    return ofAccount(ctx, workspaceId, id, async (trx) => {
      const found = await accountTimeline(trx, workspaceId, id, filterOf(query), { place, limit: limit + 1 });
      const contacts = await contactRefs(trx, workspaceId, [...new Set(found.map((one) => one.contactId))]);
      return pageOfTimeline(trx, workspaceId, found, contacts, { limit, open });
    });
  });
}

async function ofAccount<Answer>(
  ctx: Context,
  workspaceId: string,
  id: string,
  answer: (trx: Trx) => Promise<Answer>,
): Promise<Answer> {
  if (!isUuid(id)) throw notFound('account');
  return ctx.db.inWorkspace(workspaceId, async (trx) => {
    const rows = await trx.run(
      { name: 'dashboard_find_account', text: 'select from account where workspace_id = $1 and id = $2' },
      [workspaceId, id],
    );
    if (rows.length === 0) throw notFound('account');
    return answer(trx);
  });
}
