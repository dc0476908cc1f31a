import { afterAll, expect, test } from 'vitest';
import { createWorld } from '../../tests/world.ts';
import { DAY, MINUTE } from '../foundation/time.ts';

const world = await createWorld();
afterAll(world.close);

test('a key is shown once, kept as a hash, works, and stops at once when revoked', async () => {
  const made = await world.call('POST /keys', { body: { name: 'Zapier', scopes: ['read'], expiresInDays: null } });
  const { secret, key } = made.body;
  expect(secret).toMatch(/^knk_[\w-]{43}$/);
  expect(secret.startsWith(key.prefix)).toBe(true);
  const list = await world.call('GET /keys');
  expect(JSON.stringify(list.body)).not.toContain(secret);
  const { rows } = await world.ctx.db.pool.query('select * from api_key where id = $1', [key.id]);
  expect(JSON.stringify(rows)).not.toContain(secret.slice(12));

  expect((await world.call('GET /me', { as: secret })).body).toMatchObject({
    user: { name: 'Zapier' },
    role: 'viewer',
  });
  expect((await world.call(`DELETE /keys/${key.id}`)).status).toBe(200);
  expect((await world.call('GET /me', { as: secret })).status).toBe(401);
});

test('a key may do what its scopes say', async () => {
  const [read, write, capture, admin] = [
    await world.makeKey('read'),
    await world.makeKey('write'),
    await world.makeKey('capture'),
    await world.makeKey('admin'),
  ];
  const statuses = async (name: string, body?: object) =>
    Promise.all([read, write, capture, admin].map(async (as) => (await world.call(name, { as, body })).status));
  expect(await statuses('GET /members')).toEqual([200, 200, 403, 200]);
  expect(await statuses('POST /tag/identity-secret')).toEqual([403, 200, 403, 200]);
  expect(await statuses('GET /keys')).toEqual([403, 403, 403, 200]);
});

test('a key ends on its day, and tells when it was used last', async () => {
  const body = { name: 'short', scopes: ['read'], expiresInDays: 1 };
  const { secret, key } = (await world.call('POST /keys', { body })).body;
  expect(key.lastUsedAt).toBeNull();
  await world.call('GET /me', { as: secret });
  const used = new Date(world.ctx.clock()).toISOString();
  const { items } = (await world.call('GET /keys')).body;
  expect(items.find((each: { id: string }) => each.id === key.id).lastUsedAt).toBe(used);
  world.pass(DAY - MINUTE);
  expect((await world.call('GET /me', { as: secret })).status).toBe(200);
  world.pass(MINUTE);
  expect((await world.call('GET /me', { as: secret })).status).toBe(401);
});

test('what is no key opens nothing, even beside a session', async () => {
  const ana = await world.signIn('admin');
  for (const authorization of ['Bearer', 'Bearer ', 'Bearer x', `Bearer ${'x'.repeat(5_000)}`, "Bearer ' or 1=1"]) {
    expect((await world.call('GET /me', { as: ana, headers: { authorization } })).status).toBe(401);
  }
});
