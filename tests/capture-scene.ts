import { type FastifyInstance, fastify } from 'fastify';
import { onTestFinished } from 'vitest';
import type { SignalDraft } from '../src/capture/draft.ts';
import { LogUnavailable } from '../src/capture/log.ts';
import type { Refusal } from '../src/capture/refusal.ts';
import { type CaptureDeps, type CaptureLimits, captureRoutes, DEFAULT_LIMITS } from '../src/capture/routes.ts';
import type { Site } from '../src/capture/site.ts';
import { DEFAULT_TAG_SETTINGS } from '../wire/tag-settings.ts';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
export const ORIGIN = 'https://www.acme.example';

export const open: Site = {
  workspaceId: 'w-1',
  tagId: 'tag-1',
  origins: [],
  ownHosts: [],
  identitySecret: null,
  formerIdentitySecret: null,
  honourPrivacySignals: true,
  countAutomation: false,
  staffDomains: ['own.example'],
  tagSettings: { ...DEFAULT_TAG_SETTINGS, tagId: 'tag-1' },
};
const closed: Site = { ...open, tagId: 'tag-2', origins: [ORIGIN] };

/** The house as capture sees it: a log that can be away, two tags, one secret key, a clock that stands. */
export function house(limits: Partial<CaptureLimits> = {}, more: Partial<CaptureDeps> = {}) {
  const world = {
    app: fastify(),
    now: Date.UTC(2026, 2, 4, 12),
    appended: [] as SignalDraft[],
    refusals: [] as Refusal[],
    logIsAway: false,
    bundle: 'var settings=__KNOCK_SETTINGS__;' as string | null,
  };
  captureRoutes(world.app, {
    clock: () => world.now,
    log: {
      async append(_workspaceId, drafts) {
        if (world.logIsAway) throw new LogUnavailable('away');
        world.appended.push(...drafts);
      },
    },
    sites: {
      byTagId: (tagId) => [open, closed].find((site) => site.tagId === tagId) ?? null,
      byApiKey: (key) => (key === 'secret-key' ? open : key === 'reading-key' ? 'lacks_scope' : null),
    },
    publicUrls: ['https://knock.example'],
    country: () => 'DE',
    reportRefusals: (_workspaceId, refusals) => world.refusals.push(...refusals),
    isShared: (ip) => ip === '127.0.0.2',
    tagBundle: () => world.bundle,
    limits: { ...DEFAULT_LIMITS, ...limits },
    ...more,
  });
  const { app } = world;
  onTestFinished(() => app.close());
  return { app, world };
}

export const view = {
  id: 'event-number-1',
  kind: 'page_view',
  at: Date.UTC(2026, 2, 4, 11, 59),
  page: { url: 'https://www.acme.example/pricing', path: '/pricing' },
  pageView: 'pv-1',
  session: 's-1',
  ordinal: 1,
};
export const batch = {
  tagId: 'tag-1',
  anonymousId: 'browser-number-1',
  sentAt: Date.UTC(2026, 2, 4, 12),
  events: [view],
};
export const track = { event: 'Demo Requested', anonymousId: 'browser-number-1', messageId: 'm-1' };

type Sending = { body?: unknown; headers?: Record<string, string> };

export function post(app: FastifyInstance, url: string, { body, headers = {} }: Sending) {
  const payload = Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body);
  return app.inject({ method: 'POST', url, payload, headers: { 'user-agent': CHROME, ...headers } });
}

export const plain = { 'content-type': 'text/plain;charset=UTF-8' };
export const asUser = (key: string) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` });
