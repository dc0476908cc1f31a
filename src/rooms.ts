import { byHandRoutes } from './by-hand.ts';
import type { SignalLog } from './capture/log.ts';
import { captureRoutes, DEFAULT_LIMITS } from './capture/routes.ts';
import { categoryRoutes } from './categories.ts';
import { chatRoutes, type OpenChat } from './chat/routes.ts';
import { chatSettings } from './chat/settings-store.ts';
import { chatFileRoutes } from './chat-files.ts';
import { withLauncher } from './chat-launcher.ts';
import type { AskProvider } from './connections/ai/client.ts';
import { aiRoutes } from './connections/ai/routes.ts';
import { deliveryRoutes } from './connections/routes.ts';
import type { Slack } from './connections/slack/jobs.ts';
import type { Context } from './context.ts';
import { inboxRoutes } from './dashboard/inbox/routes.ts';
import { type Happened, publishNews } from './dashboard/news-store.ts';
import { overviewJobs } from './dashboard/overview/jobs.ts';
import { dashboardRoutes } from './dashboard/routes.ts';
import { demoNaming } from './demo-paths.ts';
import { exportRoutes } from './export.ts';
import { forgetRoutes } from './forget.ts';
import type { Room } from './http.ts';
import { intentRoutes } from './intent/routes.ts';
import { linkPageRoutes } from './links/page-routes.ts';
import type { LinkDeps, LinkMemory } from './links/room-store.ts';
import { linkRoutes } from './links/routes.ts';
import { hearingLandings } from './links/visits/landing-store.ts';
import type { CountryOf } from './machinery/country.ts';
import { pageRoutes } from './pages.ts';
import type { Refusals } from './refusals.ts';
import { startReplays } from './replay.ts';
import { startRescores } from './rescore.ts';
import { startHousekeeping } from './retention.ts';
import type { Rules } from './rules.ts';
import { sampleRoutes, startSampleJobs } from './sample-data.ts';

/** What the rooms need beside the context. */
export interface RoomParts {
  /** Where signals from outside go. */
  readonly incoming: SignalLog;
  readonly rules: Rules;
  readonly refusals: Pick<Refusals, 'report'>;
  readonly country: CountryOf;
  readonly linkMemory: LinkMemory;
  readonly conversing: OpenChat;
  readonly slack: Slack;
  readonly ask: AskProvider;
  readonly tagBundle: () => Promise<string | null>;
}

/** Every room's routes, in the order of the journey; the pages last, since they take what nobody else does. */
export function roomsOf(ctx: Context, parts: RoomParts): readonly Room[] {
  const { incoming, rules, refusals, country, linkMemory, conversing, slack, ask, tagBundle } = parts;
  const { clock } = ctx;
  const { publicUrls } = ctx.config;
  const changed = (workspaceId: string, change: Omit<Happened, 'signals'>) =>
    publishNews(ctx, workspaceId, { ...change, signals: [] });
  const links: LinkDeps = {
    ...ctx,
    ...linkMemory,
    ...{ country, isShared },
    chatSettings: async (workspaceId, asked) =>
      chatSettings(ctx, workspaceId, { ...asked, isAllowed: true, team: await conversing.teamOf(workspaceId) }),
  };
  return [
    (app, { sites }) =>
      captureRoutes(app, {
        clock,
        log: hearingLandings(incoming, links),
        recordedAs: demoNaming(publicUrls),
        sites,
        publicUrls,
        tagSettings: withLauncher(ctx),
        country,
        reportRefusals: refusals.report,
        tagBundle,
        limits: DEFAULT_LIMITS,
        isShared,
      }),
    (app) => byHandRoutes(app, ctx, changed),
    (app) => categoryRoutes(app, { ...ctx, rules }),
    (app) => intentRoutes(app, { clock, categorizeFor: rules.categorizeFor }),
    (app) =>
      forgetRoutes(app, ctx, (workspaceId, { conversationIds, ...change }) => {
        changed(workspaceId, change);
        for (const id of conversationIds) conversing.room.floor.tell(workspaceId, id, { kind: 'end' });
      }),
    (app) => exportRoutes(app, ctx),
    (app) => sampleRoutes(app, ctx),
    (app) => linkPageRoutes(app, links),
    (app) => linkRoutes(app, links),
    (app, { sites }) => chatRoutes(app, conversing, { sites, publicUrls, country, isShared }),
    (app) => inboxRoutes(app, ctx, conversing.chat),
    slack.routes,
    (app) => aiRoutes(app, { ...ctx, ask }),
    (app) => deliveryRoutes(app, ctx),
    (app) => dashboardRoutes(app, ctx),
    chatFileRoutes,
    (app) => pageRoutes(app, ctx),
  ];
}

/** Begins all work that outlives a request. */
export async function startRoomJobs(
  ctx: Context,
  { rules, links }: Pick<LinkMemory, 'links'> & { readonly rules: Rules },
): Promise<void> {
  await overviewJobs(ctx);
  await startHousekeeping(ctx);
  await startReplays({ ...ctx, rules });
  await startRescores(ctx);
  await startSampleJobs({ ...ctx, links });
}

// Behind a proxy on this machine that names no client, all visitors have its address.
function isShared(ip: string): boolean {
  return /^(127\.|::1$|::ffff:127\.)/.test(ip);
}
