import { beforeAll, describe, expect, it } from 'vitest';
import { createScene, type Scene } from '../../../tests/scene.ts';
import type { Overview } from '../../../wire/api/overview.ts';
import { DAY, HOUR, MINUTE } from '../../foundation/time.ts';
import { bucketHistory, countBuckets } from './buckets-store.ts';

let scene: Scene;
const overview = async (days = '30'): Promise<Overview> => {
  const { status, body } = await scene.call('GET /overview', { query: { days } });
  expect(status).toBe(200);
  return body;
};

beforeAll(async () => {
  scene = await createScene();
  const google = { source: 'Google', channel: 'Organic Search' };
  await scene.happens(
    // Asked for a demo 20 days ago, and is still warm.
    { browser: 'a', path: '/pricing', title: 'Pricing', ago: 20 * DAY, from: google },
    { browser: 'a', kind: 'form_submit', path: '/demo', text: 'Book a demo', ago: 20 * DAY - MINUTE },
    { browser: 'a', email: 'ana@northwind.example', ago: 20 * DAY - 2 * MINUTE },
    // Known since the stretch before, back today.
    { browser: 'b', email: 'ben@globex.example', ago: 45 * DAY },
    { browser: 'b', path: '/pricing', title: 'Pricing', ago: 45 * DAY, from: google },
    { browser: 'b', path: '/pricing', title: 'Our prices', ago: MINUTE },
    { browser: 'b', path: '/pricing', ago: MINUTE / 2 },
    // Was there only before.
    { browser: 'c', path: '/docs', ago: 40 * DAY },
    // Asks now.
    {
      browser: 'd',
      kind: 'form_submit',
      path: '/demo',
      text: 'Book a demo',
      ago: HOUR,
      from: { source: 'Ads', channel: 'Paid Search' },
    },
    { browser: 'bot', path: '/pricing', ago: MINUTE, filtered: 'bot_user_agent' },
    // Long ago, so that there is something to compare with.
    { browser: 'e', path: '/', ago: 70 * DAY },
  );
});

describe('the overview', () => {
  it('counts who is ready, who came and what they did, now and before', async () => {
    const { kpis, onlineNow } = await overview();
    expect(onlineNow).toBe(1);
    expect(kpis.visitors).toEqual({ now: 3, before: 2 });
    expect(kpis.identified).toEqual({ now: 1, before: 1 });
    expect(kpis.signals).toEqual({ now: 6, before: 3 });
    expect(kpis.high.now).toBe((await scene.call('GET /contacts', { query: { intentScore: 'High' } })).body.total);
    expect(kpis.high.before).toBe(0);
  });

  it('compares with nothing while the workspace is younger than what it would be compared with', async () => {
    const { kpis } = await overview('90');
    expect([kpis.visitors, kpis.signals.before, kpis.high.before]).toEqual([{ now: 5, before: null }, null, null]);
    expect((await overview('7')).kpis.signals).toEqual({ now: 3, before: 0 });
  });

  it('has every day, with the signals of each category', async () => {
    const { signalsByDay, leadsByDay } = await overview('7');
    expect([signalsByDay.length, leadsByDay.length]).toEqual([7, 7]);
    expect(signalsByDay.at(-1)).toEqual({ day: '2026-06-15', counts: { Demo: 1, Pricing: 2 } });
    expect(signalsByDay[0]?.counts).toEqual({});
  });

  it('shows when somebody became a lead, and that they cool', async () => {
    const { leadsByDay } = await overview('30');
    const onDay = (ago: number) => leadsByDay.at(-1 - ago);
    expect(onDay(20)?.High).toBe(1);
    expect(onDay(21)?.High).toBe(0);
    const today = onDay(0);
    expect((today?.High ?? 0) + (today?.Medium ?? 0) + (today?.Low ?? 0)).toBe(5);
  });

  it('names top pages and channels by visitors', async () => {
    const { topPages, channels } = await overview();
    expect(topPages[0]).toEqual({ path: '/pricing', title: 'Our prices', category: 'Pricing', visitors: 2, views: 3 });
    expect(channels).toEqual([
      { channel: 'Organic Search', visitors: 2, high: expect.any(Number) },
      { channel: 'Paid Search', visitors: 1, high: 1 },
    ]);
  });

  it('names the hottest, and who will cool within a week', async () => {
    const { hot, cooling } = await overview();
    const table = (await scene.call('GET /contacts')).body.items;
    expect(hot).toEqual(table.slice(0, hot.length));
    expect(cooling.length).toBeGreaterThan(0);
    const soon = new Date(scene.ctx.clock() + 8 * DAY).toISOString();
    expect(cooling.every((one) => one.at < soon)).toBe(true);
  });

  it('names of those who cool the High first, then those whom one can call, though strangers cool sooner', async () => {
    const other = await createScene();
    for (let days = 0; days <= 12; days++) {
      const ago = days * DAY;
      await other.happens(
        { browser: `stranger ${days}`, path: '/pricing', ago: ago + HOUR },
        { browser: `known ${days}`, path: '/pricing', ago },
        { browser: `known ${days}`, email: `one${days}@northwind.example`, ago: ago - MINUTE },
        { browser: `asked ${days}`, kind: 'form_submit', path: '/demo', text: 'Book a demo', ago: 2 * ago + HOUR },
      );
    }
    const { cooling } = (await other.call('GET /overview')).body as Overview;
    const ranks = cooling.map(({ from, email }) => `${from === 'High' ? 1 : 2}${email === null ? 2 : 1}`);
    expect(ranks).toEqual([...ranks].sort());
    expect(new Set(ranks).size).toBeGreaterThan(1);
    expect(ranks).toContain('21');
  });

  it('is all zeros for a workspace where nothing happened', async () => {
    const empty = await createScene();
    const { body } = await empty.call('GET /overview');
    expect(body).toMatchObject({ onlineNow: 0, topPages: [], channels: [], hot: [], cooling: [] });
    expect(body.leadsByDay).toHaveLength(30);
  });
});

describe('the nightly count of buckets', () => {
  it('stores what working the days out gives, once', async () => {
    const { ctx, workspaceId } = scene;
    const counted = await countBuckets(ctx.db, workspaceId, ctx.clock(), false);
    expect(counted).toHaveLength(90);
    const [first = 0, last = 0] = [counted[0], counted.at(-1)];
    const { rows, workedOut } = await ctx.db.inWorkspace(workspaceId, async (trx) => ({
      rows: await trx.q
        .selectFrom('bucket_count')
        .select(['day', 'high', 'medium', 'low'])
        .where('workspace_id', '=', workspaceId)
        .orderBy('day')
        .execute(),
      workedOut: await bucketHistory(trx, workspaceId, first, last),
    }));
    expect(rows).toEqual(workedOut);
    expect(await countBuckets(ctx.db, workspaceId, ctx.clock(), false)).toEqual([]);
    expect(await countBuckets(ctx.db, workspaceId, ctx.clock() + DAY, false)).toHaveLength(1);
    expect(await countBuckets(ctx.db, workspaceId, ctx.clock(), true)).toHaveLength(90);
  });
});
