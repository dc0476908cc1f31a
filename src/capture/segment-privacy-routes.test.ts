import { expect, it } from 'vitest';
import { asUser, house, open, post } from '../../tests/capture-scene.ts';
import { DAY } from '../foundation/time.ts';

const ANONYMOUS = '0199d1c2-0000-7bbb-8ccc-00000000000a';
const OTHER = '0199d1c2-0000-7bbb-8ccc-00000000000b';
const GPC = { 'sec-gpc': '1' };
const visit = { context: { sessionId: 1_772_625_600_000 } };

function sending(more: Parameters<typeof house>[1] = {}, key = 'tag-1', privacy: Record<string, string> = GPC) {
  const { app, world } = house({}, more);
  let sent = 0;
  /** Who the event was recorded as. */
  const keyOf = async (body: object = {}, path = 'page') => {
    const event = { anonymousId: ANONYMOUS, messageId: `m-${++sent}`, ...body };
    const answer = await post(app, `/v1/${path}`, { body: event, headers: { ...asUser(key), ...privacy } });
    expect(answer.statusCode).toBe(200);
    return world.appended.at(-1)?.identity.value;
  };
  return { keyOf, world };
}

it('knows a browser that asks not to be followed for a day, and never by its lasting id', async () => {
  const { keyOf, world } = sending();
  const today = await keyOf();
  expect(today).toMatch(/^session:[0-9a-f-]{36}$/);
  expect(await keyOf()).toBe(today);
  expect(await keyOf({ anonymousId: OTHER })).not.toBe(today);
  expect(await keyOf({ previousId: ANONYMOUS, userId: 'u-1' }, 'alias')).toBe(today);
  world.now += DAY;
  expect(await keyOf()).not.toBe(today);
  expect(JSON.stringify(world.appended)).not.toContain(ANONYMOUS);
});

it('knows it for the visit where the library tells visits apart', async () => {
  const { keyOf, world } = sending();
  const now = await keyOf(visit);
  expect(now).not.toBe(await keyOf());
  expect(await keyOf({ ...visit, anonymousId: OTHER })).not.toBe(now);
  expect(await keyOf({ batch: [{ type: 'page', anonymousId: ANONYMOUS }], ...visit }, 'batch')).toBe(now);
  world.now += DAY;
  expect(await keyOf(visit)).toBe(now);
});

it('keeps who somebody says they are', async () => {
  const { keyOf } = sending();
  expect(await keyOf({ anonymousId: null, userId: 'u-1' }, 'identify')).toBe('u-1');
});

const deaf = { ...open, honourPrivacySignals: false };
it.each([
  ['a server with an API key', {}, 'secret-key', GPC],
  ['a workspace that does not honour it', { sites: { byTagId: () => deaf, byApiKey: () => null } }, 'tag-1', GPC],
  ['a browser that asks nothing', {}, 'tag-1', {}],
])('changes nothing for %s', async (_, more, key, headers) => {
  expect(await sending(more, key, headers).keyOf(visit)).toBe(ANONYMOUS);
});
