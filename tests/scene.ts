import { randomUUID } from 'node:crypto';
import type { SignalDraft } from '../src/capture/draft.ts';
import type { Context } from '../src/context.ts';
import { publishNews } from '../src/dashboard/news-store.ts';
import { dashboardRoutes } from '../src/dashboard/routes.ts';
import { signalId } from '../src/foundation/ids.ts';
import { contactIdOf, identityIdOf } from '../src/identity/keys.ts';
import { readMessage } from '../src/intent/type/store.ts';
import { type Recorded, record } from '../src/journey.ts';
import { compileRules } from '../src/signals/categorize.ts';
import { createWorld, type World, type WorldOptions } from './world.ts';

/** What a test says of one event; the rest is an ordinary page view in Chrome on a desktop. */
export interface Did {
  /** The browser; or `user` or `alone` (an e-mail) for calls of a server. */
  readonly browser?: string;
  readonly user?: string;
  readonly alone?: string;
  /** Ms before the world's present. */
  readonly ago?: number;
  readonly kind?: SignalDraft['kind'];
  readonly path?: string;
  readonly title?: string;
  readonly name?: string;
  readonly text?: string;
  readonly props?: SignalDraft['props'];
  /** Who the event says it is. */
  readonly email?: string;
  readonly traits?: SignalDraft['traits'];
  readonly from?: { readonly source: string; readonly channel: string };
  readonly device?: SignalDraft['device'];
  readonly country?: string;
  readonly session?: string;
  readonly pageView?: string;
  readonly filtered?: SignalDraft['filtered'];
}

/** A world whose signals are told in a line each, recorded by the real journey, and read through the dashboard's routes. */
export interface Scene extends World {
  /** Records events in one batch, in any order; tells open dashboards as the process would. */
  readonly happens: (...events: readonly Did[]) => Promise<Recorded>;
  /** The contact that a browser founds while nobody said who it is. */
  readonly stranger: (browser: string) => string;
  /** The contact of an e-mail address. */
  readonly person: (email: string) => string;
}

const CHROME = { type: 'desktop', browser: 'Chrome', os: 'macOS' } as const;

export async function createScene(
  options: WorldOptions & { readonly every?: (ms: number, run: () => void) => () => void } = {},
): Promise<Scene> {
  const { every, ...rest } = options;
  const world = await createWorld({
    ...rest,
    rooms: (ctx: Context) => [(app) => dashboardRoutes(app, ctx, every)],
  });
  const categorize = compileRules([], readMessage);
  const { ctx, workspaceId } = world;
  const contactOf = (kind: 'browser' | 'email', value: string) =>
    contactIdOf(workspaceId, identityIdOf(workspaceId, { kind, value }));
  return {
    ...world,
    happens: async (...events) => {
      const drafts = events.map((did) => draftOf(workspaceId, ctx.clock(), did));
      const recorded = await record(ctx.db, workspaceId, drafts, categorize);
      publishNews(ctx, workspaceId, recorded);
      return recorded;
    },
    stranger: (browser) => contactOf('browser', browser),
    person: (email) => contactOf('email', email),
  };
}

function draftOf(workspaceId: string, now: number, did: Did): SignalDraft {
  const at = now - (did.ago ?? 0);
  const kind = did.kind ?? (did.email === undefined && did.traits === undefined ? 'page_view' : 'identify');
  const path = did.path ?? '/';
  return {
    id: signalId(workspaceId, randomUUID(), at),
    at,
    receivedAt: now,
    kind,
    identity: identityOf(did),
    claim: did.email === undefined ? null : { userId: null, email: did.email, verified: false },
    traits: kind === 'identify' ? { ...(did.email ? { email: did.email } : {}), ...did.traits } : null,
    page: did.browser ? { url: `https://acme.test${path}`, host: 'acme.test', path, title: did.title ?? null } : null,
    name: did.name ?? null,
    text: did.text ?? null,
    props: did.props ?? null,
    touch: did.from ? { ...did.from, campaign: null, medium: null, referrer: null, entry: true } : null,
    device: did.device === undefined && did.browser ? CHROME : (did.device ?? null),
    country: did.country ?? null,
    session: did.session ?? null,
    pageView: did.pageView ?? null,
    filtered: did.filtered ?? null,
    flags: [],
  };
}

function identityOf(did: Did): SignalDraft['identity'] {
  if (did.browser) return { kind: 'browser', value: did.browser };
  if (did.user) return { kind: 'user', value: did.user };
  return { kind: 'email', value: did.alone ?? 'nobody@acme.test' };
}
