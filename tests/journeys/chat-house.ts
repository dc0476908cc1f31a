import { randomBytes, randomUUID } from 'node:crypto';
import { byHandRoutes } from '../../src/by-hand.ts';
import { captureRoutes, DEFAULT_LIMITS } from '../../src/capture/routes.ts';
import { handleDeliveries, runDue } from '../../src/chat/jobs.ts';
import { type LinkPlaces, NO_LINKS } from '../../src/chat/places.ts';
import type { Announce } from '../../src/chat/room-store.ts';
import { chatRoutes, type OpenChat } from '../../src/chat/routes.ts';
import type { ChatLimits } from '../../src/chat/widget/gate-routes.ts';
import type { Context } from '../../src/context.ts';
import { openConversing } from '../../src/conversing.ts';
import { conversationsPublished } from '../../src/dashboard/inbox/news-store.ts';
import { inboxRoutes } from '../../src/dashboard/inbox/routes.ts';
import { newsPublished, publishNews } from '../../src/dashboard/news-store.ts';
import { dashboardRoutes } from '../../src/dashboard/routes.ts';
import { exportRoutes } from '../../src/export.ts';
import { forgetRoutes } from '../../src/forget.ts';
import { hmacSha256 } from '../../src/foundation/sign.ts';
import type { Room } from '../../src/http.ts';
import { builtInTypeReader } from '../../src/intent/type/store.ts';
import type { TypeReader } from '../../src/intent/type/verdict.ts';
import { openRecorder } from '../../src/recorder.ts';
import { compileRules } from '../../src/signals/categorize.ts';
import { createWorld, type World, type WorldOptions } from '../world.ts';

const CHROME =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36';

export interface HouseOptions extends Omit<WorldOptions, 'rooms' | 'signals'> {
  readonly types?: TypeReader;
  readonly links?: LinkPlaces;
  readonly announce?: Announce;
  readonly limits?: ChatLimits;
  /** False: the agent asks nothing, so that a conversation holds only what the test says. */
  readonly asks?: boolean;
  /** Routes of rooms to the right, which work with the chat. */
  readonly more?: (ctx: Context, chat: OpenChat) => readonly Room[];
}

/** A Knock with everything a conversation passes through: capture, chat, recorder, inbox. Deliveries go out when they are due, time when it is told. */
export interface ChatHouse extends World {
  readonly open: OpenChat;
  /** A browser on the website. */
  readonly lead: (options?: Partial<LeadOptions>) => Lead;
  /** Waits until what was written is recorded, read and told. */
  readonly settled: () => Promise<void>;
  /** Moves the clock and lets the timers go off. */
  readonly later: (ms: number) => Promise<void>;
}

interface LeadOptions {
  readonly id: string;
  readonly slug: string;
  readonly url: string;
  readonly userAgent: string;
  readonly webdriver: boolean;
  readonly email: string;
  readonly token: string;
  readonly language: string;
}

// biome-ignore lint/suspicious/noExplicitAny: tests assert on what they expect to find
type Json = any;

export interface Lead {
  readonly id: string;
  /** `conversation` and `secret`, after `start`. */
  readonly key: { conversation: string; secret: string };
  /** The conversation's id as the team knows it. */
  readonly inboxId: () => string;
  readonly post: (
    path: string,
    body: object,
    headers?: Record<string, string>,
  ) => Promise<{ status: number; body: Json }>;
  readonly visits: (path: string, claim?: object) => Promise<void>;
  readonly start: (more?: object) => Promise<{ status: number; body: Json }>;
  readonly says: (text: string, more?: object) => Promise<Json>;
  /** Everything that changed after `after`, as the widget gets it. */
  readonly hears: (after?: number) => Promise<Json[]>;
  readonly uploads: (name: string, bytes: Uint8Array) => Promise<{ status: number; body: Json }>;
}

