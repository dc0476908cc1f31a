import { afterAll, expect, it } from 'vitest';
import { captureRoutes, DEFAULT_LIMITS } from '../../src/capture/routes.ts';
import { createWorld } from '../world.ts';

const limits = { ...DEFAULT_LIMITS, perIp: { perSecond: 1, burst: 1 } };
const world = await createWorld({
  env: { KNOCK_TRUST_PROXY: 'true' },
  rooms: (ctx) => [
    (app, { sites }) =>
      captureRoutes(app, {
        ...{ clock: ctx.clock, log: ctx.signals, sites, publicUrls: ctx.config.publicUrls, limits },
        ...{ country: () => null, reportRefusals: () => {}, tagBundle: () => null, isShared: () => false },
      }),
  ],
});
afterAll(world.close);

const send = async (url: string, forwarded: string) => {
  const headers = { 'x-forwarded-for': `192.0.2.1, ${forwarded}` };
  return (await world.app.inject({ method: 'POST', url, payload: '{', headers })).statusCode;
};

it.each([
  ['an IPv4 address', '203.0.113.9', ['203.0.113.9:4444', '203.0.113.9:4445', '::ffff:203.0.113.9'], '203.0.113.10'],
  [
    'a host’s IPv6 network',
    '2001:db8:0:1::1',
    ['2001:db8:0:1:ffff::2', '[2001:db8:0:1::3]:443', '[2001:DB8:0:1::4]'],
    '2001:db8:0:2::1',
  ],
])('a limit counts %s as one sender, however the proxy writes it', async (_, first, same, other) => {
  for (const url of ['/collect', '/v1/track']) {
    world.pass(60_000);
    expect(await send(url, first)).toBe(400);
    for (const forwarded of same) expect([forwarded, await send(url, forwarded)]).toEqual([forwarded, 429]);
    expect(await send(url, other)).toBe(400);
  }
});
