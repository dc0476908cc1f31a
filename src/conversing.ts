import type { LinkPlaces } from './chat/places.ts';
import type { Announce, ChatNews } from './chat/room-store.ts';
import { type OpenChat, openChat } from './chat/routes.ts';
import type { Context } from './context.ts';
import { publishConversation, publishPresence } from './dashboard/inbox/news-store.ts';
import { publishNews } from './dashboard/news-store.ts';
import { namingDemoPages } from './demo-paths.ts';
import type { TypeReader } from './intent/type/verdict.ts';

/** Who answers the chat's questions. */
export interface ConversingParts {
  readonly types: TypeReader;
  readonly links: LinkPlaces;
  readonly announce: Announce;
  readonly isActiveElsewhere: (workspaceId: string, repId: string) => boolean;
}

/** The chat, introduced to its neighbours: what leads say is recorded like everything else they do, and open dashboards hear of it. */
export function openConversing(ctx: Context, parts: ConversingParts): OpenChat {
  const signals = namingDemoPages(ctx.signals, ctx.config.publicUrls);
  const told = (workspaceId: string, news: ChatNews): void => {
    publishConversation(ctx, open.chat, workspaceId, news);
    if (news.contactIds.length === 0) return;
    publishNews(ctx, workspaceId, { signals: [], contactIds: news.contactIds, gone: [] });
  };
  const open: OpenChat = openChat({ ...ctx, ...parts, signals, told });
  publishPresence(ctx, open.chat);
  return open;
}
