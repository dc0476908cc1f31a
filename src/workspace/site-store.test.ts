import { afterAll, expect, test } from 'vitest';
import { createWorld } from '../../tests/world.ts';
import type { Sites } from '../capture/site.ts';
import { SECOND } from '../foundation/time.ts';
import { openSites } from './site-store.ts';

const shells: Sites[] = [];
const world = await createWorld({ rooms: () => [(_app, shell) => void shells.push(shell.sites)] });
afterAll(world.close);

function inThisProcess(): Sites {
  const sites = shells[0];
  if (!sites) throw new Error('the shell gave no sites');
  return sites;
}

const TAG = { origins: ['https://*.acme.test'], consent: 'cookieless', respectDnt: false, formEmail: true };

test('a site is found by its tag and by keys that may send, and by nothing else', async () => {
  const sites = inThisProcess();
  const { workspaceId, tagId } = world;
  expect(await sites.byTagId(tagId)).toMatchObject({ workspaceId, tagId, origins: [], honourPrivacySignals: true });
  expect(await sites.byApiKey(await world.makeKey('capture'))).toMatchObject({ workspaceId });
  expect(await sites.byApiKey(world.apiKey)).toMatchObject({ workspaceId });
  expect(await sites.byApiKey(await world.makeKey('read', 'write'))).toBe('lacks_scope');
  expect(await sites.byApiKey('knk_nobody')).toBeNull();
  expect(await sites.byTagId('nobody')).toBeNull();
});

test('changed settings count at once here, and within ten seconds in other processes', async () => {
  const elsewhere = openSites(world.ctx);
  await elsewhere.byTagId(world.tagId);
  await world.call('PUT /tag', { body: TAG });
  const expected = { origins: TAG.origins, ownHosts: ['acme.test'], honourPrivacySignals: false };
  expect(await inThisProcess().byTagId(world.tagId)).toMatchObject(expected);
  expect(await elsewhere.byTagId(world.tagId)).toMatchObject({ origins: [] });
  world.pass(10 * SECOND);
  expect(await elsewhere.byTagId(world.tagId)).toMatchObject(expected);
});

test('a rotated identity secret comes in clear, and a revoked key finds nothing at once', async () => {
  const { secret } = (await world.call('POST /tag/identity-secret')).body;
  expect(await inThisProcess().byTagId(world.tagId)).toMatchObject({ identitySecret: secret });
  const made = (await world.call('POST /keys', { body: { name: 's', scopes: ['capture'], expiresInDays: null } })).body;
  expect(await inThisProcess().byApiKey(made.secret)).not.toBeNull();
  await world.call(`DELETE /keys/${made.key.id}`);
  expect(await inThisProcess().byApiKey(made.secret)).toBeNull();
});

test('while the database is away, sites that are known stay known', async () => {
  const house = await createWorld({ ownDatabase: true });
  const sites = openSites(house.ctx);
  await sites.byTagId(house.tagId);
  await house.close();
  house.pass(60 * SECOND);
  expect(await sites.byTagId(house.tagId)).toMatchObject({ workspaceId: house.workspaceId });
  await expect(sites.byTagId('another-tag')).rejects.toThrow();
});
