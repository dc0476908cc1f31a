import { get as httpGet, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScene, type Scene } from '../../../tests/scene.ts';
import { newsPublished } from '../news-store.ts';

interface Heard {
  readonly id: string;
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on what they expect to find
  readonly data: any;
}

let scene: Scene;
let port: number;
const beats = new Set<() => void>();

beforeAll(async () => {
  scene = await createScene({
    every: (_ms, run) => {
      beats.add(run);
      return () => beats.delete(run);
    },
  });
  await scene.app.listen({ port: 0, host: '127.0.0.1' });
  port = (scene.app.server.address() as AddressInfo).port;
});
afterAll(() => scene.close());

/** An open stream: `heard(n)` waits until n events came, `comments` for comment lines, `over` for its end. */
async function listen(key: string, query = '', headers: Record<string, string> = {}) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpGet(
      {
        host: '127.0.0.1',
        port,
        path: `/api/v1/stream${query}`,
        headers: { authorization: `Bearer ${key}`, ...headers },
      },
      resolve,
    ).on('error', reject);
  });
  let text = '';
  let wake = () => {};
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    text += chunk;
    wake();
  });
  const over = new Promise<void>((resolve) => response.on('close', resolve));
  const blocks = () => text.split('\n\n').slice(0, -1);
  const events = () =>
    blocks()
      // Counts are for the debugger, and tested with the news.
      .filter((block) => block.includes('data: ') && !block.includes('event: counted'))
      .map(parsed);
  const until = async (isEnough: () => boolean) => {
    while (!isEnough()) await new Promise<void>((resolve) => (wake = resolve));
  };
  return {
    status: response.statusCode,
    headers: response.headers,
    over,
    close: () => response.destroy(),
    heard: async (count: number): Promise<Heard[]> => {
      await until(() => events().length >= count);
      return events();
    },
    /** The id that comes without an event. */
    position: async () => {
      const bare = () => blocks().find((block) => block.includes('id: ') && !block.includes('data: '));
      await until(() => bare() !== undefined);
      return bare()?.match(/^id: (.*)$/m)?.[1];
    },
    comment: () => until(() => blocks().some((block) => block.startsWith(':'))),
  };
}

function parsed(block: string): Heard {
  const field = (name: string) => block.match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1] ?? '';
  return { id: field('id'), event: field('event'), data: JSON.parse(field('data')) };
}

