import { afterAll, describe, expect, test } from 'vitest';
import { buildHttp } from '../../src/http.ts';
import { ROUTES, type RouteName } from '../../wire/api/routes.ts';
import { SUMMARIES } from '../../wire/api/summaries.ts';
import { createWorld, newDatabase } from '../world.ts';

const world = await createWorld({
  rooms: () => [
    (app) => {
      app.get('/broken', async () => {
        throw new Error('the secret plan is in /etc/plan');
      });
      app.get('/unready', async () => {
        throw Object.assign(new Error('no space left on device'), { code: '53100' });
      });
      app.get('/rows/:id', async ({ params }) => {
        const { id } = params as { id: string };
        return (await world.ctx.db.pool.query('select from workspace where id = $1', [id])).rows;
      });
    },
  ],
});
afterAll(world.close);
const { app } = world;

const problemOf = (answer: { headers: Record<string, unknown>; json: () => Record<string, unknown> }) => {
  expect(answer.headers['content-type']).toBe('application/problem+json');
  return answer.json();
};

describe('every error is a problem document', () => {
  test('of a bug: an id to quote, and nothing of what went wrong', async () => {
    const answer = await app.inject('/broken');
    const problem = problemOf(answer);
    expect(problem).toMatchObject({ status: 500, code: 'internal', title: 'Internal Server Error' });
    expect(problem['requestId']).toBe(answer.headers['x-request-id']);
    expect(answer.body).not.toContain('plan');
  });

  test('of a database that is away: try again soon', async () => {
    const answer = await app.inject('/unready');
    expect(problemOf(answer)).toMatchObject({ status: 503, code: 'unavailable' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('of an address where nothing is, or that cannot be one', async () => {
    expect(problemOf(await app.inject('/api/v1/nothing'))).toMatchObject({ status: 404, code: 'not_found' });
    expect(problemOf(await app.inject('/%c0%ae'))).toMatchObject({ status: 400, code: 'invalid' });
  });

  test('of an id that the database cannot read', async () => {
    for (const id of ['x', '%00', '1e999', "'--"]) {
      expect(problemOf(await app.inject(`/rows/${id}`))).toMatchObject({ status: 400, code: 'invalid' });
    }
  });

  const send = (payload: string, type = 'application/json') =>
    app.inject({
      method: 'POST',
      url: '/api/v1/keys',
      headers: { authorization: `Bearer ${world.apiKey}`, 'content-type': type },
      payload,
    });

  test('of a body that is no JSON, poisoned, too large or of another type', async () => {
    expect(problemOf(await send('{"name": '))).toMatchObject({ status: 400, code: 'invalid', field: 'body' });
    expect(problemOf(await send('{"__proto__": {"admin": true}}'))).toMatchObject({ status: 400, code: 'invalid' });
    expect(problemOf(await send(`"${'x'.repeat(1_100_000)}"`))).toMatchObject({
      ...{ status: 413, code: 'too_large', field: 'body' },
    });
    expect(problemOf(await send('a=b', 'application/x-www-form-urlencoded'))).toMatchObject({
      status: 415,
      code: 'unsupported_media_type',
    });
  });

  test('of fields: each is named, where it stands', async () => {
    const wrong = await send(JSON.stringify({ name: '', scopes: ['read', 'root'], expiresInDays: 'soon' }));
    const problem = problemOf(wrong) as { field: string; errors: { field: string; message: string }[] };
    expect(problem.errors.map((each) => each.message)).toEqual([
      'Must not be empty.',
      expect.stringMatching(/^Must be one of read, /),
      'Must be a number.',
    ]);
    expect(problem.errors.map((each) => each.field)).toEqual(['name', 'scopes.1', 'expiresInDays']);
    expect(problem.field).toBe('name');
    expect(problemOf(await send(''))).toMatchObject({ status: 400, field: 'body' });
    const query = await world.call('GET /audit', { query: { limit: '1000' } });
    expect(query).toMatchObject({ status: 400, body: { field: 'limit' } });
  });
});

describe('around the API', () => {
  test('answers carry headers that keep pages to themselves', async () => {
    const { headers } = await app.inject('/healthz');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' });
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  test('behind https the cookie is Secure and browsers are told to stay', async () => {
    const house = await createWorld({ env: { KNOCK_PUBLIC_URL: 'https://knock.acme.test' } });
    const ana = await house.signIn('viewer').catch((error: Error) => error.message);
    expect(ana).toContain('cross_site');
    const answer = await house.app.inject({
      method: 'POST',
      url: '/api/auth/sign-out',
      headers: { origin: 'https://knock.acme.test', host: 'knock.acme.test' },
      payload: {},
    });
    expect(answer.headers['strict-transport-security']).toBeDefined();
    expect(String(answer.headers['set-cookie'])).toMatch(/__Secure-knock\.session_token=;.*Secure/);
    await house.close();
  });

  test('ready while the database answers, alive in any case', async () => {
    const db = await newDatabase();
    const house = await buildHttp({ ...world.ctx, db });
    expect((await house.inject('/readyz')).statusCode).toBe(200);
    await db.close();
    expect((await house.inject('/readyz')).statusCode).toBe(503);
    expect((await house.inject('/healthz')).statusCode).toBe(200);
    await house.close();
  });

  test('metrics count by route, never by address', async () => {
    await world.call('GET /invites/a-secret-nobody-may-read', { as: null });
    const { body } = await app.inject('/metrics');
    expect(body).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/invites\/:id",status="4xx"\} \d+/,
    );
    expect(body).not.toContain('a-secret-nobody-may-read');
  });

  test('the description of the API names every route there is, with its answers', async () => {
    const document = (await app.inject('/api/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    const routes = Object.keys(ROUTES).filter((name) => {
      const [method = '', path = ''] = name.split(' ');
      return app.hasRoute({ method: method as 'GET', url: `/api/v1${path}` });
    });
    for (const name of routes) {
      const [method = '', path = ''] = name.split(' ');
      const described = document.paths[`/api/v1${path.replace(':id', '{id}')}`]?.[method.toLowerCase()];
      expect(described?.summary, name).toBe(SUMMARIES[name as RouteName]);
      expect(described?.responses?.['200'], name).toBeDefined();
      expect(JSON.stringify(described.responses['4XX']), name).toContain('problem+json');
    }
    expect(
      document.paths['/api/v1/keys'].post.requestBody.content['application/json'].schema.properties,
    ).toHaveProperty('expiresInDays');
  });

  test('it can be read without the internet, under its own policy', async () => {
    const page = await app.inject('/api/docs/');
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/(src|href)="https?:/);
    expect(page.headers['content-security-policy']).toMatch(/default-src 'self'/);
    const scripts = [...page.body.matchAll(/(?:src|href)="\.?\/?([^"]+\.(?:js|css))"/g)].map((match) => match[1]);
    expect(scripts.length).toBeGreaterThan(2);
    for (const script of scripts) {
      const address = script?.startsWith('api/') ? `/${script}` : `/api/docs/${script}`;
      expect((await app.inject(address)).statusCode, script).toBe(200);
    }
  });
});
