import { expect, it } from 'vitest';
import { ROUTES, type RouteShape } from './routes.ts';

const queries = Object.entries(ROUTES as Record<string, RouteShape>).flatMap(([name, { query }]) =>
  query ? [[name, query] as const] : [],
);

it.each(queries)('%s refuses a parameter that it does not know, and only that', (name, query) => {
  const known = name === 'GET /search' ? { q: 'ana' } : {};
  expect(query.safeParse(known).success).toBe(true);
  const { error } = query.safeParse({ ...known, segmnet: 'hot' });
  expect(error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: ['segmnet'] }]);
});
