import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { collect as judge } from '../../src/capture/collect.ts';
import {
  COLLECT_BODY_BYTES_MAX,
  CollectAnswer,
  CollectBatch,
  CollectEvent,
  type CollectResult,
} from '../../wire/collect.ts';
import { DEFAULT_TAG_SETTINGS, renderTag, type TagSettings } from '../../wire/tag-settings.ts';

export const TAG_ID = 'tag_test';

/** What the server does with a batch: judges each event by capture's own rules, refuses some by name, too many at once or all for a reason, or fails. */
export type Mode = 'accept' | 'hang_up' | number | { refuse: string } | { atMost: number } | { forbid: string };

/** An accepted event, under the name that capture made of what the page said, with the request it came in. */
export type Arrived = CollectEvent & { batch: CollectBatch };

/** A website with the tag and a server that checks every body by the wire's schema. */
export interface Site {
  readonly origin: string;
  /** Each event once, in order of arrival, however often it was sent. */
  readonly events: Arrived[];
  /** Every body as received, refused ones too. */
  readonly bodies: string[];
  /** Requests that broke the wire's schema. */
  readonly faults: unknown[];
  mode: Mode;
  /** How many events `expectBeacons` has looked at: each belongs to one expectation, whenever it arrived. */
  looked: number;
  waitFor(what: (event: Arrived) => boolean): Promise<Arrived>;
  waitForRequests(count: number): Promise<void>;
  close(): void;
}

const FACTS = {
  userAgent: null,
  purpose: null,
  privacySignal: false,
  endpoint: '/collect',
  origin: null,
  country: null,
  trusted: false,
  mint: () => '',
};
const CUSTOMER = {
  workspaceId: '6f0f7a1e-6f56-8d1c-8b1f-1d3f5a7c9e00',
  tagId: TAG_ID,
  origins: [],
  ownHosts: [],
  identitySecret: null,
  formerIdentitySecret: null,
  honourPrivacySignals: true,
  countAutomation: true,
  staffDomains: [],
  tagSettings: { tagId: TAG_ID, ...DEFAULT_TAG_SETTINGS },
};

/** `html` gives the body of a path's page; its head has the tag. `head` replaces the tag's script element; `{origin}` in it is the site's. */
export async function openSite(
  tagFile: string,
  html: (path: string) => string,
  settings: Partial<TagSettings> = {},
  head = `<script async src="/knock-tag/${TAG_ID}.js"></script>`,
): Promise<Site> {
  const tag = renderTag(await readFile(tagFile, 'utf8'), { tagId: TAG_ID, ...DEFAULT_TAG_SETTINGS, ...settings });
  const events: Arrived[] = [];
  const bodies: string[] = [];
  const faults: unknown[] = [];
  // Promises that wait for something to arrive; each is asked after every request.
  let waiting: (() => boolean)[] = [];

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    if (pathname.startsWith('/knock-tag/')) {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(tag);
    } else if (pathname === '/collect') {
      await collect(request, response).catch((fault) => {
        faults.push(fault);
        response.destroy();
      });
      waiting = waiting.filter((satisfied) => !satisfied());
    } else if (pathname === '/favicon.ico') {
      response.writeHead(204).end();
    } else {
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(
          `<!doctype html><html><head><title>Page ${pathname}</title>${head.replaceAll('{origin}', site.origin)}</head><body>${html(pathname)}</body></html>`,
        );
    }
  });

  async function collect(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    bodies.push(body);
    // A site elsewhere may read the answer; asking first would cost a round trip, and events when a page is left.
    response.setHeader('access-control-allow-origin', '*');
    expect(request.method).toBe('POST');
    expect(request.headers['content-type']).toMatch(/^text\/plain/);
    expect(Buffer.byteLength(body)).toBeLessThan(COLLECT_BODY_BYTES_MAX);
    const batch = CollectBatch.parse(JSON.parse(body));
    const { mode } = site;
    if (mode === 'hang_up') return void request.socket.destroy();
    if (typeof mode === 'number') return void response.writeHead(mode).end('{}');
    if (typeof mode === 'object' && 'forbid' in mode) {
      const problem = { status: 403, code: 'origin_not_allowed', detail: mode.forbid };
      return void response.writeHead(403, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
    }
    if (typeof mode === 'object' && 'atMost' in mode && batch.events.length > mode.atMost) {
      return void response.writeHead(413).end('{}');
    }
    const { answers, drafts } = judge(batch, { ...FACTS, receivedAt: batch.sentAt }, CUSTOMER);
    const recorded = drafts.values();
    const results = answers.map((answer, index): CollectResult => {
      if (answer.status === 'refused') return answer;
      const { name } = recorded.next().value ?? { name: null };
      const event = CollectEvent.parse(batch.events[index]);
      if (typeof mode === 'object' && 'refuse' in mode && event.name === mode.refuse) {
        return { id: event.id, status: 'refused', reason: 'name_blocked', field: 'name', message: 'not wanted' };
      }
      if (!events.some(({ id }) => id === event.id)) events.push({ ...event, name, batch });
      return { ...answer, dropped: [...(answer.dropped ?? [])] };
    });
    const answer = JSON.stringify(CollectAnswer.parse({ results }));
    // A batch of which nothing was taken is a problem, with the same answers in it.
    const status = results.some((result) => result.status === 'accepted') ? 202 : 400;
    response.writeHead(status, { 'content-type': 'application/json' }).end(answer);
  }

  const until = (satisfied: () => boolean) =>
    new Promise<void>((resolve) => {
      const check = () => {
        if (!satisfied()) return false;
        resolve();
        return true;
      };
      if (!check()) waiting.push(check);
    });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const site: Site = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    events,
    bodies,
    faults,
    mode: 'accept',
    looked: 0,
    async waitFor(what) {
      await until(() => events.some(what));
      return events.find(what) as Arrived;
    },
    waitForRequests: (count) => until(() => bodies.length >= count),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return site;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** A page of the site with the tag running, and what reached the page's error handlers. */
export async function visit(context: BrowserContext, url: string): Promise<{ page: Page; errors: string[] }> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(url);
  await tagReady(page);
  return { page, errors };
}

