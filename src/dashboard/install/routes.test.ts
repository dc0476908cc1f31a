import { expect, it } from 'vitest';
import { createScene } from '../../../tests/scene.ts';
import { HOUR } from '../../foundation/time.ts';

const scene = await createScene();

it('says nothing until something arrives, then when and from where', async () => {
  expect((await scene.call('GET /install')).body).toEqual({ firstSignalAt: null, lastSignalAt: null, hosts: [] });
  await scene.happens(
    { browser: 'a', ago: 2 * HOUR },
    { browser: 'b', ago: HOUR },
    { user: 'u1', kind: 'track', name: 'x' },
  );
  const at = (ago: number) => new Date(scene.ctx.clock() - ago).toISOString();
  expect((await scene.call('GET /install')).body).toEqual({
    firstSignalAt: at(2 * HOUR),
    lastSignalAt: at(0),
    hosts: [{ host: 'acme.test', signals: 2, lastAt: at(HOUR) }],
  });
});
