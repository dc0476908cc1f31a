import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { SignalDraft } from '../../src/capture/draft.ts';
import { type CaptureHouse, openCaptureHouse, WRITE_KEY } from '../journeys/capture-house.ts';
import { launchChromium, leaveChromium } from './chromium.ts';

let script: string;
let browser: Browser;
let context: BrowserContext;
let house: CaptureHouse;
let website: { readonly origin: string; close(): void };

beforeAll(async () => {
  const bundle = await build({
    stdin: {
      contents: `import { AnalyticsBrowser } from '@segment/analytics-next'; window.AnalyticsBrowser = AnalyticsBrowser;`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  script = bundle.outputFiles[0]?.text ?? '';
  website = await openWebsite();
  browser = await launchChromium();
});
afterAll(async () => {
  await leaveChromium();
  website?.close();
});
beforeEach(async () => {
  house = await openCaptureHouse();
  context = await browser.newContext();
});
afterEach(async () => {
  await context.close();
  await house.close();
});

/** A customer's website on another origin than ours, with Segment's library in its bundle. */
async function openWebsite() {
  const server = createServer((request, response) => {
    if (request.url === '/analytics.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    } else {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>Pricing</title><script src="/analytics.js"></script>');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

/** Opens the pricing page and starts the library as its documentation says, with our address as its CDN. */
async function visitPricing(
  options: object = {},
  query = '?utm_source=linkedin&utm_medium=paid&token=x',
  referer?: string,
) {
  const page = await context.newPage();
  await page.goto(`${website.origin}/pricing${query}`, referer === undefined ? {} : { referer });
  await page.evaluate(
    async ([writeKey, cdnURL, options]) => {
      // biome-ignore lint/suspicious/noExplicitAny: the library as a page without types uses it
      const any = window as any;
      any.analytics = any.AnalyticsBrowser.load({ writeKey, cdnURL }, options);
      await any.analytics.ready();
    },
    [WRITE_KEY, house.origin, options] as const,
  );
  const call = (name: string, ...args: unknown[]) =>
    page.evaluate(
      // biome-ignore lint/suspicious/noExplicitAny: the library as a page without types uses it
      ([name, args]) => void (window as any).analytics[name](...args),
      [name, args] as const,
    );
  return { page, call };
}

const told = [
  {
    kind: 'page_view',
    claim: null,
    page: { path: '/pricing', title: 'Pricing' },
    touch: { source: 'LinkedIn', channel: 'Paid Social', entry: true },
    device: { type: 'desktop', browser: 'Chrome' },
    flags: [],
  },
  { kind: 'track', name: 'demo_requested', props: { seats: 25 }, page: { path: '/pricing' } },
  { kind: 'identify', claim: { userId: 'u-1', email: 'ana@acme.example' }, traits: { firstName: 'Ana' } },
  { kind: 'identify', claim: { userId: 'u-1' }, traits: { groupId: 'g-1', company: 'Acme' } },
];

function isSame(signal: SignalDraft, one: { kind: string; traits?: object }): boolean {
  return signal.kind === one.kind && 'groupId' in (signal.traits ?? {}) === 'groupId' in (one.traits ?? {});
}

it.each([{}, { integrations: { 'Segment.io': { deliveryStrategy: { strategy: 'batching', config: { size: 4 } } } } }])(
  '@segment/analytics-next tells a visit, unmodified, with %j',
  async (options) => {
    const { call } = await visitPricing(options);
    await call('page');
    await call('track', 'Demo Requested', { seats: 25 });
    await call('identify', 'u-1', { email: 'ana@acme.example', firstName: 'Ana' });
    await call('group', 'g-1', { name: 'Acme' });
    const signals = await house.waitFor(4);
    // Each is its own request, and these may overtake each other.
    const inOrder = told.map((one) => signals.find((signal) => isSame(signal, one)));
    expect(inOrder).toMatchObject(told);
    expect(new Set(signals.map(({ identity }) => identity.value)).size).toBe(1);
    expect(signals[0]?.identity.kind).toBe('browser');
    expect(JSON.stringify(signals)).not.toContain('token=x');
    expect(house.statuses.every((status) => status < 300)).toBe(true);
  },
);

it('tells with an identify before the page call where the visit came from', async () => {
  const { call } = await visitPricing({}, '', 'https://www.google.com/');
  await call('identify', 'u-1', { email: 'ana@acme.example' });
  await call('page');
  const google = { source: 'Google', channel: 'Organic Search', entry: true };
  const signals = await house.waitFor(2);
  expect(signals.map(({ kind }) => kind).sort()).toEqual(['identify', 'page_view']);
  expect(signals).toMatchObject([{ touch: google }, { touch: google }]);
});

it('sends again after an answer was lost, and nothing counts twice', async () => {
  house.loseAnswers(1);
  const { page, call } = await visitPricing();
  const retried = page.waitForResponse((response) => response.url().endsWith('/v1/t') && response.status() === 200);
  await call('track', 'Demo Requested');
  await retried;
  expect(house.appended).toHaveLength(2);
  expect(house.signals()).toMatchObject([{ name: 'demo_requested' }]);
});

it('asks nobody but the website and us, also when its own metrics are due', async () => {
  const asked: string[] = [];
  await context.route('**', (route) => {
    const { origin } = new URL(route.request().url());
    asked.push(origin);
    return [website.origin, house.origin].includes(origin) ? route.continue() : route.abort();
  });
  await context.clock.install();
  const { page, call } = await visitPricing();
  await call('page');
  await house.waitFor(1);
  // The library sends its metrics every 30 seconds.
  await page.clock.fastForward(61_000);
  await call('track', 'Demo Requested');
  await house.waitFor(2);
  expect([...new Set(asked)].sort()).toEqual([website.origin, house.origin].sort());
});
