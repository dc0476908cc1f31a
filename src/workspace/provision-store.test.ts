import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cookieFor, createWorld, newDatabase, type World } from '../../tests/world.ts';
import { buildHttp } from '../http.ts';
import type { Database } from '../machinery/database/database.ts';
import { type Provisioning, provision } from './provision-store.ts';

const ADMIN = { email: 'ops@acme.test', password: 'correct horse' };
const NOTHING = { admin: null, apiKey: null, tagId: null };

let world: World;
let db: Database;
beforeAll(async () => {
  world = await createWorld();
  db = await newDatabase();
});
afterAll(async () => {
  await db.close();
  await world.close();
});

/** A start of the process with these settings, as far as this room is concerned. */
async function start(settings: Partial<Provisioning>) {
  const ctx = { ...world.ctx, db, config: { ...world.ctx.config, ...NOTHING, ...settings } };
  await provision(ctx);
  return buildHttp(ctx);
}

async function counted(): Promise<Record<string, number>> {
  const { rows } = await db.pool.query(
    `select (select count(*) from workspace) as workspaces, (select count(*) from auth_user) as users,
       (select count(*) from auth_member) as members, (select count(*) from api_key) as keys, (select count(*) from audit) as deeds`,
  );
  return rows[0];
}

describe('starts with settings, one after the other', () => {
  test('without any, nothing is made', async () => {
    await (await start({})).close();
    expect(await counted()).toEqual({ workspaces: 0, users: 0, members: 0, keys: 0, deeds: 0 });
  });

  test('with all of them, there is a workspace whose admin, key and tag work', async () => {
    const app = await start({ admin: ADMIN, apiKey: 'a-key-of-the-operator-1', tagId: 'acme-tag' });
    const headers = { authorization: 'Bearer a-key-of-the-operator-1' };
    const tag = await app.inject({ url: '/api/v1/tag', headers });
    expect(tag.json()).toMatchObject({ tagId: 'acme-tag' });
    const cookie = await cookieFor(app, ADMIN);
    const me = await app.inject({ url: '/api/v1/me', headers: { cookie } });
    expect(me.json()).toMatchObject({ role: 'admin', workspace: { name: 'My workspace' } });
    expect((await app.inject('/api/v1/setup')).json()).toEqual({ needsAdmin: false });
    await app.close();
  });

  test('again, also two at once, nothing more is made, and a changed password stays', async () => {
    const before = await counted();
    const settings = {
      admin: { ...ADMIN, password: 'another one' },
      apiKey: 'a-key-of-the-operator-1',
      tagId: 'acme-tag',
    };
    const apps = await Promise.all([start(settings), start(settings)]);
    expect(await counted()).toEqual(before);
    await expect(cookieFor(apps[0], ADMIN)).resolves.toContain('knock.session_token');
    await Promise.all(apps.map((app) => app.close()));
  });

  test('with another key, that one works, the one before does not, and keys made by hand stay', async () => {
    const first = await start({ apiKey: 'a-key-of-the-operator-1' });
    const made = await first.inject({
      method: 'POST',
      url: '/api/v1/keys',
      headers: { authorization: 'Bearer a-key-of-the-operator-1' },
      payload: { name: 'by hand', scopes: ['read'], expiresInDays: null },
    });
    await first.close();
    const app = await start({ apiKey: 'a-key-of-the-operator-2', tagId: 'acme-tag-2' });
    const status = async (key: string) =>
      (await app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${key}` } })).statusCode;
    expect(await status('a-key-of-the-operator-1')).toBe(401);
    expect(await status('a-key-of-the-operator-2')).toBe(200);
    expect(await status(made.json().secret)).toBe(200);
    const { rows } = await db.pool.query('select tag_id from workspace');
    expect(rows).toEqual([{ tag_id: 'acme-tag-2' }]);
    await app.close();
  });
});