export async function openChatHouse(options: HouseOptions = {}): Promise<ChatHouse> {
  let open: OpenChat | undefined;
  const categorize = compileRules([]);
  const { types, links, announce, limits, more, asks = true, ...rest } = options;
  const world = await createWorld({
    ...rest,
    signals: (base) =>
      openRecorder({
        db: base.db,
        log: base.log,
        categorizeFor: async () => categorize,
        recorded: (workspaceId, recorded) => publishNews(base, workspaceId, recorded),
      }),
    rooms: (ctx) => {
      const conversing = openConversing(ctx, {
        types: types ?? builtInTypeReader,
        links: links ?? NO_LINKS,
        announce: announce ?? (async () => {}),
        isActiveElsewhere: () => false,
      });
      open = conversing;
      handleDeliveries(conversing.room);
      const changed = (workspaceId: string, change: Omit<Parameters<typeof publishNews>[2], 'signals'>) =>
        publishNews(ctx, workspaceId, { ...change, signals: [] });
      return [
        (app, { sites }) =>
          captureRoutes(app, {
            clock: ctx.clock,
            log: ctx.signals,
            sites,
            publicUrls: ctx.config.publicUrls,
            country: () => null,
            reportRefusals: () => {},
            tagBundle: () => 'const settings = __KNOCK_SETTINGS__;',
            limits: DEFAULT_LIMITS,
            isShared: () => true,
          }),
        (app, { sites }) =>
          chatRoutes(app, conversing, {
            sites,
            publicUrls: ctx.config.publicUrls,
            country: () => null,
            isShared: () => limits === undefined,
            ...(limits && { limits }),
          }),
        (app) => byHandRoutes(app, ctx, changed),
        (app) =>
          forgetRoutes(app, ctx, (workspaceId, { conversationIds, ...change }) => {
            changed(workspaceId, change);
            for (const id of conversationIds) conversing.room.floor.tell(workspaceId, id, { kind: 'end' });
          }),
        (app) => exportRoutes(app, ctx),
        (app) => inboxRoutes(app, ctx, conversing.chat),
        (app) => dashboardRoutes(app, ctx, () => () => {}),
        ...(more?.(ctx, conversing) ?? []),
      ];
    },
  });
  if (!open) throw new Error('the chat was not opened');
  const { room } = open;
  if (!asks) {
    const { body } = await world.call('GET /chat');
    await world.call('PUT /chat', { body: { ...body, askType: false } });
  }
  const settled = async () => {
    await world.ctx.outbox.idle();
    await newsPublished(world.ctx, world.workspaceId);
    await conversationsPublished(world.ctx, world.workspaceId);
  };
  return {
    ...world,
    open,
    settled,
    lead: (lead = {}) => newLead(world, lead),
    later: async (ms) => {
      world.pass(ms);
      // A batch at a time: conversations of other tests in this database are due as well.
      while ((await runDue(room)) > 0);
      await settled();
    },
  };
}

function newLead(world: World, options: Partial<LeadOptions>): Lead {
  const id = options.id ?? randomUUID();
  const key = { conversation: '', secret: randomBytes(32).toString('base64url') };
  const userAgent = options.userAgent ?? CHROME;
  const url = options.url ?? 'https://acme.test/pricing';
  const visitor = () => ({
    id,
    ...(options.webdriver && { webdriver: true }),
    ...(options.email && { email: options.email }),
    ...(options.token && { token: options.token }),
  });
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const answer = await world.app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'text/plain', 'user-agent': userAgent, ...headers },
      payload: JSON.stringify(body),
    });
    return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() };
  };
  const place = options.slug ? { slug: options.slug } : { tagId: world.tagId };
  const clientId = randomUUID();
  const start = async (more: object = {}) => {
    const page = { url, title: 'Pricing' };
    const language = options.language ?? 'en';
    const body = { ...place, clientId, secret: key.secret, visitor: visitor(), page, language, ...more };
    const answer = await post('/chat/start', body);
    if (answer.status === 200) key.conversation = answer.body.conversation;
    return answer;
  };
  const ensure = async () => {
    if (key.conversation !== '') return;
    const started = await start();
    if (started.status !== 200) throw new Error(`start answered ${started.status}: ${JSON.stringify(started.body)}`);
  };
  return {
    id,
    key,
    post,
    start,
    inboxId: () => key.conversation.slice(32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    visits: async (path, claim) => {
      const event = {
        id: randomUUID(),
        kind: claim ? 'identify' : 'page_view',
        at: world.ctx.clock(),
        session: 'session-1',
        pageView: 'view-1',
        ordinal: 1,
        page: { url: new URL(path, url).href, path, title: path, referrer: '' },
        ...(claim && { claim, props: {} }),
      };
      const batch = { tagId: world.tagId, anonymousId: id, sentAt: world.ctx.clock(), events: [event] };
      const answer = await post('/collect', batch);
      if (answer.status !== 202 || answer.body.results[0].status !== 'accepted') {
        throw new Error(`collect answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      }
    },
    says: async (text, more = {}) => {
      await ensure();
      const answer = await post('/chat/send', { ...key, clientId: randomUUID(), text, visitor: visitor(), ...more });
      if (answer.status !== 200) throw new Error(`send answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.body.message;
    },
    hears: async (after = 0) => {
      const answer = await post('/chat/messages', { ...key, after });
      if (answer.status !== 200) throw new Error(`messages answered ${answer.status}`);
      return answer.body.messages;
    },
    uploads: async (name, bytes) => {
      await ensure();
      const answer = await world.app.inject({
        method: 'POST',
        url: '/chat/files',
        query: { conversation: key.conversation, name },
        headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${key.secret}` },
        payload: Buffer.from(bytes),
      });
      return { status: answer.statusCode, body: answer.json() };
    },
  };
}

/** An identity token as the customer's server makes it. */
export function signedToken(secret: string, holder: { email?: string; userId?: string }, expiresAt: number): string {
  const payload = Buffer.from(JSON.stringify({ ...holder, exp: Math.floor(expiresAt / 1000) })).toString('base64url');
  return `${payload}.${hmacSha256(secret, payload)}`;
}
