import { beforeAll, expect, it } from 'vitest';
import { createScene, type Scene } from '../../../tests/scene.ts';
import { DAY, HOUR } from '../../foundation/time.ts';

let scene: Scene;
const search = async (q: string) => {
  const { status, body } = await scene.call('GET /search', { query: { q } });
  expect([q, status]).toEqual([q, 200]);
  return body;
};

beforeAll(async () => {
  scene = await createScene();
  await scene.happens(
    { browser: 'a', email: 'ana@northwind.example', traits: { name: 'Ana Diaz' }, ago: HOUR },
    { browser: 'a', path: '/pricing/teams', title: 'Prices for teams', ago: HOUR },
    {
      browser: 'b',
      email: 'anabel@globex.example',
      traits: { name: 'Anabel Roth', company: 'Globex AG' },
      ago: 2 * HOUR,
    },
    { browser: 'b', kind: 'form_submit', path: '/demo', text: 'Book a demo', ago: 2 * HOUR },
    { browser: 'c', path: '/pricing/teams', title: 'Prices for teams', ago: HOUR },
    { browser: 'd', path: '/pricing/old', ago: 100 * DAY },
  );
});

it('finds people by the beginning of a word, hottest first, with their company', async () => {
  const { contacts } = await search('ana');
  expect(contacts).toEqual([
    expect.objectContaining({ name: 'Anabel Roth', accountName: expect.any(String), intentScore: 'High' }),
    expect.objectContaining({ name: 'Ana Diaz', intentScore: expect.any(String) }),
  ]);
  expect((await search('diaz ana')).contacts).toHaveLength(1);
});

it('finds a person by their whole user id or browser id', async () => {
  await scene.happens({ browser: 'Ux-c0ffee', ago: HOUR }, { user: 'CRM-00417', ago: HOUR });
  for (const id of ['CRM-00417', 'Ux-c0ffee', ' CRM-00417 ']) expect((await search(id)).contacts).toHaveLength(1);
  for (const id of ['CRM-0041', 'crm-00417']) expect((await search(id)).contacts).toEqual([]);
});

it('finds companies by name and domain', async () => {
  expect((await search('glob')).accounts).toEqual([
    expect.objectContaining({ domain: 'globex.example', intentScore: 'High' }),
  ]);
  expect((await search('northwind.example')).accounts).toHaveLength(1);
});

it('finds pages of the past 90 days by part of the path, with distinct visitors', async () => {
  expect((await search('/PRICING')).pages).toEqual([
    { path: '/pricing/teams', title: 'Prices for teams', visitors: 2 },
  ]);
});

it.each(['%', "'", '\\', '&|!', '\u0000', '(:*', 'ünïcode', '日本', '"x" or 1=1'])('takes %j as text', async (q) => {
  expect(await search(q)).toEqual({ contacts: [], accounts: [], pages: [] });
});

it('finds nothing of another workspace', async () => {
  const other = await createScene();
  const { body } = await other.call('GET /search', { query: { q: 'ana' } });
  expect(body).toEqual({ contacts: [], accounts: [], pages: [] });
});
