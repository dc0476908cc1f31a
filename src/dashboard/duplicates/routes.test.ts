import { expect, it } from 'vitest';
import { createScene } from '../../../tests/scene.ts';

const scene = await createScene();

it('lists pairs to decide, newest first and each once by cursors, without those decided or merged', async () => {
  const { ctx, workspaceId } = scene;
  const names = ['a', 'b', 'c', 'd'];
  await scene.happens(...names.map((name) => ({ browser: name, email: `${name}@acme.example`, traits: { name } })));
  const ids = names.map((name) => scene.person(`${name}@acme.example`)).sort();
  const [one = '', two = '', three = '', four = ''] = ids;
  const pair = (a: string, b: string, found: string, more: { decision?: string } = {}) => ({
    workspace_id: workspaceId,
    contact_a: a,
    contact_b: b,
    reason: 'one_user_two_emails',
    found_at: found,
    decided_at: more.decision ? new Date() : null,
    decision: more.decision ?? null,
  });
  await ctx.db.system
    .insertInto('possible_duplicate')
    .values([
      // Three within one millisecond.
      pair(one, two, '2026-06-15 10:00:00.000001+00'),
      pair(one, three, '2026-06-15 10:00:00.000002+00'),
      pair(one, four, '2026-06-15 10:00:00.000002+00'),
      pair(two, three, '2026-06-15 11:00:00+00'),
      pair(two, four, '2026-06-15 12:00:00+00', { decision: 'dismissed' }),
    ])
    .execute();
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { status, body } = await scene.call('GET /duplicates', { query: { limit: '1', ...(cursor && { cursor }) } });
    expect([status, body.total]).toEqual([200, 4]);
    seen.push(...body.items.map((item: { id: string }) => item.id));
    cursor = body.nextCursor;
  }
  expect(seen).toEqual([`${two}_${three}`, `${one}_${four}`, `${one}_${three}`, `${one}_${two}`]);

  const [first] = (await scene.call('GET /duplicates')).body.items;
  expect(first.because).toBe('The same user id was said to have both e-mail addresses.');
  expect(first.evidence).toContainEqual({ label: 'E-mail', a: first.a.email, b: first.b.email });
  expect((await scene.call(`GET /contacts/${two}`)).body.duplicateCount).toBe(2);

  await ctx.db.system.updateTable('contact').set({ merged_into: one }).where('id', '=', two).execute();
  expect((await scene.call('GET /duplicates')).body.total).toBe(2);
});

it.each(['WyJkdXBsaWNhdGVzIiwieCIsImEiLCJiIl0', 'nonsense'])('refuses the cursor %s', async (cursor) => {
  expect((await scene.call('GET /duplicates', { query: { cursor } })).status).toBe(400);
});
