import { fastify } from 'fastify';
import type { SignalDraft } from '../../src/capture/draft.ts';
import { LogUnavailable } from '../../src/capture/log.ts';
import { type CaptureLimits, captureRoutes, DEFAULT_LIMITS } from '../../src/capture/routes.ts';
import type { Site } from '../../src/capture/site.ts';
import { DEFAULT_TAG_SETTINGS } from '../../wire/tag-settings.ts';

export const WRITE_KEY = 'write-key-1';
export const API_KEY = 'secret-key-of-a-server';

const site: Site = {
  workspaceId: 'w-1',
  tagId: WRITE_KEY,
  origins: [],
  ownHosts: [],
  identitySecret: null,
  formerIdentitySecret: null,
  honourPrivacySignals: true,
  countAutomation: true,
  staffDomains: [],
  tagSettings: { ...DEFAULT_TAG_SETTINGS, tagId: WRITE_KEY },
};

/** A listening server with capture's routes and a log that collects. */
export interface CaptureHouse {
  readonly origin: string;
  /** Everything that was appended, in order; an event sent twice is here twice. */
  readonly appended: readonly SignalDraft[];
  /** Each signal once, as the store keeps it. */
  readonly signals: () => SignalDraft[];
  /** What was answered, in order. */
  readonly statuses: readonly number[];
  /** The next so many appends store what they get and then fail: the worst moment, when the sender cannot know. */
  loseAnswers(times: number): void;
  waitFor(count: number): Promise<SignalDraft[]>;
  close(): Promise<void>;
}

export async function openCaptureHouse(
  options: {
    readonly clockAheadMs?: number;
    /** In place of the machine's; ms since the epoch. */
    readonly clock?: () => number;
    readonly limits?: Partial<CaptureLimits>;
  } = {},
): Promise<CaptureHouse> {
  const { clockAheadMs = 0, clock = () => Date.now() + clockAheadMs } = options;
  const appended: SignalDraft[] = [];
  const statuses: number[] = [];
  let losing = 0;
  let waiting: (() => boolean)[] = [];
  const app = fastify();
  app.addHook('onResponse', async (_request, reply) => {
    statuses.push(reply.statusCode);
    waiting = waiting.filter((satisfied) => !satisfied());
  });
  await captureRoutes(app, {
    clock,
    log: {
      async append(_workspaceId, drafts) {
        appended.push(...drafts);
        if (losing-- > 0) throw new LogUnavailable('The disk is full.');
      },
    },
    sites: {
      byTagId: (tagId) => (tagId === WRITE_KEY ? site : null),
      byApiKey: (key) => (key === API_KEY ? site : null),
    },
    publicUrls: [],
    country: () => null,
    reportRefusals: () => {},
    isShared: () => false,
    tagBundle: () => null,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
  });
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  const signals = () => [...new Map(appended.map((draft) => [draft.id, draft])).values()];
  return {
    origin,
    appended,
    statuses,
    signals,
    loseAnswers(times) {
      losing = times;
    },
    waitFor(count) {
      return new Promise((resolve) => {
        const check = () => {
          if (signals().length < count) return false;
          resolve(signals());
          return true;
        };
        if (!check()) waiting.push(check);
      });
    },
    close: () => app.close(),
  };
}
