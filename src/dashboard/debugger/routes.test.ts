import { expect, it } from 'vitest';
import { createScene } from '../../../tests/scene.ts';
import { DAY, HOUR } from '../../foundation/time.ts';

const scene = await createScene();

it('shows what was refused and filtered lately, newest first, and counts the past day', async () => {
  const { ctx, workspaceId } = scene;
  const refusal = (ago: number, reason: string, field: string | null) => ({
    workspace_id: workspaceId,
    at: new Date(ctx.clock() - ago),
    source: 'collect',
    reason,
    field,
    message: `It was ${reason}.`,
    event: JSON.stringify({ kind: 'track', name: 'x', lost: 'field', key: 'k', endpoint: '/v1/batch', origin: null }),
  });
  await ctx.db.system
    .insertInto('refusal')
    .values([
      refusal(2 * DAY, 'too_old', null),
      refusal(2 * HOUR, 'bad_name', 'name'),
      refusal(HOUR, 'bad_name', 'name'),
    ])
    .execute();
  await scene.happens(
    { browser: 'a', ago: HOUR },
    { browser: 'a', ago: 3 * DAY },
    { browser: 'bot', path: '/pricing', ago: HOUR, filtered: 'bot_user_agent' },
    { browser: 'a', path: '/docs', ago: 2 * HOUR, filtered: 'prefetch' },
  );
  const { status, body } = await scene.call('GET /debugger');
  expect(status).toBe(200);
  expect(body.accepted).toBe(3);
  expect(body.refused).toEqual([{ reason: 'bad_name', count: 2 }]);
  expect(body.filtered).toEqual([
    { reason: 'bot_user_agent', count: 1 },
    { reason: 'prefetch', count: 1 },
  ]);
  expect(body.refusals.map((one: { reason: string }) => one.reason)).toEqual(['bad_name', 'bad_name', 'too_old']);
  expect(body.refusals[0]).toMatchObject({
    endpoint: '/v1/batch',
    field: 'name',
    message: 'It was bad_name.',
    lost: 'field',
    event: 'x',
    sample: JSON.stringify({ key: 'k', kind: 'track', name: 'x' }),
  });
  expect(body.filteredSignals).toMatchObject([
    { reason: 'bot_user_agent', path: '/pricing', category: 'Pricing', contactId: null },
    { reason: 'prefetch', contactId: scene.stranger('a') },
  ]);
});

it('is empty before anything arrives', async () => {
  const empty = await createScene();
  expect((await empty.call('GET /debugger')).body).toEqual({
    accepted: 0,
    refused: [],
    filtered: [],
    refusals: [],
    filteredSignals: [],
  });
});