export async function tagReady(page: Page): Promise<void> {
  await page.waitForFunction(() => (window as unknown as { Knock?: { ready: boolean } }).Knock?.ready);
}

/** Calls `Knock.<path>(...args)` in the page. */
export async function knock(page: Page, path: string, ...args: unknown[]): Promise<unknown> {
  return page.evaluate(
    ([path, args]) => {
      const [head, tail] = (path as string).split('.') as [string, string?];
      // biome-ignore lint/suspicious/noExplicitAny: the runtime is what is under test.
      const runtime = (window as any).Knock;
      const owner = tail ? runtime[head] : runtime;
      return owner[tail ?? head](...(args as unknown[]));
    },
    [path, args] as const,
  );
}

type Partly<T> = { [K in keyof T]?: T[K] extends object ? Partly<T[K]> : T[K] };

interface Expected {
  readonly action: () => Promise<unknown>;
  readonly sent?: readonly Partly<Arrived>[];
  readonly notSent?: readonly Partly<Arrived>[];
}

let markers = 0;

/**
 * What the tag sends from the last expectation to the end of the action, and what not. A marker event sent afterwards ends the waiting: events leave in
 * order, so what has not arrived before the marker was never made. No time passes but the tag's own.
 */
export async function expectBeacons(page: Page, site: Site, expected: Expected): Promise<Arrived[]> {
  await expected.action();
  await tagReady(page);
  const name = `marker_${++markers}`;
  await knock(page, 'track', name);
  await site.waitFor((event) => event.name === name);
  const since = site.events.slice(site.looked);
  site.looked = site.events.length;
  const arrived = since.filter((event) => !event.name?.startsWith('marker_'));
  for (const wanted of expected.sent ?? []) {
    expect(arrived.map(withoutBatch), 'must hold').toContainEqual(partly(wanted));
  }
  for (const unwanted of expected.notSent ?? []) {
    expect(arrived.map(withoutBatch), 'must not hold').not.toContainEqual(partly(unwanted));
  }
  return arrived;
}

function withoutBatch({ batch: _, ...event }: Arrived): CollectEvent {
  return event;
}

function partly(value: object): object {
  const nested = Object.entries(value).map(([key, item]) => [
    key,
    item && typeof item === 'object' && Object.getPrototypeOf(item) === Object.prototype ? partly(item) : item,
  ]);
  return expect.objectContaining(Object.fromEntries(nested));
}
