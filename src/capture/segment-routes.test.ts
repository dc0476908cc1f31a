import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { asUser, house, ORIGIN, post, track } from '../../tests/capture-scene.ts';

const statedIn = ({ authorization = '' }: { authorization?: string }) =>
  authorization.includes(' ') ? 'Authorization' : 'writeKey';

describe('Segment’s API', () => {
  it.each(['track', 't', 'page', 'p', 'screen', 's', 'identify', 'i', 'group', 'g', 'alias', 'a'])(
    'takes /v1/%s',
    async (path) => {
      const { app, world } = house();
      const previousId = '0199d1c2-0000-7bbb-8ccc-00000000000a';
      const body = { ...track, userId: 'u-1', groupId: 'g-1', previousId, traits: {} };
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

  it.each([
    ['an illegal user id', { userId: 'null' }, 'illegal_id', 'userId'],
    ['an e-mail that is none', { traits: { email: 'nope' } }, 'bad_email', 'traits.email'],
    ['an unreadable sentAt', { sentAt: 'zz' }, 'bad_time', 'sentAt'],
    ['a page that is none', { context: { page: { url: 'ftp://x' } } }, 'bad_url', 'context.page.url'],
    ['a mistyped context', { context: 9 }, 'wrong_type', 'context'],
    ['a mistyped page', { context: { page: 5 } }, 'wrong_type', 'context.page'],
    ['mistyped traits', { context: { traits: 5 } }, 'wrong_type', 'context.traits'],
    ['a mistyped campaign', { context: { campaign: 'x' } }, 'wrong_type', 'context.campaign'],
    ['a time in seconds', { timestamp: 1_772_625_600 }, 'bad_time', 'timestamp'],
    ['hardly a time', { timestamp: 5 }, 'bad_time', 'timestamp'],
  ])('names %s that it left out', async (_, more, reason, field) => {
    const { app, world } = house();
    const answer = await post(app, '/v1/track', { body: { ...track, ...more }, headers: asUser('tag-1') });
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { success: true, dropped: [{ index: 0, id: 'm-1', reason, field, message: expect.any(String) }] },
    ]);
    expect(world.appended).toMatchObject([{ at: world.now, claim: null }]);
    expect(world.refusals).toMatchObject([{ lost: 'field', reason, field }]);
  });

  const many = { batch: Array(1_001).fill({ type: 'track', ...track }) };
  it.each([
    ['too many events', asUser('tag-1'), many, 413, 'too_many', 'batch'],
    ['too many events of a key in the body', {}, { ...many, writeKey: 'tag-1' }, 413, 'too_many', 'batch'],
    ['a mistyped batch', asUser('secret-key'), { batch: 'x' }, 400, 'wrong_type', 'batch'],
    ['no JSON', asUser('tag-1'), '{"batch":', 400, 'not_json', 'body'],
    ['too large a body', asUser('tag-1'), { batch: [], more: 'x'.repeat(600_000) }, 413, 'too_large', 'body'],
    [
      'another packing',
      { ...asUser('tag-1'), 'content-encoding': 'br' },
      'x',
      415,
      'unsupported_encoding',
      'Content-Encoding',
    ],
  ])('tells the workspace of %s, whose events are lost', async (_, headers, body, status, reason, field) => {
    const { app, world } = house();
    const answer = await post(app, '/v1/batch', { body, headers: headers as Record<string, string> });
    expect(answer.statusCode).toBe(status);
    expect(world.refusals).toMatchObject([
      { lost: 'request', reason, field, endpoint: '/v1/batch', source: 'segment' },
    ]);
  });

  it('tells nobody of a request without a key', async () => {
    const { app, world } = house();
    await post(app, '/v1/batch', { body: { batch: 'x' } });
    await post(app, '/v1/batch', { body: { batch: 'x', writeKey: 'tag-9' } });
    expect(world.refusals).toEqual([]);
  });

  it('says that a key is for other things', async () => {
    const { app } = house();
    const inHeader = [asUser('reading-key'), { authorization: 'Bearer reading-key' }].map((headers) => ({ headers }));
    for (const sending of [...inHeader, { body: { ...track, writeKey: 'reading-key' } }]) {
      const answer = await post(app, '/v1/track', { body: track, ...sending });
      const field = 'headers' in sending ? 'Authorization' : 'writeKey';
      expect([answer.statusCode, answer.json()]).toMatchObject([403, { code: 'forbidden', field }]);
      expect(answer.json().detail).toContain('lacks the scope `capture`');
    }
  });

  it('takes event names of every script', async () => {
    const { app, world } = house();
    const events = ['日本', '3D View Opened'].map((event) => ({ ...track, type: 'track', event }));
    const answer = await post(app, '/v1/batch', { body: { batch: events, writeKey: 'tag-1' } });
    expect([answer.statusCode, answer.json()]).toEqual([200, { success: true }]);
    expect(world.appended.map(({ name }) => name)).toEqual(['日本', '3d_view_opened']);
  });

  it('answers a problem when nothing was taken', async () => {
    const { app } = house();
    const single = await post(app, '/v1/track', { body: { ...track, event: 1 }, headers: asUser('tag-1') });
    expect([single.statusCode, single.json()]).toMatchObject([400, { field: 'event', code: 'invalid' }]);
    const all = await post(app, '/v1/batch', { body: { batch: [{ type: 'dance' }] }, headers: asUser('tag-1') });
    expect([all.statusCode, all.json()]).toMatchObject([400, { field: 'batch[0].type', refused: [{ field: 'type' }] }]);
    const large = { ...track, type: 'track', properties: { a: 'x'.repeat(33_000) } };
    const alone = await post(app, '/v1/track', { body: large, headers: asUser('tag-1') });
    expect([alone.statusCode, alone.json()]).toMatchObject([413, { code: 'too_large', field: 'body' }]);
    const listed = await post(app, '/v1/batch', { body: { batch: [large] }, headers: asUser('tag-1') });
    expect([listed.statusCode, listed.json()]).toMatchObject([413, { code: 'too_large', field: 'batch[0]' }]);
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
    ['the body beside empty auth', { authorization: 'Basic ' }, { writeKey: 'tag-1' }, 200, false],
    ['the body beside auth without a user', asUser(''), { writeKey: 'tag-1' }, 200, false],
  ])('knows the sender by %s', async (_, headers, more, status, verified) => {
    const { app, world } = house();
    const answer = await post(app, '/v1/track', { body: { ...track, userId: 'u-1', ...more }, headers });
    expect(answer.statusCode).toBe(status);
    if (status === 200) expect(world.appended[0]?.claim?.verified).toBe(verified);
    else expect(answer.json()).toMatchObject({ code: 'unauthorized', field: statedIn(headers) });
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
    expect((await send(gzipSync(good), 'GZIP')).statusCode).toBe(200);
    expect((await send(gzipSync(`\ufeff${good}`))).statusCode).toBe(200);
    expect(world.appended).toHaveLength(3);
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
      integrations: { 'Segment.io': { apiKey: 'tag-1', apiHost: 'knock.example/v1', protocol: 'https' } },
    });
    expect((await app.inject({ url: '/v1/projects/tag-9/settings' })).statusCode).toBe(404);
  });

  const URLS = ['https://knock.example', 'https://data.acme.example'];
  it.each([
    ['the address it came by', URLS, 'data.acme.example', 'data.acme.example/v1', 'https'],
    ['the canonical one, not what the request says of itself', URLS, 'evil.example', 'knock.example/v1', 'https'],
    [
      'its request’s, where no address is configured',
      ['http://localhost:4000'],
      '10.0.0.7:4000',
      '10.0.0.7:4000/v1',
      'http',
    ],
  ])('tells analytics-next %s', async (_, publicUrls, host, apiHost, protocol) => {
    const { app } = house({}, { publicUrls });
    const settings = await app.inject({ url: '/v1/projects/tag-1/settings', headers: { host } });
    expect(settings.json()).toMatchObject({ integrations: { 'Segment.io': { apiHost, protocol } } });
  });

  it('takes only the origins that the site allows', async () => {
    const { app } = house();
    const send = (origin: string) => post(app, '/v1/t', { body: track, headers: { ...asUser('tag-2'), origin } });
    expect((await send(ORIGIN)).headers['access-control-allow-origin']).toBe(ORIGIN);
    const refused = await send('https://evil.example');
    expect([refused.statusCode, refused.headers['access-control-allow-origin']]).toEqual([403, '*']);
    expect((await send('https://knock.example')).statusCode).toBe(200);
  });

  it('answers 503 while the log is away', async () => {
    const { app, world } = house();
    world.logIsAway = true;
    const answer = await post(app, '/v1/track', { body: track, headers: asUser('tag-1') });
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2']);
  });
});
