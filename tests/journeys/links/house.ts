import { randomUUID } from 'node:crypto';
import { byHandRoutes } from '../../../src/by-hand.ts';
import { captureRoutes, DEFAULT_LIMITS } from '../../../src/capture/routes.ts';
import type { LinkPlaces } from '../../../src/chat/places.ts';
import { chatSettings } from '../../../src/chat/settings-store.ts';
import type { Context } from '../../../src/context.ts';
import { dashboardRoutes } from '../../../src/dashboard/routes.ts';
import { exportRoutes } from '../../../src/export.ts';
import { forgetRoutes } from '../../../src/forget.ts';
import type { Room } from '../../../src/http.ts';
import { contactIdOf, identityIdOf } from '../../../src/identity/keys.ts';
import { fileUnproven } from '../../../src/links/jobs.ts';
import { linkPageRoutes } from '../../../src/links/page-routes.ts';
import { linkPlaces } from '../../../src/links/places-store.ts';
import { type LinkDeps, openLinkMemory } from '../../../src/links/room-store.ts';
import { linkRoutes } from '../../../src/links/routes.ts';
import { hearingLandings } from '../../../src/links/visits/landing-store.ts';
import { openRecorder } from '../../../src/recorder.ts';
import { compileRules } from '../../../src/signals/categorize.ts';
import type { LinkItem, LinkPut } from '../../../wire/api/links.ts';
import type { LinkPageBoot, LinkSeen } from '../../../wire/link-page.ts';
import { createWorld, type World } from '../../world.ts';

export const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
export const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';

/** What a browser says when somebody follows a link. */
const NAVIGATES = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'accept-language': 'en' };

export interface Asking {
  readonly method?: 'GET' | 'HEAD';
  readonly agent?: string | null;
  readonly headers?: Record<string, string>;
  readonly address?: string;
}

/** A world with links, a website's `/collect`, and the dashboard's routes. */
export interface LinkHouse extends World {
  readonly makeLink: (wanted: Partial<LinkPut> & { name: string }) => Promise<LinkItem>;
  /** Asks for an address as a browser does when somebody clicks. */
  readonly ask: (path: string, asking?: Asking) => Promise<Asked>;
  /** The page says that it was seen in this browser. */
  readonly see: (
    boot: LinkPageBoot,
    browser: string,
    said?: Partial<LinkSeen> & { agent?: string; slug?: string },
  ) => Promise<Seen>;
  /** Follows a link and sees its page. */
  readonly opens: (browser: string, path: string, asking?: Asking) => Promise<LinkPageBoot>;
  /** What the website's tag sends. */
  readonly collect: (browser: string, event: Record<string, unknown>) => Promise<number>;
  /** Resolves when all visits are written. */
  readonly settle: () => Promise<void>;
  readonly fileUnproven: () => Promise<void>;
  /** What a process does every few seconds: it looks for links that others changed. */
  readonly refresh: () => Promise<void>;
  /** What the chat is told of links. */
  readonly places: LinkPlaces;
  /** The contact of a browser or an e-mail, founded by it. */
  readonly contact: (kind: 'browser' | 'email', value: string) => string;
  /** Kinds of the signals on a contact's timeline, oldest first. */
  readonly timeline: (contactId: string) => Promise<string[]>;
}

export interface Asked {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly location: URL | null;
  readonly html: string;
  /** Of a page with a chat. */
  readonly boot: LinkPageBoot;
}

export interface Seen {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on what they expect to find
  readonly body: any;
}

