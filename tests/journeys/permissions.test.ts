import { afterAll, describe, expect, test } from 'vitest';
import { ROUTES, type RouteName, type RouteShape } from '../../wire/api/routes.ts';
import { ROLE_PERMISSIONS, ROLES } from '../../wire/api/words.ts';
import { createWorld } from '../world.ts';

const world = await createWorld();
const members = new Map(await Promise.all(ROLES.map(async (role) => [role, await world.signIn(role)] as const)));
const captureKey = await world.makeKey('capture');
afterAll(world.close);

const shapes: readonly (readonly [RouteName, RouteShape])[] = Object.entries(ROUTES) as [RouteName, RouteShape][];
const guarded = shapes.filter(([name, shape]) => shape.needs !== 'public' && isThere(name));

function isThere(name: RouteName): boolean {
  const [method = '', path = ''] = name.split(' ');
  return world.app.hasRoute({ method: method as 'GET', url: `/api/v1${path}` });
}

// Nothing has this id: who may call gets 404 or 400, and nothing changes but the settings that need no body.
const addressOf = (name: RouteName) => name.replace(':id', '018f0000-0000-8000-8000-000000000000');

test('all routes of the workspace are walked', () => {
  const names = guarded.map(([name]) => name);
  expect(names).toEqual(expect.arrayContaining(['GET /me', 'GET /keys', 'PUT /tag', 'PUT /privacy', 'GET /audit']));
  expect(names.length).toBeGreaterThanOrEqual(17);
});

describe.each(guarded)('%s', (name, shape) => {
  test('is refused to who is not known: no session, a wrong key, another cookie', async () => {
    const strangers = [
      { as: null },
      { as: 'knk_wrong' },
      { as: null, headers: { cookie: 'knock.session_token=abc.def', origin: 'http://localhost:4000' } },
    ];
    for (const stranger of strangers) {
      const answer = await world.call(addressOf(name), stranger);
      expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    }
  });

  test.each(ROLES)('to a member who is %s: as the table of roles says', async (role) => {
    const may = !shape.needs || ROLE_PERMISSIONS[role].some((permission) => permission === shape.needs);
    const { status, body } = await world.call(addressOf(name), { as: members.get(role) ?? null });
    if (may) expect([401, 403, 500]).not.toContain(status);
    else expect({ status, code: body.code }).toEqual({ status: 403, code: 'forbidden' });
  });

  test('to a key that may only send signals: refused', async () => {
    expect((await world.call(addressOf(name), { as: captureKey })).status).toBe(403);
  });
});

describe('a change with the session cookie', () => {
  const ana = members.get('admin');
  const put = async (headers: Record<string, string>, host = 'localhost:4000') => {
    const answer = await world.app.inject({
      method: 'PUT',
      url: '/api/v1/privacy',
      headers: { host, cookie: ana?.cookie ?? '', ...headers },
      payload: { retentionMonths: 24 },
    });
    return [answer.statusCode, answer.statusCode === 200 ? 'done' : answer.json().code];
  };

  test.each([
    [{ origin: 'https://evil.test' }],
    [{ origin: 'null' }],
    [{ origin: 'http://localhost:4000.evil.test' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ origin: 'https://evil.test', 'sec-fetch-site': 'same-origin' }],
    [{}],
  ])('is refused when it comes from elsewhere, or does not say: %j', async (headers) => {
    expect(await put(headers as Record<string, string>)).toEqual([403, 'cross_site']);
  });

  test('is refused on a host name that was pointed here', async () => {
    expect(await put({ origin: 'http://rebound.evil.test' }, 'rebound.evil.test')).toEqual([403, 'cross_site']);
  });

  test('is done from our own pages, also at a bare address of this machine', async () => {
    expect(await put({ origin: 'http://localhost:4000' })).toEqual([200, 'done']);
    expect(await put({ 'sec-fetch-site': 'same-origin' })).toEqual([200, 'done']);
    expect(await put({ origin: 'http://192.168.1.5:4000' }, '192.168.1.5:4000')).toEqual([200, 'done']);
    expect(await put({ origin: 'http://127.0.0.1:4000' }, '127.0.0.1:4000')).toEqual([200, 'done']);
  });

  test('signing in from another website is refused too', async () => {
    const answer = await world.call('POST /api/auth/sign-in/email', {
      as: null,
      headers: { origin: 'https://evil.test' },
      body: { email: ana?.email, password: ana?.password },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 'cross_site' } });
  });
});
