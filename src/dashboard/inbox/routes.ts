import type { FastifyInstance } from 'fastify';
import type { ChatStatus, ConversationsQuery } from '../../../wire/api/conversations.ts';
import type { IntentType } from '../../../wire/signal.ts';
import type { Chat } from '../../chat/room-store.ts';
import { repOf } from '../../chat/team/team-routes.ts';
import { granted } from '../../chat/widget/gate-routes.ts';
import type { Context } from '../../context.ts';
import { actorName, type Principal } from '../../machinery/auth/principal.ts';
import { notFound } from '../../machinery/refusal.ts';
import { route } from '../../machinery/route.ts';
import { findRepOfUser } from '../../workspace/rep-store.ts';
import { badCursor, isTime, readCursor, writeCursor } from '../cursor-routes.ts';
import { searchable, wordsOf } from '../parameters.ts';
import { isUuid } from '../uuid.ts';
import { conversationDetail, conversationItems } from './items-store.ts';
import { countInbox, type InboxFilter, type InboxPlace, listConversations, searchConversations } from './store.ts';

const LIST = 'conversations';
const EMPTY = { items: [], nextCursor: null };

/** The inbox: its list, a conversation's record, and what is done with it. */
export function inboxRoutes(app: FastifyInstance, ctx: Context, chat: Chat): void {
  const ownRep = async ({ workspaceId, userId }: Principal) => {
    if (userId === null) return null;
    return ctx.db.inWorkspace(workspaceId, async (trx) => (await findRepOfUser(trx, workspaceId, userId))?.id ?? null);
  };
  const detail = async (workspaceId: string, id: string) => {
    const found = isUuid(id)
      ? await ctx.db.inWorkspace(workspaceId, (trx) => conversationDetail(trx, workspaceId, id, ctx.clock(), chat))
      : null;
    if (!found) throw notFound('conversation');
    return found;
  };

  route(app, ctx, 'GET /conversations', async ({ workspaceId, principal, query }) => {
    const limit = query.limit ?? 50;
    const after = placeOf(query.cursor);
    const filter = await filterOf(ctx, workspaceId, query, () => ownRep(principal));
    if (filter === null) return EMPTY;
    return ctx.db.inWorkspace(workspaceId, async (trx) => {
      const found = await listConversations(trx, workspaceId, filter, { after, limit });
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      const ids = page.map(({ id }) => id);
      const items = await conversationItems(trx, workspaceId, ids, ctx.clock(), chat);
      return { items, nextCursor: last ? writeCursor(LIST, last.activeAt, last.id) : null };
    });
  });

  route(app, ctx, 'GET /conversations/counts', async ({ workspaceId, principal }) => {
    const repId = await ownRep(principal);
    return ctx.db.inWorkspace(workspaceId, (trx) => countInbox(trx, workspaceId, repId));
  });

  route(app, ctx, 'GET /conversations/:id', async ({ workspaceId, params }) => detail(workspaceId, params.id));

  route(app, ctx, 'POST /conversations/:id/act', async ({ workspaceId, principal, params, body }) => {
    if (!isUuid(params.id)) throw notFound('conversation');
    const rep = await repOf(ctx, principal);
    const by = { repId: rep?.id ?? null, name: rep?.name ?? principal.name, actor: actorName(principal) };
    granted(await chat.act(workspaceId, params.id, body, by));
    return detail(workspaceId, params.id);
  });
}

function placeOf(cursor: string | undefined): InboxPlace | null {
  const parts = readCursor(LIST, 2, cursor);
  if (parts === null) return null;
  const [activeAt, id] = parts;
  if (!isTime(activeAt) || !isUuid(id)) throw badCursor();
  return { activeAt, id };
}

/** Null: nothing can match. */
async function filterOf(
  ctx: Context,
  workspaceId: string,
  query: ConversationsQuery,
  ownRep: () => Promise<string | null>,
): Promise<InboxFilter | null> {
  const owner = query.owner === 'me' ? await ownRep() : (query.owner ?? null);
  const ids = [owner === 'none' ? null : owner, query.contact ?? null, query.link ?? null];
  if (query.owner === 'me' && owner === null) return null;
  if (ids.some((id) => id !== null && !isUuid(id))) return null;
  const typed = searchable(query.q);
  return {
    statuses: wordsOf<ChatStatus>(query.status),
    owner,
    types: wordsOf<IntentType>(query.intentType),
    contactId: query.contact ?? null,
    linkId: query.link ?? null,
    unread: query.unread === 'true',
    found: typed === null ? null : await searchConversations(ctx, workspaceId, typed),
  };
}
