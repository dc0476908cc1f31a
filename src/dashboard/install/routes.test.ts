import { expect, it } from 'vitest';
import { createScene } from '../../../tests/scene.ts';
import { DAY, HOUR } from '../../foundation/time.ts';
import { SAMPLE_BROWSER_PREFIX } from '../../sample/people.ts';

const scene = await createScene();
const state = async () => (await scene.call('GET /install')).body;
const NOTHING = { firstSignalAt: null, lastSignalAt: null, hosts: [] };
const SERVER = { type: 'server', browser: null, os: null } as const;

it('says nothing until a browser reports a page, whatever servers and the sample send', async () => {
  expect(await state()).toEqual(NOTHING);
  const sample = `${SAMPLE_BROWSER_PREFIX}a1`;
  await scene.happens(
    { user: 'u1', kind: 'track', name: 'x', ago: 2_000 * DAY },
    { browser: 'b', path: '/', ago: 3 * DAY, device: SERVER },
    { browser: sample, session: `${sample}-1`, ago: 80 * DAY },
    { browser: 'l', kind: 'knock_link_open', ago: HOUR },
  );
  expect(await state()).toEqual(NOTHING);
});

it('then when the first was received, not when it says it was, and from where', async () => {
  const began = scene.ctx.clock();
  await scene.happens({ browser: 'a', ago: 20 * HOUR });
  scene.pass(HOUR);
  await scene.happens({ browser: 'b' }, { browser: 'a', filtered: 'own_staff' });
  scene.pass(HOUR);
  await scene.happens({ user: 'u1', kind: 'track', name: 'x' });
  const at = (ms: number) => new Date(ms).toISOString();
  expect(await state()).toEqual({
    firstSignalAt: at(began),
    lastSignalAt: at(began + HOUR),
    hosts: [{ host: 'acme.test', signals: 3, lastAt: at(began + HOUR) }],
  });
});