describe('the stream', () => {
  it('tells of a recorded signal, then of what became of its contact, as the API has it', async () => {
    const stream = await listen(scene.apiKey);
    expect(stream.headers['content-type']).toMatch(/^text\/event-stream/);
    await scene.happens({ browser: 'live', kind: 'form_submit', path: '/demo', text: 'Book a demo' });
    const heard = (await stream.heard(3)).filter((one) => one.event !== 'install');
    expect(heard.map((one) => one.event)).toEqual(['signal', 'contact']);
    const record = (await scene.call(`GET /contacts/${scene.stranger('live')}`)).body;
    expect(heard[0]?.data).toMatchObject({
      kind: 'form_submit',
      category: 'Demo',
      page: { path: '/demo' },
      contact: { id: record.id },
      intentScore: record.intentScore,
      points: record.points,
    });
    const { points, next, signalCount, lastSignalAt } = record;
    expect(heard[1]?.data).toMatchObject({ id: record.id, points, next, signalCount, lastSignalAt, gone: null });
    stream.close();
  });

  it('tells once of the first signal ever', async () => {
    const fresh = await createScene();
    const types: string[] = [];
    fresh.ctx.live.subscribe(fresh.workspaceId, null, (event) => types.push(event.type));
    await fresh.happens({ browser: 'one' });
    await newsPublished(fresh.ctx, fresh.workspaceId);
    await fresh.happens({ browser: 'one' });
    await newsPublished(fresh.ctx, fresh.workspaceId);
    expect(types).toEqual(['install', 'signal', 'contact', 'counted', 'signal', 'contact', 'counted']);
  });

  it('resumes after Last-Event-ID, by header or query, without loss or repetition', async () => {
    const stream = await listen(scene.apiKey);
    await scene.happens({ browser: 'r', path: '/one' });
    const [signal] = await stream.heard(2);
    stream.close();
    await stream.over;
    // Somebody else keeps listening; this reader is away for one event.
    const other = await listen(scene.apiKey);
    await scene.happens({ browser: 'r', path: '/two' });
    await other.heard(2);
    const byHeader = await listen(scene.apiKey, '', { 'last-event-id': signal?.id ?? '' });
    const byQuery = await listen(scene.apiKey, `?lastEventId=${signal?.id}`);
    const events = (await byHeader.heard(3)).map((one) => `${one.event} ${one.data.page?.path ?? ''}`);
    expect(events).toEqual(['contact ', 'signal /two', 'contact ']);
    expect(await byQuery.heard(3)).toEqual(await byHeader.heard(3));
    for (const one of [other, byHeader, byQuery]) one.close();
    await Promise.all([other.over, byHeader.over, byQuery.over]);
  });

  it('can be begun where `/me` said it stood, and tells where it stands to who begins it without', async () => {
    const before = (await scene.call('GET /me')).body.lastEventId;
    // Between the answer and the stream, while somebody else listens, and while nobody does.
    const other = await listen(scene.apiKey);
    await scene.happens({ browser: 'between' });
    await other.heard(2);
    const late = await listen(scene.apiKey, `?lastEventId=${before}`);
    expect((await late.heard(2)).map((one) => one.event)).toEqual(['signal', 'contact']);
    for (const one of [other, late]) one.close();
    await Promise.all([other.over, late.over]);
    await until(() => !scene.ctx.live.hasListeners(scene.workspaceId));
    for (const path of ['/first', '/second']) {
      const stood = (await scene.call('GET /me')).body.lastEventId;
      await scene.happens({ browser: 'between', path });
      const later = await listen(scene.apiKey, `?lastEventId=${stood}`);
      expect((await later.heard(1))[0]?.event).toBe('reset');
      later.close();
      await later.over;
      await until(() => !scene.ctx.live.hasListeners(scene.workspaceId));
    }
    const plain = await listen(scene.apiKey);
    expect(await plain.position()).toBe((await scene.call('GET /me')).body.lastEventId);
    plain.close();
    await plain.over;
  });

  it('says `reset` to who comes back after news that nobody heard, and to ids of another run', async () => {
    const stream = await listen(scene.apiKey);
    await scene.happens({ browser: 'gap' });
    const last = (await stream.heard(2)).at(-1);
    stream.close();
    await stream.over;
    await until(() => !scene.ctx.live.hasListeners(scene.workspaceId));
    await scene.happens({ browser: 'gap' });
    const back = await listen(scene.apiKey, `?lastEventId=${last?.id}`);
    expect((await back.heard(1))[0]?.event).toBe('reset');
    const stranger = await listen(scene.apiKey, '?lastEventId=another-run-7');
    expect((await stranger.heard(1))[0]?.event).toBe('reset');
    back.close();
    stranger.close();
  });

  it('lets a reader who cannot keep up start afresh, and keeps no more than a little for them', async () => {
    const stream = await listen(scene.apiKey);
    const flood = 'x'.repeat(20_000);
    for (let n = 0; n < 200; n += 1) scene.ctx.live.publish(scene.workspaceId, 'flood', { n, flood });
    const told = async () => (await stream.heard(1)).map((one) => one.event);
    while (!(await told()).includes('reset')) await new Promise((resolve) => setImmediate(resolve));
    const floods = (await told()).filter((event) => event === 'flood').length;
    expect(floods).toBeGreaterThan(0);
    expect(floods).toBeLessThan(100);
    scene.ctx.live.publish(scene.workspaceId, 'after', {});
    expect((await stream.heard(floods + 2)).map((one) => one.event).slice(-2)).toEqual(['reset', 'after']);
    stream.close();
    await stream.over;
  });

  it('sends a comment with each beat, and ends when the key is no longer valid', async () => {
    const key = await scene.makeKey('read');
    const stream = await listen(key);
    for (const beat of beats) beat();
    await stream.comment();
    await scene.ctx.db.system
      .deleteFrom('api_key')
      .where('workspace_id', '=', scene.workspaceId)
      .where('name', '=', 'read')
      .execute();
    scene.pass(60 * 60_000);
    for (const beat of beats) beat();
    await stream.over;
  });

  it('is for nobody without a sign-in', async () => {
    expect((await listen('not a key')).status).toBe(401);
  });

  it('keeps another workspace out', async () => {
    const other = await createScene();
    const heard: unknown[] = [];
    other.ctx.live.subscribe(other.workspaceId, null, (event) => heard.push(event));
    const stream = await listen(scene.apiKey);
    await scene.happens({ browser: 'mine' });
    await stream.heard(2);
    expect(heard).toEqual([]);
    stream.close();
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
