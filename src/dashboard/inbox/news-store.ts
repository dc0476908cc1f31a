import type { StoredMessage } from '../../chat/change.ts';
import { fileUrls } from '../../chat/files/file-routes.ts';
import type { Chat, ChatNews } from '../../chat/room-store.ts';
import { teamMessage } from '../../chat/shown.ts';
import { findConversation } from '../../chat/store.ts';
import type { Context } from '../../context.ts';
import type { Live } from '../../machinery/live.ts';
import { conversationItems } from './items-store.ts';

type NewsContext = Pick<Context, 'db' | 'live' | 'clock' | 'log' | 'secrets'>;

interface Waiting {
  readonly messages: Map<string, StoredMessage[]>;
  running: Promise<void> | null;
}

const waitingOf = new WeakMap<Live, Map<string, Waiting>>();

/**
 * Tells open dashboards of a commit in a conversation: a `message` event for each message that is new or changed, then a `conversation` event. Costs
 * nothing while nobody listens; what comes while the one before is being read is told together. Never throws.
 */
export function publishConversation(ctx: NewsContext, chat: Pick<Chat, 'isHere'>, workspaceId: string, news: ChatNews) {
  const waiting = waitingFor(ctx.live, workspaceId);
  if (!ctx.live.hasListeners(workspaceId)) {
    // Whoever comes back with an old event id must not believe that nothing happened.
    ctx.live.skip(workspaceId);
    return;
  }
  const { conversationId, messages } = news;
  waiting.messages.set(conversationId, [...(waiting.messages.get(conversationId) ?? []), ...messages]);
  waiting.running ??= tellAll(ctx, chat, workspaceId, waiting);
}

/** Tells open dashboards who comes, goes and types, until the answer is called. */
export function publishPresence({ live }: Pick<Context, 'live'>, chat: Pick<Chat, 'watch'>): () => void {
  return chat.watch((workspaceId, conversation, presence) => {
    if (!live.hasListeners(workspaceId)) return;
    const { kind, ...said } = presence;
    live.publish(workspaceId, kind === 'typing' ? 'typing' : 'presence', { conversation, ...said });
  });
}

/** Resolves when everything given to `publishConversation` so far is published. */
export async function conversationsPublished(ctx: Pick<Context, 'live'>, workspaceId: string): Promise<void> {
  await waitingFor(ctx.live, workspaceId).running;
}

function waitingFor(live: Live, workspaceId: string): Waiting {
  const workspaces = waitingOf.get(live) ?? new Map<string, Waiting>();
  waitingOf.set(live, workspaces);
  const known = workspaces.get(workspaceId);
  if (known) return known;
  const made: Waiting = { messages: new Map(), running: null };
  workspaces.set(workspaceId, made);
  return made;
}

async function tellAll(
  ctx: NewsContext,
  chat: Pick<Chat, 'isHere'>,
  workspaceId: string,
  waiting: Waiting,
): Promise<void> {
  try {
    // Let the commit's caller go on first.
    await Promise.resolve();
    while (waiting.messages.size > 0) {
      const told = new Map(waiting.messages);
      waiting.messages.clear();
      await tell(ctx, chat, workspaceId, told);
    }
  } catch (error) {
    ctx.log.warn({ err: error }, 'open dashboards were not told of a conversation');
    ctx.live.publish(workspaceId, 'reset', {});
  } finally {
    waiting.running = null;
  }
}

async function tell(
  ctx: NewsContext,
  chat: Pick<Chat, 'isHere'>,
  workspaceId: string,
  told: ReadonlyMap<string, readonly StoredMessage[]>,
): Promise<void> {
  const now = ctx.clock();
  const { items, read } = await ctx.db.inWorkspace(workspaceId, async (trx) => {
    const shown = await conversationItems(trx, workspaceId, [...told.keys()], now, chat);
    const seqs = new Map<string, number>();
    for (const { id } of shown) seqs.set(id, (await findConversation(trx, workspaceId, id))?.leadReadSeq ?? 0);
    return { items: shown, read: seqs };
  });
  const url = fileUrls(ctx.secrets, workspaceId, now);
  for (const item of items) {
    for (const message of told.get(item.id) ?? []) {
      const shown = teamMessage(message, read.get(item.id) ?? 0, url);
      ctx.live.publish(workspaceId, 'message', { conversation: item.id, message: shown });
    }
    ctx.live.publish(workspaceId, 'conversation', item);
  }
}
