import type { FastifyInstance } from 'fastify';
import { fileRoutes } from './files/file-routes.ts';
import { Floor } from './floor.ts';
import type { Chat, ChatDeps, ChatRoom } from './room-store.ts';
import { openTeamView, type TeamViewOf } from './team/presence-store.ts';
import { teamRoutes } from './team/team-routes.ts';
import { teamChat } from './team/team-store.ts';
import { CHAT_LIMITS, type ChatLimits, Gate, type GateDeps, openToPages } from './widget/gate-routes.ts';
import { type Every, everyByTimer, streamRoute } from './widget/stream-routes.ts';
import { widgetRoutes } from './widget/widget-routes.ts';

/** The chat, made once: what happens in it, and what others may do in it. */
export interface OpenChat {
  readonly room: ChatRoom;
  readonly chat: Chat;
  /** The team as leads see it now. */
  readonly teamOf: TeamViewOf;
}

export function openChat(deps: ChatDeps): OpenChat {
  const room: ChatRoom = { ...deps, floor: new Floor() };
  return { room, chat: teamChat(room), teamOf: openTeamView(room) };
}

/**
 * The ways in: `/chat/*` for leads, with the conversation's secret; `/api/v1` for the team. No cookies for leads; any page may ask, and where
 * conversations may begin is the website's list of origins.
 */
export async function chatRoutes(
  app: FastifyInstance,
  { room, chat, teamOf }: OpenChat,
  deps: Omit<GateDeps, 'limits'> & {
    readonly sites: { readonly forget: () => void };
    readonly limits?: ChatLimits;
    readonly every?: Every;
  },
): Promise<void> {
  const gate = new Gate(room, { ...deps, limits: deps.limits ?? CHAT_LIMITS });
  await app.register(async (scope) => {
    // Bodies are read by the routes: browsers send JSON as plain text, so that no preflight is needed.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.addHook('onRequest', openToPages);
    widgetRoutes(scope, room, gate, teamOf);
    fileRoutes(scope, room, gate);
    streamRoute(scope, room, gate, teamOf, deps.every ?? everyByTimer);
  });
  await app.register(async (scope) => teamRoutes(scope, room, chat, () => deps.sites.forget()));
}
