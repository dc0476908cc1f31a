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
