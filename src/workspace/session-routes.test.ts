import { createHmac } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { buildHttp } from '../../src/http.ts';
import { cookieFor, createWorld, newDatabase } from '../../tests/world.ts';
import { DAY } from '../foundation/time.ts';

const ORIGIN = { origin: 'http://localhost:4000' };
const FIRST = { workspaceName: 'Acme', name: 'Ana Diaz', email: 'Ana@Acme.test', password: 'correct horse' };

const world = await createWorld();
afterAll(world.close);

describe('the first visit', async () => {
  const db = await newDatabase();
  const app = await buildHttp({ ...world.ctx, db });
  afterAll(async () => {
    await app.close();
    await db.close();
  });
  const setUp = (body: object) => app.inject({ method: 'POST', url: '/api/v1/setup', headers: ORIGIN, payload: body });

  test('asks for an admin, refuses half an answer by its field, takes one, and no second', async () => {
    expect((await app.inject('/api/v1/setup')).json()).toEqual({ needsAdmin: true });
    const short = await setUp({ ...FIRST, password: 'short' });
    expect(short.statusCode).toBe(400);
    expect(short.json()).toMatchObject({ code: 'invalid', field: 'password' });

    const both = await Promise.all([setUp(FIRST), setUp({ ...FIRST, email: 'eve@acme.test' })]);
    expect(both.map((answer) => answer.statusCode).sort()).toEqual([200, 409]);
    const made = both.find((answer) => answer.statusCode === 200);
    expect(made?.json()).toMatchObject({
      role: 'admin',
      workspace: { name: 'Acme', installed: false, timeZone: 'UTC' },
    });

    const cookie = made?.cookies[0];
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    const me = await app.inject({ url: '/api/v1/me', headers: { cookie: `${cookie?.name}=${cookie?.value}` } });
    expect(me.json()).toEqual(made?.json());
    expect((await app.inject('/api/v1/setup')).json()).toEqual({ needsAdmin: false });
    expect((await setUp(FIRST)).statusCode).toBe(409);
  });
});

