import { afterAll, expect, test } from 'vitest';
import { createWorld } from '../../tests/world.ts';
import { DAY } from '../foundation/time.ts';
import { recordAudit } from './audit-store.ts';

const world = await createWorld();
afterAll(world.close);

test('the workspace keeps its name, time zone and own domains in their usual spelling', async () => {
  const body = { name: ' Acme Inc ', timeZone: 'europe/berlin', staffDomains: ['@Acme.test', 'acme.test'] };
  const put = await world.call('PUT /workspace', { body });
  expect(put.body).toEqual({ name: 'Acme Inc', timeZone: 'Europe/Berlin', staffDomains: ['acme.test'] });
  expect((await world.call('GET /workspace')).body).toEqual(put.body);
  expect((await world.call('GET /me')).body.workspace).toMatchObject({ name: 'Acme Inc', timeZone: 'Europe/Berlin' });
});

test('a setting that makes no sense is refused by its name, and nothing is changed', async () => {
  const before = (await world.call('GET /workspace')).body;
  const zone = await world.call('PUT /workspace', { body: { ...before, timeZone: 'Mars/Olympus' } });
  expect(zone).toMatchObject({ status: 400, body: { code: 'invalid', field: 'timeZone' } });
  const domain = await world.call('PUT /workspace', { body: { ...before, staffDomains: ['acme.test', 'no domain'] } });
  expect(domain).toMatchObject({ status: 400, body: { field: 'staffDomains.1' } });
  const tag = (await world.call('GET /tag')).body;
  const origin = await world.call('PUT /tag', { body: { ...tag, origins: ['https://a.test/path?'] } });
  expect(origin).toMatchObject({ status: 400, body: { field: 'origins.0' } });
  const months = await world.call('PUT /privacy', { body: { retentionMonths: 0 } });
  expect(months.body.errors).toEqual([{ field: 'retentionMonths', message: 'Must be at least 1.' }]);
  const unnamed = await world.call('PUT /workspace', { body: { ...before, name: ' ' } });
  expect(unnamed.body).toMatchObject({
    detail: 'name: Must not be empty.',
    errors: [{ field: 'name', message: 'Must not be empty.' }],
  });
  expect((await world.call('GET /workspace')).body).toEqual(before);
});

test('the tag answers with what to paste, and keeps what was decided about it', async () => {
  const { body } = await world.call('GET /tag');
  expect(body).toMatchObject({ origins: [], consent: 'open', respectDnt: true, formEmail: false, tagId: world.tagId });
  expect(body.snippet).toBe(`<script async src="http://localhost:4000/knock-tag/${world.tagId}.js"></script>`);
  const put = {
    origins: ['Acme.test/', 'https://*.acme.test:443'],
    consent: 'required',
    respectDnt: false,
    formEmail: true,
  };
  const answer = await world.call('PUT /tag', { body: put });
  expect(answer.body).toMatchObject({ ...put, origins: ['https://acme.test', 'https://*.acme.test'] });
});

test('an identity secret is shown once; the one before stays valid for a week', async () => {
  const first = await world.call('POST /tag/identity-secret');
  expect(first.body.secret).toMatch(/^[\w-]{43}$/);
  const second = await world.call('POST /tag/identity-secret');
  expect(second.body.secret).not.toBe(first.body.secret);
  expect(Date.parse(second.body.previousUntil)).toBe(world.ctx.clock() + 7 * DAY);
  const tag = await world.call('GET /tag');
  expect(tag.body.identitySecret.previousUntil).toBe(second.body.previousUntil);
  expect(JSON.stringify(tag.body)).not.toContain(second.body.secret);
  const { rows } = await world.ctx.db.pool.query('select settings from workspace where id = $1', [world.workspaceId]);
  expect(JSON.stringify(rows)).not.toContain(second.body.secret);
});

test('every change is in the audit log with who made it, newest first, page by page', async () => {
  const house = await createWorld();
  const ana = await house.signIn('admin');
  await house.call('PUT /privacy', { as: ana, body: { retentionMonths: 12 } });
  await house.call('POST /keys', { as: ana, body: { name: 'CRM 100%', scopes: ['read'], expiresInDays: null } });
  await house.call('POST /tag/identity-secret');
  const first = (await house.call('GET /audit', { as: ana, query: { limit: '2' } })).body;
  expect(first.items.map((item: { action: string }) => item.action)).toEqual(['tag.secret_rotated', 'key.made']);
  expect(first.items[0].actor).toBe('API key "admin"');
  const rest = (await house.call('GET /audit', { as: ana, query: { limit: '2', cursor: first.nextCursor } })).body;
  expect(rest).toMatchObject({
    items: [{ action: 'privacy.changed', actor: `A admin <${ana.email}>` }],
    nextCursor: null,
  });
  const found = (await house.call('GET /audit', { as: ana, query: { q: '100%' } })).body;
  expect(found.items).toHaveLength(1);
  expect((await house.call('GET /audit', { as: ana, query: { q: '_00%' } })).body.items).toHaveLength(0);
  const cursor = await house.call('GET /audit', { as: ana, query: { cursor: 'elsewhere' } });
  expect(cursor).toMatchObject({ status: 400, body: { field: 'cursor' } });
  await house.close();
});

test('the audit log can be added to, not changed, and each workspace sees its own', async () => {
  const { db, clock } = world.ctx;
  const deed = { at: clock(), actor: 'Knock', action: 'test.done', summary: 'A test.' };
  await db.inWorkspace(world.workspaceId, (trx) => recordAudit(trx, world.workspaceId, deed));
  const touched = await db.inWorkspace(world.workspaceId, async ({ q }) => {
    const updated = await q.updateTable('audit').set({ summary: 'Nothing.' }).executeTakeFirst();
    const deleted = await q.deleteFrom('audit').executeTakeFirst();
    return Number(updated.numUpdatedRows) + Number(deleted.numDeletedRows);
  });
  expect(touched).toBe(0);
  const other = await createWorld();
  expect((await other.call('GET /audit')).body.items).toEqual([]);
  const forged = db.inWorkspace(other.workspaceId, (trx) => recordAudit(trx, world.workspaceId, deed));
  await expect(forged).rejects.toThrow(/row-level security/);
  await other.close();
});
