import { beforeEach, describe, expect, it } from 'vitest';
import { createScene, type Scene } from '../../tests/scene.ts';
import type { LiveEvent } from '../machinery/live.ts';
import { newsPublished, publishNews } from './news-store.ts';

let scene: Scene = await createScene();
let heard: LiveEvent[];
let stop: () => void;
beforeEach(async () => {
  scene = await createScene();
  await scene.happens({ browser: 'before' });
  heard = [];
  stop = scene.ctx.live.subscribe(scene.workspaceId, null, (event) => heard.push(event));
});
const told = async () => {
  await newsPublished(scene.ctx, scene.workspaceId);
  return heard
    .filter(({ type }) => type !== 'counted')
    .map(({ type, data }) => [type, data] as [string, { id: string; contact?: { id: string }; gone?: unknown }]);
};

describe('news', () => {
  it('tells each signal, oldest first, and each contact once a look, whatever the number of its signals', async () => {
    await scene.happens({ browser: 'a', path: '/2', ago: 1 }, { browser: 'a', path: '/1', ago: 2 }, { browser: 'b' });
    const events = await told();
    expect(events.map(([type]) => type)).toEqual(['signal', 'signal', 'signal', 'contact', 'contact']);
    expect(heard.slice(0, 2).map((event) => (event.data as { page: { path: string } }).page.path)).toEqual([
      '/1',
      '/2',
    ]);
  });

  it('counts what was recorded, bots of nobody too, for the debugger', async () => {
    await scene.happens({ browser: 'a' }, { browser: 'bot', filtered: 'bot_user_agent' }, { browser: 'a', path: '/2' });
    await told();
    const counted = heard.filter(({ type }) => type === 'counted').map(({ data }) => data);
    expect(counted).toEqual([{ accepted: 3, filtered: [{ reason: 'bot_user_agent', count: 1 }] }]);
  });

  it('tells commits that come while one is being read together', async () => {
    const { ctx, workspaceId } = scene;
    let looks = 0;
    const counting = {
      ...ctx,
      db: {
        ...ctx.db,
        inWorkspace: (...call: Parameters<typeof ctx.db.inWorkspace>) => {
          looks += 1;
          return ctx.db.inWorkspace(...call);
        },
      } as typeof ctx.db,
    };
    const recorded = await scene.happens({ browser: 'a' }, { browser: 'b' }, { browser: 'c' });
    await told();
    heard.length = 0;
    for (const signal of recorded.signals)
      publishNews(counting, workspaceId, { signals: [signal], contactIds: [], gone: [] });
    expect((await told()).map(([type]) => type)).toEqual([
      'signal',
      'signal',
      'signal',
      'contact',
      'contact',
      'contact',
    ]);
    expect(looks).toBe(1);
  });

  it('says nothing of bots and of reports of attention', async () => {
    await scene.happens(
      { browser: 'bot', filtered: 'bot_user_agent' },
      { browser: 'before', kind: 'track', name: 'page_engaged', props: { seconds: 9 } },
    );
    expect((await told()).filter(([type]) => type === 'signal')).toEqual([]);
  });

  it('tells where a merged contact went', async () => {
    const { ctx, workspaceId } = scene;
    publishNews(ctx, workspaceId, { signals: [], contactIds: [], gone: [{ id: 'x', into: scene.stranger('before') }] });
    expect(await told()).toMatchObject([['contact', { id: 'x', gone: { into: scene.stranger('before') } }]]);
  });

  it('when the database is away asks readers to start afresh, and goes on', async () => {
    const { ctx, workspaceId } = scene;
    const away = { ...ctx, db: { ...ctx.db, inWorkspace: () => Promise.reject(new Error('away')) } };
    publishNews(away, workspaceId, { signals: [], contactIds: [scene.stranger('before')], gone: [] });
    expect(await told()).toEqual([['reset', {}]]);
    await scene.happens({ browser: 'a' });
    expect((await told()).map(([type]) => type)).toEqual(['reset', 'signal', 'contact']);
  });

  it('is not made for nobody', async () => {
    stop();
    await scene.happens({ browser: 'a' });
    await scene.happens({ browser: 'a' });
    expect(heard).toEqual([]);
  });
});
