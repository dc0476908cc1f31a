import { expect, it } from 'vitest';
import { createScene } from '../../../tests/scene.ts';
import type { LiveSignal } from '../../../wire/api/timeline.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../foundation/time.ts';

const scene = await createScene();

it('shows who is on the site now and what they look at, and the latest signals of anybody', async () => {
  await scene.happens(
    { browser: 'a', path: '/', ago: 5 * DAY, session: 'old', from: { source: 'LinkedIn', channel: 'Organic Social' } },
    { browser: 'a', path: '/', ago: 3 * MINUTE, session: 'new', from: { source: 'Google', channel: 'Organic Search' } },
    { browser: 'a', email: 'ana@northwind.example', ago: 2 * MINUTE, session: 'new' },
    { browser: 'a', path: '/pricing', title: 'Prices', ago: MINUTE, session: 'new', country: 'PT' },
    { browser: 'b', path: '/docs', ago: 4 * MINUTE },
    { browser: 'c', path: '/blog', ago: HOUR },
    { browser: 'bot', path: '/pricing', ago: SECOND, filtered: 'bot_user_agent' },
    // Attention is part of the page view, not an event of its own.
    { browser: 'a', kind: 'track', name: 'page_engaged', props: { seconds: 5 }, ago: 30 * SECOND, session: 'new' },
  );
  const { status, body } = await scene.call('GET /live');
  expect(status).toBe(200);
  const at = (ago: number) => new Date(scene.ctx.clock() - ago).toISOString();
  expect(body.online).toMatchObject([
    {
      contact: { email: 'ana@northwind.example' },
      account: { domain: 'northwind.example' },
      page: { path: '/pricing', title: 'Prices' },
      source: 'Google',
      country: 'PT',
      since: at(3 * MINUTE),
    },
    { contact: { id: scene.stranger('b'), email: null }, page: { path: '/docs' }, since: at(4 * MINUTE) },
  ]);
  const latest: LiveSignal[] = body.latest;
  expect(latest.map((one) => one.page?.path)).toEqual(['/pricing', '/', '/', '/docs', '/blog', '/']);
  expect(latest[0]).toMatchObject({ contact: { email: 'ana@northwind.example' }, points: expect.any(Number) });
  scene.pass(10 * MINUTE);
  expect((await scene.call('GET /live')).body.online).toEqual([]);
});

const SERVER = { type: 'server', browser: null, os: null } as const;

it('takes nobody for present whom only a server, a link or an earlier visit tells of', async () => {
  const other = await createScene();
  await other.happens(
    { browser: 'here', email: 'ana@northwind.example', ago: 4 * MINUTE },
    // What a server reports of somebody makes neither them present nor those who are here later.
    { browser: 'here', kind: 'track', name: 'invoice_paid', device: SERVER, ago: SECOND },
    { browser: 'gone', email: 'ben@globex.example', ago: HOUR },
    { browser: 'gone', kind: 'track', name: 'invoice_paid', device: SERVER, ago: SECOND },
    { user: 'u1', kind: 'track', name: 'invoice_paid', ago: SECOND },
    { browser: 'clicked', kind: 'knock_link_click', ago: SECOND },
  );
  const { body } = await other.call('GET /live');
  expect(body.online).toMatchObject([
    { contact: { email: 'ana@northwind.example' }, signalCount: 1, more: false, lastAt: at(other, 4 * MINUTE) },
  ]);
  expect(body.online).toHaveLength(1);
  // All other places that say who is here say the same.
  const listed = (await other.call('GET /contacts', { query: { online: 'true' } })).body;
  expect([listed.total, listed.items[0]]).toMatchObject([1, { email: 'ana@northwind.example', online: true }]);
  const everybody = (await other.call('GET /contacts')).body.items;
  expect(everybody.filter((one: { online: boolean }) => one.online)).toHaveLength(1);
  const companies: { domain: string; online: boolean }[] = (await other.call('GET /accounts')).body.items;
  expect(new Map(companies.map((one) => [one.domain, one.online]))).toEqual(
    new Map([
      ['northwind.example', true],
      ['globex.example', false],
    ]),
  );
  expect((await other.call('GET /overview')).body.onlineNow).toBe(1);
  const ben = (await other.call(`GET /contacts/${other.person('ben@globex.example')}`)).body;
  expect([ben.online, ben.onlineOn]).toEqual([false, null]);
});

it('says when a visit holds more than it counts', async () => {
  const busy = await createScene();
  await busy.happens(...Array.from({ length: 101 }, (_, n) => ({ browser: 'a', path: `/${n}`, ago: n * SECOND })));
  expect((await busy.call('GET /live')).body.online).toMatchObject([{ signalCount: 100, more: true }]);
});

function at(one: typeof scene, ago: number): string {
  return new Date(one.ctx.clock() - ago).toISOString();
}