export async function openLinkHouse(env: Record<string, string> = {}): Promise<LinkHouse> {
  let deps: LinkDeps | undefined;
  const categorize = compileRules([]);
  const world = await createWorld({
    env,
    signals: ({ db, log }) => openRecorder({ db, log, categorizeFor: async () => categorize, recorded: () => {} }),
    rooms: (ctx) => {
      deps = depsOf(ctx);
      return roomsOf(ctx, deps);
    },
  });
  if (!deps) throw new Error('a world asks for its rooms');
  const { app, call, workspaceId, ctx } = world;
  const { visits } = deps;
  const linkDeps = deps;
  const ask = async (path: string, asking: Asking = {}): Promise<Asked> => {
    const { method = 'GET', agent = CHROME, headers = {}, address = '203.0.113.7' } = asking;
    const said = { ...NAVIGATES, 'user-agent': agent ?? '', ...headers };
    const answer = await app.inject({ method, url: path, remoteAddress: address, headers: said });
    const location = answer.headers.location;
    return {
      ...{ status: answer.statusCode, headers: answer.headers, html: answer.body },
      location: typeof location === 'string' ? new URL(location) : null,
      get boot() {
        return bootIn(answer.body);
      },
    };
  };
  const see: LinkHouse['see'] = async (boot, browser, { agent = CHROME, slug = boot.slug, ...said } = {}) => {
    const seen: LinkSeen = { visit: boot.visit, visitor: { id: browser }, proof: 'visible', ...said };
    const answer = await app.inject({
      ...{ method: 'POST', url: `/l/${slug}/seen`, payload: JSON.stringify(seen), remoteAddress: '203.0.113.7' },
      headers: { 'content-type': 'text/plain', 'user-agent': agent },
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  return {
    ...world,
    ask,
    see,
    makeLink: async (wanted) => {
      const answer = await call('POST /links', { body: { ...PLAIN, ...wanted } });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      return answer.body;
    },
    opens: async (browser, path, asking) => {
      const { boot } = await ask(path, asking);
      await see(boot, boot.visitor ?? browser, { agent: asking?.agent ?? CHROME });
      return boot;
    },
    collect: async (browser, event) => {
      const sent = {
        id: randomUUID(),
        at: ctx.clock(),
        kind: 'page_view',
        session: 's',
        pageView: randomUUID(),
        ordinal: 0,
        ...event,
      };
      const batch = { tagId: world.tagId, anonymousId: browser, sentAt: ctx.clock(), events: [sent] };
      const answer = await app.inject({
        ...{ method: 'POST', url: '/collect', payload: JSON.stringify(batch) },
        headers: { 'content-type': 'text/plain', 'user-agent': CHROME },
      });
      const [result] = answer.json().results ?? [];
      if (result?.status !== 'accepted') throw new Error(answer.body);
      return answer.statusCode;
    },
    settle: visits.idle,
    refresh: linkDeps.links.refresh,
    places: linkPlaces(linkDeps),
    fileUnproven: () => fileUnproven({ ...ctx, ...linkDeps }),
    contact: (kind, value) => contactIdOf(workspaceId, identityIdOf(workspaceId, { kind, value })),
    timeline: async (contactId) => {
      const { body } = await call(`GET /contacts/${contactId}/timeline`);
      return (body.items ?? []).map((item: { kind: string }) => item.kind).reverse();
    },
  };
}

function depsOf(ctx: Context): LinkDeps {
  const team = { faces: [], online: false, replyMinutes: 20 };
  return {
    ...ctx,
    ...openLinkMemory(ctx),
    ...{ country: () => null, isShared: () => false },
    chatSettings: (workspaceId, asked) => chatSettings(ctx, workspaceId, { ...asked, isAllowed: true, team }),
  };
}

function roomsOf(ctx: Context, deps: LinkDeps): readonly Room[] {
  return [
    (app, { sites }) =>
      captureRoutes(app, {
        ...{ clock: ctx.clock, log: hearingLandings(ctx.signals, deps), sites, limits: DEFAULT_LIMITS },
        publicUrls: ctx.config.publicUrls,
        ...{ country: () => null, reportRefusals: () => {}, tagBundle: () => null, isShared: () => true },
      }),
    (app) => byHandRoutes(app, ctx, () => {}),
    (app) => forgetRoutes(app, ctx, () => {}),
    (app) => exportRoutes(app, ctx),
    (app) => linkPageRoutes(app, deps),
    (app) => linkRoutes(app, deps),
    (app) => dashboardRoutes(app, ctx),
  ];
}

const PLAIN: Omit<LinkPut, 'name' | 'slug'> = {
  ...{ kind: 'chat', channel: 'email', target: null, ownerId: null, greeting: null, heading: null, intro: null },
  ...{ active: true, expiresAt: null },
  utm: { source: null, medium: null, campaign: null, term: null, content: null },
};

function bootIn(html: string): LinkPageBoot {
  const json = /id="knock-page">(.*?)<\/script>/s.exec(html)?.[1];
  if (!json) throw new Error(`this is no link's page: ${html.slice(0, 500)}`);
  return JSON.parse(json);
}
