import { expect, test } from 'vitest';
import { createWorld } from '../../tests/world.ts';

const world = await createWorld();

test('a member signs in and is told who they are', async () => {
  const ana = await world.signIn('rep');
  const { status, body } = await world.call('GET /me', { as: ana });
  expect(status).toBe(200);
  expect(body).toMatchObject({ user: { email: ana.email }, role: 'rep', permissions: ['identities.edit'] });
});
