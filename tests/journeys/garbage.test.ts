import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ROUTES, type RouteShape } from '../../wire/api/routes.ts';
import { createWorld } from '../world.ts';

const RUNS = 400;

const world = await createWorld();
afterAll(world.close);

const routes = (Object.entries(ROUTES) as [string, RouteShape][]).filter(([name]) => {
  const [method = '', path = ''] = name.split(' ');
  return world.app.hasRoute({ method: method as 'GET', url: `/api/v1${path}` });
});

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('\0', 'a\0b', '\ud800', '', ' ', 'null', '-1', '1e999', '9'.repeat(400), "'; --", '%', '../..', '{}'),
  fc.constantFrom(
    'admin',
    'rep',
    'a@b.test',
    'open',
    'UTC',
    'https://acme.test',
    '2026-06-15',
    '018f0000-0000-8000-8000-000000000000',
  ),
);
const value = fc.oneof(
  nasty,
  fc.array(nasty, { maxLength: 4 }),
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, 2 ** 53, [['read']], ['read', 'write'], {}, [null]),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Objects whose keys are, more often than not, those the schema asks for. */
function like(schema: z.ZodType | undefined, values: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> {
  const keys = schema instanceof z.ZodObject ? Object.keys(schema.shape) : ['id', 'email', 'contactId'];
  return fc.dictionary(
    fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...keys) }, fc.string({ maxLength: 10 })),
    values,
    {
      maxKeys: keys.length + 2,
    },
  );
}

const calls = fc.constantFrom(...routes).chain(([name, shape]) =>
  fc.record({
    name: fc.constant(name),
    id: nasty,
    query: like(shape.query, nasty),
    body: fc.oneof({ weight: 3, arbitrary: like(shape.body, value) }, value),
  }),
);

test('whatever is sent to any route, the answer is 2xx or a problem that is the sender’s', async () => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(calls, async ({ name, id, query, body }) => {
      const [method = '', path = ''] = name.split(' ');
      const answer = await world.app.inject({
        method: method as 'GET',
        url: `/api/v1${path.replace(':id', encodeURIComponent(id.toWellFormed()))}?${encode(query)}`,
        headers: { authorization: `Bearer ${world.apiKey}`, 'content-type': 'application/json' },
        ...(method !== 'GET' && { payload: JSON.stringify(body) ?? '' }),
      });
      expect(answer.statusCode, `${name} ${answer.body}`).toBeLessThan(500);
      if (answer.statusCode >= 400) expect(answer.headers['content-type']).toBe('application/problem+json');
      else accepted += 1;
    }),
    { numRuns: RUNS },
  );
  expect(accepted).toBeGreaterThan(0);
});

function encode(query: Record<string, unknown>): string {
  return Object.entries(query)
    .map(
      ([key, text]) => `${encodeURIComponent(key.toWellFormed())}=${encodeURIComponent(String(text).toWellFormed())}`,
    )
    .join('&');
}