describe('a session', () => {
  test('begins with the right password only, and says no more than that', async () => {
    const ana = await world.signIn('rep');
    const signIn = (email: string, password: string) =>
      world.call('POST /api/auth/sign-in/email', { as: null, headers: ORIGIN, body: { email, password } });
    const wrong = await signIn(ana.email, 'not the password');
    const nobody = await signIn('nobody@acme.test', 'not the password');
    expect(wrong.status).toBe(401);
    expect(wrong.headers['content-type']).toContain('application/problem+json');
    expect({ ...nobody.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
    expect((await signIn(ana.email.toUpperCase(), ana.password)).status).toBe(200);
  });

  test('ends at once when its member signs out', async () => {
    const ana = await world.signIn('viewer');
    expect((await world.call('GET /me', { as: ana })).status).toBe(200);
    await world.call('POST /api/auth/sign-out', { as: ana, body: {} });
    expect((await world.call('GET /me', { as: ana })).status).toBe(401);
  });

  test('brings the columns that its member chose, in any browser; others have their own', async () => {
    const ana = await world.signIn('viewer');
    const ben = await world.signIn('viewer');
    const body = { table: 'contacts', columns: { country: true, source: false } };
    expect((await world.call('PUT /me/columns', { as: ana, body })).status).toBe(200);
    const other = { table: 'links', columns: { clicks: false } };
    expect((await world.call('PUT /me/columns', { as: ana, body: other })).status).toBe(200);
    const elsewhere = { ...ana, cookie: await cookieFor(world.app, ana) };
    const { columns } = (await world.call('GET /me', { as: elsewhere })).body;
    expect(columns).toEqual({ contacts: body.columns, links: other.columns });
    expect((await world.call('GET /me', { as: ben })).body.columns).toEqual({});
    const wrong = { table: 'contacts', columns: { country: 'yes' } };
    expect((await world.call('PUT /me/columns', { as: ana, body: wrong })).status).toBe(400);
  });

  test('lasts longer while it is used, and tells the browser so', async () => {
    const ana = await world.signIn('viewer');
    expect((await world.call('GET /me', { as: ana })).headers['set-cookie']).toBeUndefined();
    await world.ctx.db.pool.query(
      `update auth_session set "expiresAt" = now() + interval '20 days' where "userId" = (select id from auth_user where email = $1)`,
      [ana.email],
    );
    const renewed = await world.call('GET /me', { as: ana });
    expect(String(renewed.headers['set-cookie'])).toMatch(/knock\.session_token=[^;]+;.*Max-Age=2592000/);
  });

  test('is not believed when its cookie was changed', async () => {
    const ana = await world.signIn('admin');
    const forged = { ...ana, cookie: ana.cookie.replace(/=./, '=x') };
    expect((await world.call('GET /me', { as: forged })).status).toBe(401);
  });

  test('cannot be opened by trying passwords without end', async () => {
    const ana = await world.signIn('rep');
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) {
      const answer = await world.app.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        headers: ORIGIN,
        remoteAddress: '203.0.113.9',
        payload: { email: ana.email, password: `guess number ${i}` },
      });
      statuses.push(answer.statusCode);
      if (answer.statusCode === 429) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  test('of the library itself, only what the dashboard needs can be reached', async () => {
    const ana = await world.signIn('viewer');
    for (const path of ['sign-up/email', 'organization/create', 'organization/invite-member', 'delete-user']) {
      const body = { email: 'eve@acme.test', password: 'correct horse', name: 'Eve', slug: 'eve', role: 'admin' };
      expect((await world.call(`POST /api/auth/${path}`, { as: ana, body })).status).toBe(404);
    }
  });

  test('asks for the second factor of a member who set one up', async () => {
    const ana = await world.signIn('rep');
    const enabled = await world.call('POST /api/auth/two-factor/enable', { as: ana, body: { password: ana.password } });
    expect(enabled.status).toBe(200);
    expect(enabled.body.totpURI).toContain('otpauth://totp/Knock');
    const secret = new URL(enabled.body.totpURI).searchParams.get('secret') ?? '';
    const code = totp(secret, Date.now());
    expect((await world.call('POST /api/auth/two-factor/verify-totp', { as: ana, body: { code } })).status).toBe(200);

    const cookie = await cookieFor(world.app, ana);
    const halfway = { ...ana, cookie };
    expect((await world.call('GET /me', { as: halfway })).status).toBe(401);
    const wrong = await world.call('POST /api/auth/two-factor/verify-totp', { as: halfway, body: { code: '000000' } });
    expect(wrong.status).toBe(401);
    const entered = await world.call('POST /api/auth/two-factor/verify-totp', { as: halfway, body: { code } });
    const session = String(entered.headers['set-cookie']).match(/knock\.session_token=[^;]+/)?.[0] ?? '';
    expect((await world.call('GET /me', { as: { ...ana, cookie: session } })).status).toBe(200);
  });
});

// RFC 6238 with its defaults: SHA-1, six digits, thirty seconds. The library reads the machine's clock.
function totp(base32: string, now: number): string {
  const bits = [...base32]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

describe('an invite', () => {
  const invite = async (email: string, role: string) => {
    const made = await world.call('POST /invites', { body: { email, role } });
    expect(made.status).toBe(200);
    return made.body;
  };
  const accept = (id: string, name: string, password: string) =>
    world.call(`POST /invites/${id}`, { as: null, headers: ORIGIN, body: { name, password } });

  test('shows who invites where, makes a member once, and is then gone', async () => {
    const made = await invite('Bo@Acme.test', 'rep');
    expect(made.url).toBe(`http://localhost:4000/invite/${made.id}`);
    const offer = await world.call(`GET /invites/${made.id}`, { as: null });
    expect(offer.body).toMatchObject({ workspaceName: 'Acme', email: 'bo@acme.test', role: 'rep', hasUser: false });

    const accepted = await accept(made.id, 'Bo', 'correct horse');
    expect(accepted.body).toMatchObject({ user: { name: 'Bo', email: 'bo@acme.test' }, role: 'rep' });
    expect((await accept(made.id, 'Bo', 'correct horse')).status).toBe(404);
    expect((await world.call(`GET /invites/${made.id}`, { as: null })).status).toBe(404);
    const cookie = await cookieFor(world.app, { email: 'bo@acme.test', password: 'correct horse' });
    expect((await world.call('GET /me', { as: { email: '', password: '', cookie } })).body.role).toBe('rep');
    expect((await world.call('POST /invites', { body: { email: 'bo@acme.test', role: 'admin' } })).status).toBe(409);
  });

  test('of somebody who is a user elsewhere asks for their present password', async () => {
    const other = await createWorld();
    const ana = await other.signIn('admin');
    const made = await invite(ana.email, 'viewer');
    expect((await world.call(`GET /invites/${made.id}`, { as: null })).body.hasUser).toBe(true);
    const wrong = await accept(made.id, 'Ana', 'a new password');
    expect(wrong).toMatchObject({ status: 403, body: { code: 'wrong_password', field: 'password' } });
    const accepted = await accept(made.id, 'Ana', ana.password);
    expect(accepted.body).toMatchObject({ workspace: { id: world.workspaceId }, role: 'viewer' });
    await other.close();
  });

  test('is over after a week, when withdrawn, and when a newer one takes its place', async () => {
    const first = await invite('cy@acme.test', 'rep');
    const second = await invite('cy@acme.test', 'manager');
    expect((await world.call(`GET /invites/${first.id}`, { as: null })).status).toBe(404);
    expect((await world.call(`DELETE /invites/${second.id}`)).status).toBe(200);
    expect((await accept(second.id, 'Cy', 'correct horse')).status).toBe(404);
    const third = await invite('cy@acme.test', 'rep');
    world.pass(7 * DAY + 1);
    expect((await accept(third.id, 'Cy', 'correct horse')).status).toBe(404);
  });
});
