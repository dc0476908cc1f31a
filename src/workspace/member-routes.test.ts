import { afterAll, expect, test } from 'vitest';
import { createWorld, type Member, type World } from '../../tests/world.ts';
import type { Member as Listed } from '../../wire/api/workspace.ts';

const world = await createWorld();
afterAll(world.close);

async function listed(of: World, member: Member): Promise<Listed> {
  const { body } = await of.call('GET /members');
  const found = body.members.find((each: Listed) => each.email === member.email);
  if (!found) throw new Error(`${member.email} is not listed`);
  return found;
}

test('a changed role counts with the next request', async () => {
  const [ana, bo] = [await world.signIn('admin'), await world.signIn('viewer')];
  expect((await world.call('GET /keys', { as: bo })).status).toBe(403);
  const { id } = await listed(world, bo);
  expect((await world.call(`PATCH /members/${id}`, { as: ana, body: { role: 'admin' } })).body).toEqual({ ok: true });
  expect((await world.call('GET /keys', { as: bo })).status).toBe(200);
});

test('the last admin can neither leave nor stop being one, also not two at once', async () => {
  const house = await createWorld();
  const [ana, bo] = [await house.signIn('admin'), await house.signIn('admin')];
  const ids = [(await listed(house, ana)).id, (await listed(house, bo)).id];
  const both = await Promise.all([
    house.call(`PATCH /members/${ids[0]}`, { body: { role: 'viewer' } }),
    house.call(`DELETE /members/${ids[1]}`),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const { body } = await house.call('GET /members');
  const admin = body.members.find((each: Listed) => each.role === 'admin');
  const refused = await house.call(`DELETE /members/${admin.id}`);
  expect(refused).toMatchObject({ status: 409, body: { code: 'last_admin' } });
  expect((await house.call(`PATCH /members/${admin.id}`, { body: { role: 'rep' } })).body.code).toBe('last_admin');
  await house.close();
});

test('a removed member is signed out at once, and nothing of their account stays', async () => {
  const bo = await world.signIn('rep');
  await world.signIn('admin');
  const { id } = await listed(world, bo);
  await world.call(`DELETE /members/${id}`);
  expect((await world.call('GET /me', { as: bo })).status).toBe(401);
  const { rows } = await world.ctx.db.pool.query('select from auth_user where email = $1', [bo.email]);
  expect(rows).toHaveLength(0);
  expect((await world.call(`DELETE /members/${id}`)).status).toBe(404);
});

test('members know themselves and see no invite links unless they may invite', async () => {
  const [ana, bo] = [await world.signIn('admin'), await world.signIn('manager')];
  await world.call('POST /invites', { as: ana, body: { email: 'dora@acme.test', role: 'admin' } });
  const seen = await world.call('GET /members', { as: bo });
  expect(seen.body.invites).toEqual([]);
  expect(seen.body.members.filter((each: Listed) => each.you).map((each: Listed) => each.email)).toEqual([bo.email]);
  const all = await world.call('GET /members', { as: ana });
  expect(all.body.invites).toMatchObject([{ email: 'dora@acme.test', invitedBy: `A admin <${ana.email}>` }]);
});

test("another workspace's members, invites and keys are not there", async () => {
  const other = await createWorld();
  const ana = await other.signIn('admin');
  const { id } = await listed(other, ana);
  const invite = (await other.call('POST /invites', { body: { email: 'x@y.test', role: 'rep' } })).body;
  const key = (await other.call('POST /keys', { body: { name: 'k', scopes: ['read'], expiresInDays: null } })).body.key;
  expect((await world.call(`PATCH /members/${id}`, { body: { role: 'viewer' } })).status).toBe(404);
  expect((await world.call(`DELETE /members/${id}`)).status).toBe(404);
  expect((await world.call(`DELETE /invites/${invite.id}`)).status).toBe(404);
  expect((await world.call(`DELETE /keys/${key.id}`)).status).toBe(404);
  expect((await other.call('GET /members')).body).toMatchObject({ members: [{ id }], invites: [{ id: invite.id }] });
  expect((await other.call('GET /keys')).body.items.map((each: { id: string }) => each.id)).toContain(key.id);
  await other.close();
});
