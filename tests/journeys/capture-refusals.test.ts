import type { InjectOptions } from 'fastify';
import { afterAll, expect, it } from 'vitest';
import { captureRoutes, DEFAULT_LIMITS } from '../../src/capture/routes.ts';
import { createWorld } from '../world.ts';

const world = await createWorld({
  rooms: (ctx) => [
    (app, { sites }) =>
      captureRoutes(app, {
        ...{ clock: ctx.clock, log: ctx.signals, sites, publicUrls: ctx.config.publicUrls, limits: DEFAULT_LIMITS },
        ...{ country: () => null, reportRefusals: () => {}, tagBundle: () => null, isShared: () => true },
      }),
  ],
});
afterAll(world.close);

const NUL = 'nul\0key';
const user = (key: string) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` });
const to = (url: string, payload: string | Buffer, headers: Record<string, string> = {}): InjectOptions => ({
  ...{ method: 'POST', url, payload, headers },
});
const batch = { tagId: NUL, anonymousId: 'browser-1', sentAt: 0, events: [{}] };
const track = { event: 'Demo Requested', anonymousId: 'browser-1' };
const large = JSON.stringify({ more: 'x'.repeat(1_100_000) });

it.each<[string, InjectOptions, number, string]>([
  ...['/collect', '/v1/track', '/v1/batch'].flatMap((url): [string, InjectOptions, number, string][] => [
    [`no body, ${url}`, to(url, ''), 400, 'body'],
    [`no JSON, ${url}`, to(url, '{'), 400, 'body'],
    [`no object, ${url}`, to(url, '[]'), 400, 'body'],
    [`no gzip, ${url}`, to(url, '{}', { 'content-encoding': 'gzip' }), 400, 'body'],
    [`no UTF-8, ${url}`, to(url, Buffer.from([0x22, 0xe9, 0x22])), 400, 'body'],
    [`too large a body, ${url}`, to(url, large), 413, 'body'],
    [`another packing, ${url}`, to(url, '{}', { 'content-encoding': 'br' }), 415, 'Content-Encoding'],
  ]),
  ['a tag id that none can be', to('/collect', JSON.stringify(batch)), 403, 'tagId'],
  ['a write key that none can be', to('/v1/track', JSON.stringify({ ...track, writeKey: NUL })), 401, 'writeKey'],
  ['one in the header', to('/v1/track', JSON.stringify(track), user(NUL)), 401, 'Authorization'],
  ['one in the path', { url: '/v1/projects/%00/settings' }, 404, 'writeKey'],
  ['a path that is none', { url: '/knock-tag/%ff.js' }, 400, 'path'],
])('names what is at fault: %s', async (_, sent, status, field) => {
  const answer = await world.app.inject(sent);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.json()).toMatchObject({ status, field, errors: [{ field, message: answer.json().detail }] });
});
