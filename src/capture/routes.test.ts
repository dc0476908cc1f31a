import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { CollectAnswer } from '../../wire/collect.ts';
import { DEFAULT_TAG_SETTINGS } from '../../wire/tag-settings.ts';
import type { SignalDraft } from './draft.ts';
import { LogUnavailable } from './log.ts';
import type { Refusal } from './refusal.ts';
import { type CaptureLimits, captureRoutes, DEFAULT_LIMITS } from './routes.ts';
import type { Site } from './site.ts';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const ORIGIN = 'https://www.acme.example';

const open: Site = {
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
function house(limits: Partial<CaptureLimits> = {}) {
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
      byApiKey: (key) => (key === 'secret-key' ? open : null),
    },
    country: () => 'DE',
    reportRefusals: (_workspaceId, refusals) => world.refusals.push(...refusals),
    isShared: (ip) => ip === '127.0.0.2',
    tagBundle: () => world.bundle,
    limits: { ...DEFAULT_LIMITS, ...limits },
  });
  opened.push(world.app);
  return { app: world.app, world };
}

const opened: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of opened.splice(0)) await app.close();
});

const view = {
  id: 'event-number-1',
  kind: 'page_view',
  at: Date.UTC(2026, 2, 4, 11, 59),
  page: { url: 'https://www.acme.example/pricing', path: '/pricing' },
  pageView: 'pv-1',
  session: 's-1',
  ordinal: 1,
};
const batch = { tagId: 'tag-1', anonymousId: 'browser-number-1', sentAt: Date.UTC(2026, 2, 4, 12), events: [view] };
const track = { event: 'Demo Requested', anonymousId: 'browser-number-1', messageId: 'm-1' };

type Sending = { body?: unknown; headers?: Record<string, string> };

function post(app: FastifyInstance, url: string, { body, headers = {} }: Sending) {
  const payload = Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body);
  return app.inject({ method: 'POST', url, payload, headers: { 'user-agent': CHROME, ...headers } });
}

