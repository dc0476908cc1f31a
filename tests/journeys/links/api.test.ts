import { decode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepRep } from '../../../src/workspace/rep-store.ts';
import { ROUTES } from '../../../wire/api/routes.ts';
import { type LinkHouse, openLinkHouse } from './house.ts';

let house: LinkHouse;
let other: LinkHouse;
beforeAll(async () => {
  house = await openLinkHouse({ KNOCK_PUBLIC_URL: 'https://knock.acme.test,https://go.acme.test' });
  other = await openLinkHouse();
});
afterAll(async () => {
  await house.close();
  await other.close();
});

const BODY = {
  ...{
    name: 'x',
    kind: 'chat',
    channel: 'email',
    target: null,
    ownerId: null,
    greeting: null,
    heading: null,
    intro: null,
  },
  ...{ active: true, expiresAt: null, utm: { source: null, medium: null, campaign: null, term: null, content: null } },
};
const post = (body: object) => house.call('POST /links', { body: { ...BODY, ...body } });
const names = async (query: Record<string, string> = {}) =>
  (await house.call('GET /links', { query })).body.items.map((one: { name: string }) => one.name);

describe('links', () => {
  it('get a readable slug of their name, and another when it is taken', async () => {
    const first = await house.makeLink({ name: 'Größe & Preise' });
    const second = await house.makeLink({ name: 'Größe & Preise' });
    expect([first.slug, second.slug]).toEqual(['groesse-preise', 'groesse-preise-2']);
    expect(first.urls).toEqual(['https://knock.acme.test/l/groesse-preise', 'https://go.acme.test/l/groesse-preise']);
    const free = await house.call('POST /links/slug', { body: { name: 'Größe, Preise', linkId: null } });
    expect(free.body).toEqual({ slug: 'groesse-preise-3', free: false });
    const own = await house.call('POST /links/slug', { body: { name: 'Größe, Preise', linkId: first.id } });
    expect(own.body).toEqual({ slug: 'groesse-preise', free: true });
  });

  it('share slugs with all workspaces: one that another has is taken', async () => {
    await other.makeLink({ name: 'Theirs', slug: 'theirs' });
    expect(await post({ name: 'Ours', slug: 'theirs' })).toMatchObject({
      status: 409,
      body: { code: 'conflict', field: 'slug' },
    });
    expect(await post({ name: 'Theirs' })).toMatchObject({ status: 200, body: { slug: 'theirs-2' } });
    expect(await names({ q: 'Ours' })).toEqual([]);
  });

  it('that are renamed are found by both addresses, which nobody else gets', async () => {
    const link = await house.makeLink({ name: 'Printed', slug: 'printed' });
    const renamed = await house.call(`PATCH /links/${link.id}`, { body: { slug: 'better' } });
    expect(renamed.body.url).toBe('https://knock.acme.test/l/better');
    for (const path of ['/l/printed', '/l/better', '/l/Better/'])
      expect((await house.ask(path)).boot.slug).toBe('better');
    expect((await post({ slug: 'printed' })).status).toBe(409);
    expect((await house.call(`PATCH /links/${link.id}`, { body: { slug: 'printed' } })).status).toBe(200);
  });

  it('that another process changed are what they are now after its next look', async () => {
    const link = await house.makeLink({ name: 'Two processes', slug: 'two-processes' });
    expect((await other.ask('/l/two-processes')).status).toBe(200);
    await house.call(`PATCH /links/${link.id}`, { body: { active: false } });
    await other.refresh();
    expect((await other.ask('/l/two-processes')).status).toBe(410);
    const made = await house.makeLink({ name: 'Made elsewhere' });
    expect((await other.ask(`/l/${made.slug}`)).status).toBe(200);
  });

  it('change what is asked and leave the rest', async () => {
    const link = await house.makeLink({ name: 'Patched', heading: 'Hello', channel: 'pdf' });
    const { body } = await house.call(`PATCH /links/${link.id}`, {
      body: { intro: 'Come in', expiresAt: '2026-12-31T00:00:00.000Z' },
    });
    expect(body).toMatchObject({
      name: 'Patched',
      heading: 'Hello',
      intro: 'Come in',
      channel: 'pdf',
      state: 'active',
    });
    expect((await house.call(`PATCH /links/${link.id}`, { body: { active: false, expiresAt: null } })).body.state).toBe(
      'paused',
    );
    expect((await house.ask('/l/patched')).status).toBe(410);
  });

  it.each([
    [{ kind: 'redirect' }, 'target'],
    [{ target: 'https://acme.test' }, 'target'],
    [{ kind: 'redirect', target: 'javascript:alert(1)' }, 'target'],
    [{ kind: 'redirect', target: 'https://go.acme.test/l/printed' }, 'target'],
    [{ slug: 'No Slug' }, 'slug'],
    [{ ownerId: '018f0000-0000-8000-8000-000000000000' }, 'ownerId'],
    [{ ownerId: 'somebody' }, 'ownerId'],
    [{ name: ' ' }, 'name'],
    [{ channel: 'smoke' }, 'channel'],
  ])('are refused when they cannot be: %j', async (wrong, field) => {
    expect(await post(wrong)).toMatchObject({ status: 400, body: { field } });
  });

  it('may be one rep’s own', async () => {
    const rep = await house.ctx.db.inWorkspace(house.workspaceId, (trx) =>
      keepRep(trx, house.workspaceId, { name: 'Mia Lang', email: 'mia@acme.test' }, house.ctx.clock()),
    );
    const link = await house.makeLink({ name: 'Mia', ownerId: rep.id });
    expect(link.owner).toEqual({ id: rep.id, name: 'Mia Lang', avatarUrl: null });
  });

  it('are listed newest first, page after page, without archived ones', async () => {
    const made = [];
    for (let n = 0; n < 5; n += 1) {
      house.pass(1_000);
      made.push(await house.makeLink({ name: `Listed ${n}` }));
    }
    await house.call(`DELETE /links/${made[2]?.id}`);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body }: { body: { items: { name: string }[]; nextCursor: string | null } } = await house.call(
        'GET /links',
        {
          query: { q: 'listed', limit: '2', ...(cursor && { cursor }) },
        },
      );
      seen.push(...body.items.map((one) => one.name));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(['Listed 4', 'Listed 3', 'Listed 1', 'Listed 0']);
    expect(await names({ state: 'archived' })).toEqual(['Listed 2']);
    expect(await names({ q: '%' })).toEqual([]);
    expect((await house.call('GET /links', { query: { cursor: 'nonsense' } })).status).toBe(400);
    expect((await house.call(`PATCH /links/${made[2]?.id}`, { body: { name: 'Back' } })).status).toBe(409);
  });

  it('have days without gaps', async () => {
    const link = await house.makeLink({ name: 'Daily' });
    await house.opens('browser-daily', '/l/daily');
    const { body } = await house.call(`GET /links/${link.id}/stats`, { query: { days: '7' } });
    expect(body.byDay).toHaveLength(7);
    expect(body.byDay.at(-1)).toMatchObject({ day: '2026-06-15', opens: 1, clicks: 1, conversations: 0 });
    expect(body.totals).toMatchObject({ people: 1, meetings: 0, highLeads: 0 });
  });
});

