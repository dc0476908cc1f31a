import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asUser, batch, house, ORIGIN, open, plain, post, track, view } from '../../tests/capture-scene.ts';
import { CollectAnswer } from '../../wire/collect.ts';
import { renderTag } from '../../wire/tag-settings.ts';
import { demoNaming } from '../demo-paths.ts';

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

  it('answers 400 when every event was refused, with the same answers for each', async () => {
    const { app, world } = house();
    const unnamed = { ...view, kind: 'track', name: '-' };
    const body = { ...batch, events: [unnamed, 'spoilt'] };
    const answer = await post(app, '/collect', { body, headers: plain });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    const { results } = CollectAnswer.parse(answer.json());
    expect(results).toMatchObject([
      { id: view.id, status: 'refused', reason: 'bad_name', field: 'name' },
      { id: null, status: 'refused', reason: 'not_an_object', field: null },
    ]);
    const message = results[0]?.status === 'refused' ? results[0].message : '';
    expect(answer.json()).toMatchObject({ code: 'invalid', field: 'events[0].name', detail: message });
    expect(world.refusals.map(({ lost }) => lost)).toEqual(['event', 'event']);
    const whole = await post(app, '/collect', { body: { ...batch, events: [0] }, headers: plain });
    expect([whole.statusCode, whole.json().field]).toEqual([400, 'events[0]']);
  });

  it.each([
    ['no body', '', 400, 'not_json', 'body'],
    ['no JSON', '{"tagId":', 400, 'not_json', 'body'],
    ['a list', '[]', 400, 'invalid', 'body'],
    ['no tag', { ...batch, tagId: undefined }, 400, 'invalid', 'tagId'],
    ['a mistyped field', { ...batch, sentAt: 'now' }, 400, 'invalid', 'sentAt'],
    ['no events', { ...batch, events: [] }, 400, 'invalid', 'events'],
    ['an unknown tag', { ...batch, tagId: 'tag-9' }, 403, 'unknown_tag', 'tagId'],
    ['too many events', { ...batch, events: Array(101).fill(0) }, 413, 'too_large', 'events'],
    ['too large a body', { ...batch, more: 'x'.repeat(65 * 1024) }, 413, 'too_large', 'body'],
  ])('turns away %s', async (_, body, status, code, field) => {
    const { app, world } = house();
    const answer = await post(app, '/collect', { body, headers: plain });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ status, code, title: expect.any(String), detail: expect.any(String) });
    expect(answer.json().field).toBe(field);
    // In our words, not in those of the library that checks shapes.
    expect(answer.json().detail).toMatch(/^(The|There|Must|Is|A) .*\.$/);
    expect(answer.json().detail).not.toMatch(/expected|received|Invalid/);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(world.appended).toEqual([]);
  });

  it.each([
    ['too many events', { ...batch, events: Array(101).fill(0) }, 'too_many', 'events'],
    ['a mistyped field', { ...batch, sentAt: 'now' }, 'wrong_type', 'sentAt'],
    ['too large a body', { ...batch, more: 'x'.repeat(65 * 1024) }, 'too_large', 'body'],
    ['half a body', JSON.stringify(batch).slice(0, -9), 'not_json', 'body'],
  ])('tells the workspace of %s, whose events are lost', async (_, body, reason, field) => {
    const { app, world } = house();
    const answer = await post(app, '/collect', { body, headers: { ...plain, origin: ORIGIN } });
    expect(world.refusals).toMatchObject([{ lost: 'request', reason, field, endpoint: '/collect', key: 'tag-1' }]);
    expect(world.refusals[0]?.message).toBe(answer.json().detail);
    expect(JSON.stringify(world.refusals)).not.toContain('browser-number-1');
  });

  it('tells a workspace nothing of pages that may not use its tag', async () => {
    const { app, world } = house();
    const body = { ...batch, tagId: 'tag-2', sentAt: 'now' };
    await post(app, '/collect', { body, headers: { ...plain, origin: 'https://evil.example' } });
    expect(world.refusals).toMatchObject([{ reason: 'origin_not_allowed' }]);
  });

  it('takes a body that begins with a byte order mark', async () => {
    const { app } = house();
    const answer = await post(app, '/collect', { body: `\ufeff${JSON.stringify(batch)}`, headers: plain });
    expect(answer.statusCode).toBe(202);
  });

  it('takes no bytes that are no UTF-8 for others', async () => {
    const { app, world } = house();
    const name = Buffer.from([0x22, 0x43, 0x61, 0x66, 0xe9, 0x22]);
    const [before = '', after = ''] = JSON.stringify({ ...batch, events: [{ ...view, name: 'x' }] }).split('"x"');
    const body = Buffer.concat([Buffer.from(before), name, Buffer.from(after)]);
    const answer = await post(app, '/collect', { body, headers: plain });
    expect(answer.json()).toMatchObject({ status: 400, detail: 'The body is not valid UTF-8.', field: 'body' });
    expect(world.appended).toEqual([]);
  });

  it('answers for events as they are recorded', async () => {
    const { app, world } = house({}, { recordedAs: demoNaming(['https://knock.example']) });
    const at = (id: string, path: string) => ({ ...view, id, page: { url: `https://knock.example${path}`, path } });
    const events = [at('event-number-1', '/demo/pricing/'), 'spoilt', at('event-number-2', '/pricing/')];
    const answer = await post(app, '/collect', {
      body: { ...batch, browser: { webdriver: true }, events },
      headers: plain,
    });
    expect(answer.json().results).toMatchObject([
      { id: 'event-number-1' },
      { status: 'refused' },
      { filtered: 'webdriver' },
    ]);
    expect(answer.json().results[0]).not.toHaveProperty('filtered');
    expect(world.appended).toMatchObject([
      { filtered: null, page: { path: '/pricing/' } },
      { filtered: 'webdriver', page: { path: '/pricing/' } },
    ]);
  });

  it('answers `filtered` and `dropped` as the wire describes them', async () => {
    const { app } = house();
    const body = { ...batch, browser: { webdriver: true }, events: [{ ...view, claim: { email: 'nope' } }] };
    const answer = await post(app, '/collect', { body, headers: plain });
    expect(CollectAnswer.parse(answer.json())).toEqual(answer.json());
    expect(answer.json().results).toMatchObject([
      { status: 'accepted', filtered: 'webdriver', dropped: [{ reason: 'bad_email', field: 'claim.email' }] },
    ]);
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
    // Else the page would take it for an outage, and never learn why.
    expect(refused.headers['access-control-allow-origin']).toBe('*');
    expect(world.appended).toHaveLength(1);
  });

  it.each([
    ['a public address', 'https://knock.example', 'knock.example', 202],
    ['this machine', 'http://localhost:4321', 'localhost:4321', 202],
    ['another port of this machine', 'http://localhost:3000', 'localhost:4321', 403],
    ['a name that somebody gave it', 'https://evil.example', 'evil.example', 403],
  ])('takes the demo, whatever origins the site allows, at %s', async (_, origin, host, status) => {
    const { app } = house();
    const sent = { body: { ...batch, tagId: 'tag-2' }, headers: { ...plain, origin, host } };
    expect((await post(app, '/collect', sent)).statusCode).toBe(status);
  });

  it.each(['/collect', '/v1/track', '/v1/b'])('says at %s that it takes POST', async (url) => {
    const { app } = house();
    for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'] as const) {
      const answer = await app.inject({ method, url, headers: { origin: ORIGIN } });
      expect([method, answer.statusCode, answer.headers.allow]).toEqual([method, 405, 'POST, OPTIONS']);
      expect(answer.headers).toMatchObject({ 'access-control-allow-origin': '*' });
      if (method !== 'HEAD') expect(answer.json()).toMatchObject({ code: 'method_not_allowed', field: 'method' });
    }
    expect((await app.inject({ url: '/v1/nothing' })).statusCode).toBe(404);
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
    expect(answer.body).toBe(renderTag('var settings=__KNOCK_SETTINGS__;', open.tagSettings));
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