const plain = { 'content-type': 'text/plain;charset=UTF-8' };
const asUser = (key: string) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` });

describe('POST /collect', () => {
  it('answers 202 with one result an event, after the log has them', async () => {
    const { app, world } = house();
    const body = { ...batch, events: [view, { ...view, id: 'event-number-2', kind: 'track', name: '1' }] };
    const answer = await post(app, '/collect', { body, headers: { ...plain, origin: ORIGIN } });
    expect(answer.statusCode).toBe(202);
    expect(CollectAnswer.parse(answer.json()).results).toMatchObject([
      { id: 'event-number-1', status: 'accepted' },
      { id: 'event-number-2', status: 'refused', reason: 'bad_name', field: 'name' },
    ]);
    expect(world.appended).toMatchObject([{ kind: 'page_view', country: 'DE', page: { path: '/pricing' } }]);
    expect(world.refusals).toMatchObject([{ reason: 'bad_name', event: { kind: 'track' } }]);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
  });

  it.each([
    ['no body', '', 400, 'not_json', undefined],
    ['no JSON', '{"tagId":', 400, 'not_json', undefined],
    ['a list', '[]', 400, 'invalid', undefined],
    ['no tag', { ...batch, tagId: undefined }, 400, 'invalid', 'tagId'],
    ['a mistyped field', { ...batch, sentAt: 'now' }, 400, 'invalid', 'sentAt'],
    ['no events', { ...batch, events: [] }, 400, 'invalid', 'events'],
    ['an unknown tag', { ...batch, tagId: 'tag-9' }, 403, 'unknown_tag', 'tagId'],
    ['too many events', { ...batch, events: Array(101).fill(0) }, 413, 'too_large', 'events'],
    ['too large a body', { ...batch, more: 'x'.repeat(65 * 1024) }, 413, 'too_large', undefined],
  ])('turns away %s', async (_, body, status, code, field) => {
    const { app, world } = house();
    const answer = await post(app, '/collect', { body, headers: plain });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ status, code, title: expect.any(String), detail: expect.any(String) });
    expect(answer.json().field).toBe(field);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(world.appended).toEqual([]);
  });

  it('takes text and JSON, nothing else', async () => {
    const { app } = house();
    const send = (type: string) => post(app, '/collect', { body: batch, headers: { 'content-type': type } });
    expect((await send('application/json; charset=utf-8')).statusCode).toBe(202);
    expect((await send('text/plain')).statusCode).toBe(202);
    const answer = await send('multipart/form-data; boundary=x');
    expect(answer.statusCode).toBe(415);
    expect(answer.json()).toMatchObject({ field: 'Content-Type' });
  });

  it('takes only the origins that the site allows', async () => {
    const { app, world } = house();
    const body = { ...batch, tagId: 'tag-2' };
    const send = (origin: string) => post(app, '/collect', { body, headers: { ...plain, origin } });
    const allowed = await send(ORIGIN);
    expect(allowed.statusCode).toBe(202);
    expect(allowed.headers).toMatchObject({ 'access-control-allow-origin': ORIGIN, vary: 'Origin' });
    const refused = await send('https://evil.example');
    expect(refused.statusCode).toBe(403);
    expect(refused.json()).toMatchObject({ code: 'origin_not_allowed', field: 'Origin' });
    expect(world.refusals).toMatchObject([
      { lost: 'request', reason: 'origin_not_allowed', endpoint: '/collect', origin: 'https://evil.example' },
    ]);
    expect(refused.headers['access-control-allow-origin']).toBeUndefined();
    expect(world.appended).toHaveLength(1);
  });

  it('answers 503 with Retry-After while the log is away, and takes the same events after', async () => {
    const { app, world } = house();
    world.logIsAway = true;
    const away = await post(app, '/collect', { body: batch, headers: plain });
    expect(away.statusCode).toBe(503);
    expect(away.headers['retry-after']).toBe('2');
    world.logIsAway = false;
    expect((await post(app, '/collect', { body: batch, headers: plain })).statusCode).toBe(202);
    expect(world.appended).toHaveLength(1);
  });

  it('limits one address and lets it in again when the time has passed', async () => {
    const { app, world } = house({ perIp: { perSecond: 1, burst: 3 } });
    const body = { ...batch, events: [view, view, view] };
    expect((await post(app, '/collect', { body, headers: plain })).statusCode).toBe(202);
    const limited = await post(app, '/collect', { body, headers: plain });
    expect(limited.statusCode).toBe(429);
    expect(limited.headers['retry-after']).toBe('1');
    expect(limited.json()).toMatchObject({ code: 'rate_limited' });
    world.now += 1_000;
    expect((await post(app, '/collect', { body, headers: plain })).statusCode).toBe(202);
  });

  it('limits one tag, whoever sends', async () => {
    const { app } = house({ perKey: { perSecond: 1, burst: 1 } });
    const send = (tagId: string) => post(app, '/collect', { body: { ...batch, tagId }, headers: plain });
    expect((await send('tag-1')).statusCode).toBe(202);
    expect((await send('tag-1')).statusCode).toBe(429);
    expect((await send('tag-2')).statusCode).toBe(202);
  });

  it('notes GPC', async () => {
    const { app, world } = house();
    await post(app, '/collect', { body: batch, headers: { ...plain, 'sec-gpc': '1' } });
    expect(world.appended[0]?.identity.value).toBe('session:s-1');
  });
});

describe('Segment’s API', () => {
  it.each(['track', 't', 'page', 'p', 'screen', 's', 'identify', 'i', 'group', 'g', 'alias', 'a'])(
    'takes /v1/%s',
    async (path) => {
      const { app, world } = house();
      const body = { ...track, userId: 'u-1', groupId: 'g-1', previousId: 'old-1', traits: {} };
      const answer = await post(app, `/v1/${path}`, { body, headers: asUser('tag-1') });
      expect([answer.statusCode, answer.json()]).toEqual([200, { success: true }]);
      expect(world.appended).toHaveLength(1);
    },
  );

  it.each(['batch', 'b', 'import'])('takes /v1/%s and names what it refused', async (path) => {
    const { app, world } = house();
    const body = {
      batch: [
        { type: 'track', ...track },
        { type: 'dance', messageId: 'm-2' },
      ],
      writeKey: 'tag-1',
    };
    const answer = await post(app, `/v1/${path}`, { body });
    expect([answer.statusCode, answer.json()]).toMatchObject([
      200,
      { success: true, refused: [{ index: 1, id: 'm-2', reason: 'not_allowed', field: 'type' }] },
    ]);
    expect(world.appended).toMatchObject([{ kind: 'track', name: 'demo_requested' }]);
  });

  it('answers a problem when nothing was taken', async () => {
    const { app } = house();
    const single = await post(app, '/v1/track', { body: { ...track, event: 1 }, headers: asUser('tag-1') });
    expect([single.statusCode, single.json()]).toMatchObject([400, { field: 'event', code: 'invalid' }]);
    const all = await post(app, '/v1/batch', { body: { batch: [{ type: 'dance' }] }, headers: asUser('tag-1') });
    expect([all.statusCode, all.json()]).toMatchObject([400, { refused: [{ field: 'type' }] }]);
    const large = await post(app, '/v1/track', {
      body: { ...track, properties: { a: 'x'.repeat(33_000) } },
      headers: asUser('tag-1'),
    });
    expect(large.statusCode).toBe(413);
  });

  it.each([
    ['basic auth', asUser('tag-1'), {}, 200, false],
    ['the body', {}, { writeKey: 'tag-1' }, 200, false],
    ['a secret key as the user', asUser('secret-key'), {}, 200, true],
    ['a secret key as a bearer', { authorization: 'Bearer secret-key' }, {}, 200, true],
    ['a public key as a bearer', { authorization: 'Bearer tag-1' }, {}, 401, false],
    ['an unknown key', asUser('tag-9'), { writeKey: 'tag-1' }, 401, false],
    ['an unknown key in the body', {}, { writeKey: 'tag-9' }, 401, false],
    ['no key', {}, {}, 401, false],
    ['broken auth', { authorization: 'Basic' }, {}, 401, false],
  ])('knows the sender by %s', async (_, headers, more, status, verified) => {
    const { app, world } = house();
    const answer = await post(app, '/v1/track', { body: { ...track, userId: 'u-1', ...more }, headers });
    expect(answer.statusCode).toBe(status);
    if (status === 200) expect(world.appended[0]?.claim?.verified).toBe(verified);
    else expect(answer.json()).toMatchObject({ code: 'unauthorized', field: 'writeKey' });
  });

  it('unpacks gzip whatever the type says, up to the limit', async () => {
    const { app, world } = house();
    const send = (body: Buffer, encoding = 'gzip') =>
      post(app, '/v1/batch', {
        body,
        headers: {
          ...asUser('tag-1'),
          'content-encoding': encoding,
          'content-type': 'application/x-www-form-urlencoded',
        },
      });
    const good = JSON.stringify({ batch: [{ type: 'track', ...track }] });
    expect((await send(gzipSync(good))).statusCode).toBe(200);
    expect(world.appended).toHaveLength(1);
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024, ' '));
    expect(bomb.length).toBeLessThan(100_000);
    expect((await send(bomb)).statusCode).toBe(413);
    expect((await send(Buffer.from('no gzip'))).statusCode).toBe(400);
    expect((await send(Buffer.from(good), 'br')).statusCode).toBe(415);
  });

  it('takes a body of 500 KB and no more', async () => {
    const { app } = house();
    const events = Array.from({ length: 20 }, (_, i) => ({
      type: 'track',
      ...track,
      messageId: `m-${i}`,
      properties: { filler: 'x'.repeat(24_000) },
    }));
    const full = { batch: events, writeKey: 'tag-1' };
    expect(JSON.stringify(full).length).toBeGreaterThan(480_000);
    expect((await post(app, '/v1/batch', { body: full })).statusCode).toBe(200);
    const over = await post(app, '/v1/batch', { body: { ...full, more: 'x'.repeat(40_000) } });
    expect(over.statusCode).toBe(413);
  });

  it('lets browsers ask first, and tells analytics-next where to send', async () => {
    const { app } = house();
    const asked = await app.inject({ method: 'OPTIONS', url: '/v1/t', headers: { origin: ORIGIN } });
    expect(asked.statusCode).toBe(204);
    expect(asked.headers).toMatchObject({ 'access-control-allow-origin': '*' });
    expect(asked.headers['access-control-allow-headers']).toContain('authorization');
    const settings = await app.inject({ url: '/v1/projects/tag-1/settings', headers: { host: 'knock.example' } });
    expect(settings.json()).toMatchObject({
      integrations: { 'Segment.io': { apiKey: 'tag-1', apiHost: 'knock.example/v1' } },
    });
    expect((await app.inject({ url: '/v1/projects/tag-9/settings' })).statusCode).toBe(404);
  });

  it('takes only the origins that the site allows', async () => {
    const { app } = house();
    const send = (origin: string) => post(app, '/v1/t', { body: track, headers: { ...asUser('tag-2'), origin } });
    expect((await send(ORIGIN)).headers['access-control-allow-origin']).toBe(ORIGIN);
    expect((await send('https://evil.example')).statusCode).toBe(403);
  });

  it('answers 503 while the log is away', async () => {
    const { app, world } = house();
    world.logIsAway = true;
    const answer = await post(app, '/v1/track', { body: track, headers: asUser('tag-1') });
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2']);
  });
});

describe('whatever is posted', () => {
  it('is never our fault', async () => {
    const { app } = house();
    const paths = fc.constantFrom('/collect', '/v1/track', '/v1/batch', '/v1/identify', '/v1/alias');
    const bodies = fc.oneof(
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.json().map((json) => Buffer.from(json)),
      fc
        .dictionary(fc.constantFrom('tagId', 'writeKey', 'batch', 'events', 'sentAt', 'event'), fc.jsonValue())
        .map((body) => Buffer.from(JSON.stringify({ ...batch, ...track, ...body }))),
    );
    const headers = fc.record(
      {
        authorization: fc.oneof(fc.constant(asUser('tag-1').authorization), fc.base64String()),
        'content-type': fc.constantFrom('text/plain', 'application/json', 'x', 'text/plain; charset=utf-16'),
        'content-encoding': fc.constantFrom('gzip', 'identity', 'x'),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(paths, bodies, headers, async (url, body, sent) => {
        const answer = await post(app, url, { body, headers: sent as Record<string, string> });
        expect(answer.statusCode).toBeLessThan(500);
        if (answer.statusCode >= 400) expect(answer.json()).toMatchObject({ status: answer.statusCode });
      }),
      { numRuns: 200 },
    );
  });
});

describe('GET /knock-tag/<tagId>.js', () => {
  it('serves the tag with its settings, for any page, for five minutes', async () => {
    const { app } = house();
    const answer = await app.inject({ url: '/knock-tag/tag-1.js', headers: { origin: ORIGIN } });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe(`var settings=${JSON.stringify(open.tagSettings)};`);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers['cache-control']).toContain('max-age=300, stale-while-revalidate');
  });

  it('need not be sent twice, and is sent small', async () => {
    const { app, world } = house();
    const first = await app.inject({ url: '/knock-tag/tag-1.js', headers: { 'accept-encoding': 'gzip, br' } });
    expect(first.headers['content-encoding']).toBe('gzip');
    const again = { url: '/knock-tag/tag-1.js', headers: { 'if-none-match': String(first.headers.etag) } };
    expect((await app.inject(again)).statusCode).toBe(304);
    world.bundle = 'var other=__KNOCK_SETTINGS__;';
    expect((await app.inject(again)).statusCode).toBe(200);
  });

  it.each(['/knock-tag/tag-9.js', '/knock-tag/tag-1.css', '/knock-tag/tag-1'])('does not know %s', async (url) => {
    const { app } = house();
    const answer = await app.inject({ url });
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toMatch(/^\/\*.*\*\/\n$/);
  });

  it('says so while it is not built', async () => {
    const { app, world } = house();
    world.bundle = null;
    expect((await app.inject({ url: '/knock-tag/tag-1.js' })).statusCode).toBe(503);
  });
});