describe('recipients', () => {
  it('come from a file, bad rows answered one by one, and go into one that no spreadsheet computes', async () => {
    const link = await house.makeLink({ name: 'Mailing', slug: 'mailing' });
    const csv = 'Name;E-Mail\r\n"=cmd()";ann@acme.com\r\n"Bob ""B"", Bolt";bob@bolt.com\r\nNobody;nobody\r\n';
    const add = (text: string) => house.call(`POST /links/${link.id}/recipients`, { body: { csv: text } });
    expect((await add(csv)).body).toEqual({
      ...{ added: 2, known: 0 },
      refused: [{ row: 4, reason: 'This is not an e-mail address.' }],
    });
    const [ann] = (await house.call(`GET /links/${link.id}/recipients`, { query: { limit: '1' } })).body.items;
    expect((await add('email\nANN@acme.com\neve@gmail.com')).body).toMatchObject({ added: 1, known: 1 });
    const page = (await house.call(`GET /links/${link.id}/recipients`, { query: { limit: '2' } })).body;
    expect(page.items[0]).toEqual(ann);
    const rest = await house.call(`GET /links/${link.id}/recipients`, { query: { cursor: page.nextCursor } });
    expect(rest.body.items.map((one: { email: string }) => one.email)).toEqual(['eve@gmail.com']);
    expect((await house.call(`GET /links/${link.id}`)).body.recipients).toBe(3);
    const file = await house.call(`GET /links/${link.id}/recipients.csv`);
    expect(file.headers['content-disposition']).toBe('attachment; filename="recipients-mailing.csv"');
    expect(file.body.split('\r\n')[1]).toBe(`ann@acme.com,"'=cmd()",${ann.url},`);
    expect((await add('nothing here')).body).toMatchObject({ code: 'invalid', field: 'csv' });
    expect((await add('email\n"open')).body).toMatchObject({ code: 'invalid', field: 'csv' });
  });
});

