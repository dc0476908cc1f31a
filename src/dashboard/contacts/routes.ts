import type { FastifyInstance } from 'fastify';
import type { ContactsQuery } from '../../../wire/api/contacts.ts';
import type { IntentScore, IntentType } from '../../../wire/signal.ts';
import type { Context } from '../../context.ts';
import { route } from '../../machinery/route.ts';
import { readPlace, writeCursor } from '../cursor-routes.ts';
import { instant } from '../intent.ts';
import { searchable, wordsOf } from '../parameters.ts';
import { matchContacts } from '../search/match-store.ts';
import { isUuid } from '../uuid.ts';
import { contactItems } from './items-store.ts';
import { openersOf } from './openers-store.ts';
import { type ContactFilter, countContacts, keysOf, listContacts } from './store.ts';

/** The contacts table. */
export function contactRoutes(app: FastifyInstance, ctx: Context): void {
  route(app, ctx, 'GET /contacts', async ({ workspaceId, query }) => {
    const sort = query.sort ?? '-score';
    const limit = query.limit ?? 50;
    const place = readPlace(`contacts${sort}`, keysOf(sort), query.cursor);
    if (query.account !== undefined && !isUuid(query.account))
      return { items: [], nextCursor: null, total: 0, pageSince: null };
    const asked = await filterOf(ctx, workspaceId, query);
    const path = searchable(query.page);
    const now = ctx.clock();
    return ctx.db.inWorkspace(workspaceId, async (trx) => {
      const openers = path === null ? null : await openersOf(trx, workspaceId, path, now);
      const filter = { ...asked, openers: openers?.ids ?? null };
      const found = await listContacts(trx, workspaceId, filter, sort, { seen: place?.seen ?? null, limit, now });
      // The first page counts, the others are told.
      const total = place ? place.total : await countContacts(trx, workspaceId, filter, now);
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      const items = await contactItems(
        trx,
        workspaceId,
        page.map((one) => one.id),
        now,
      );
      return {
        items,
        nextCursor: last ? writeCursor(`contacts${sort}`, last.key, last.id, total) : null,
        total,
        pageSince: openers?.since ? instant(openers.since) : null,
      };
    });
  });
}

async function filterOf(
  ctx: Context,
  workspaceId: string,
  query: ContactsQuery,
): Promise<Omit<ContactFilter, 'openers'>> {
  const typed = searchable(query.q);
  return {
    buckets: wordsOf<IntentScore>(query.intentScore),
    types: wordsOf<IntentType>(query.intentType),
    identified: query.identified === undefined ? null : query.identified === 'true',
    accountId: query.account ?? null,
    channel: searchable(query.channel),
    online: query.online === 'true',
    found: typed === null ? null : await matchContacts(ctx, workspaceId, typed),
  };
}