describe('codes', () => {
  it('are drawn for everybody, at any size in reason', async () => {
    const link = await house.makeLink({ name: 'Poster', slug: 'poster' });
    const svg = await house.ask('/l/poster/qr.svg');
    expect([svg.status, svg.headers['content-type']]).toEqual([200, 'image/svg+xml']);
    expect(svg.headers['content-security-policy']).toContain('sandbox');
    const answer = await house.app.inject({ url: '/l/poster/qr.png?size=200&logo=1' });
    expect(answer.headers['content-type']).toBe('image/png');
    expect(decode(answer.rawPayload)).toMatchObject({ width: 200, height: 200 });
    expect((await house.ask('/l/poster/qr.png?size=20000')).status).toBe(400);
    expect((await house.ask('/l/no-such/qr.svg')).status).toBe(404);
    expect((await house.call(`GET /links/${link.id}/qr.svg`)).body).toBe(svg.html);
  });
});

describe('who may', () => {
  const routes = (Object.keys(ROUTES) as (keyof typeof ROUTES)[]).filter((name) => name.includes('/links/:id'));
  const bodies: Record<string, object> = { PATCH: { name: 'Stolen' }, POST: { csv: 'email\nann@acme.com' } };

  it.each(routes)('%s: nobody of another workspace', async (name) => {
    const theirs = await other.makeLink({ name: 'Hidden' });
    const body = bodies[name.split(' ')[0] ?? ''];
    const answer = await house.call(name.replace(':id', theirs.id), body ? { body } : {});
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
    expect((await other.call(`GET /links/${theirs.id}`)).body).toMatchObject({
      name: 'Hidden',
      state: 'active',
      recipients: 0,
    });
  });

  it('files and codes of another workspace neither', async () => {
    const theirs = await other.makeLink({ name: 'Hidden too' });
    for (const file of ['recipients.csv', 'qr.svg', 'qr.png']) {
      expect((await house.call(`GET /links/${theirs.id}/${file}`)).status).toBe(404);
      expect((await house.call(`GET /links/${theirs.id}/${file}`, { as: null })).status).toBe(401);
    }
  });

  it('viewers look and change nothing', async () => {
    const viewer = await other.signIn('viewer');
    const link = await other.makeLink({ name: 'Looked at' });
    expect((await other.call(`GET /links/${link.id}`, { as: viewer })).status).toBe(200);
    for (const [name, body] of [
      [`PATCH /links/${link.id}`, { name: 'Mine' }],
      [`DELETE /links/${link.id}`, undefined],
      ['POST /links', BODY],
      [`POST /links/${link.id}/recipients`, { csv: 'email\na@acme.com' }],
    ] as const) {
      expect((await other.call(name, { as: viewer, ...(body && { body }) })).status).toBe(403);
    }
  });

  it('a visit of one workspace’s page proves nothing on another’s', async () => {
    const mine = await house.makeLink({ name: 'Mine' });
    const theirs = await other.makeLink({ name: 'Not mine' });
    const { boot } = await other.ask(`/l/${theirs.slug}`);
    expect((await house.see({ ...boot, slug: mine.slug }, 'browser-cross')).status).toBe(403);
  });
});
