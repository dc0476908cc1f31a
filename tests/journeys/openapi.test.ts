import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { STREAM_EVENTS } from '../../wire/api/live.ts';
import { ROUTES, type RouteShape } from '../../wire/api/routes.ts';
import { CHAT_EVENTS } from '../../wire/chat.ts';
import { openHouse } from '../browser/house.ts';

const house = await openHouse();
afterAll(house.close);

type Schema = Parameters<typeof z.fromJSONSchema>[0];
interface Shown {
  readonly description: string;
  readonly headers?: Record<string, unknown>;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}
interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly operationId?: string;
  readonly security?: readonly object[];
  readonly requestBody?: Pick<Shown, 'content'>;
  readonly responses: Readonly<Record<string, Shown>>;
}

const document = (await (await fetch(`${house.url}/api/openapi.json`)).json()) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
);
const operation = (name: string): Operation => {
  const found = operations.find(([each]) => each === name)?.[1];
  if (!found) throw new Error(`${name} is not described`);
  return found;
};

describe('every operation of the description', () => {
  test.each(operations)('%s: says what it does, and how it succeeds and fails', (_, { summary, responses }) => {
    expect(summary).toMatch(/^[A-Z][a-z]+ .*[^.]$/);
    expect(summary).not.toMatch(/^Needs /);
    const statuses = Object.keys(responses);
    const success = statuses.filter((status) => status.startsWith('2'));
    expect(success.length).toBeGreaterThan(0);
    for (const status of success) {
      expect(Object.keys(responses[status]?.content ?? {})).toHaveLength(1);
    }
    const failures = statuses.filter((status) => /^[45]/.test(status));
    expect(failures.length).toBeGreaterThanOrEqual(2);
    for (const status of failures) expect(responses[status]?.content).toHaveProperty(['application/problem+json']);
    for (const status of ['429', '503']) {
      if (responses[status]) expect(responses[status].headers).toHaveProperty('Retry-After');
    }
  });

  const taking = Object.entries(ROUTES as Record<string, RouteShape>)
    .filter(([, { body }]) => body)
    .map(([name]) => name.replace(' ', ' /api/v1').replace(':id', '{id}'));
  const byHand = operations.map(([name]) => name).filter((name) => /^POST \/(collect|v1|chat)\b/.test(name));
  test.each([...taking, ...byHand])('%s: shows the body it takes', (name) => {
    const [shown] = Object.values(operation(name).requestBody?.content ?? {});
    expect(Object.keys(shown?.schema ?? {})).toContainEqual(expect.stringMatching(/^(type|anyOf|oneOf)$/));
  });

  test('all ways in are there', () => {
    expect(byHand).toHaveLength(20);
    const ids = operations.flatMap(([, { operationId }]) => operationId ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(operation('POST /api/v1/keys').description).toBe('Needs keys.edit');
    expect(operation('POST /collect').security).toEqual([]);
  });

  test.each([
    ['GET /api/v1/stream', STREAM_EVENTS],
    ['POST /chat/stream', CHAT_EVENTS],
  ])('%s: names its events with their data', (name, events) => {
    const { schema } = operation(name).responses['200']?.content?.['text/event-stream'] ?? {};
    const { anyOf } = schema as unknown as {
      readonly anyOf: readonly { properties: { event: { enum: string[] }; data: object } }[];
    };
    expect(anyOf.map(({ properties }) => properties.event.enum[0])).toEqual(Object.keys(events));
    for (const { properties } of anyOf) expect(properties.data).toMatchObject({ type: 'object' });
  });
});

describe('what is answered is what is described', () => {
  /** The body and the answer both fit what the document shows of them, unless `isFit` says that the body does not. */
  const sent = async (path: string, body: object, isFit = true, headers: Record<string, string> = {}) => {
    const { requestBody, responses } = operation(`POST ${path}`);
    const { 'content-type': type = 'application/json' } = headers;
    const answer = await fetch(house.url + path, {
      method: 'POST',
      headers: { ...headers, 'content-type': type },
      body: JSON.stringify(body),
    });
    const shownBody = requestBody?.content?.[type]?.schema;
    expect(z.fromJSONSchema(shownBody as Schema).safeParse(body).success).toBe(isFit);
    const said = responses[String(answer.status)] ?? responses[`${String(answer.status)[0]}XX`];
    const answerType = answer.headers.get('content-type')?.split(';')[0] ?? '';
    const json: unknown = await answer.json();
    const shown = said?.content?.[answerType]?.schema;
    expect(shown, `${answer.status} ${answerType}`).toBeDefined();
    expect(z.fromJSONSchema(shown as Schema).safeParse(json).error).toBeUndefined();
    return { status: answer.status, json };
  };

  const view = (more: object = {}) => ({
    id: randomUUID(),
    kind: 'page_view',
    at: Date.now(),
    page: { url: 'https://www.acme.test/pricing', path: '/pricing' },
    pageView: 'view-one',
    session: 'session-one',
    ordinal: 1,
    ...more,
  });
  const batch = (...events: object[]) => ({
    tagId: house.tagId,
    anonymousId: 'browser-number-1',
    sentAt: Date.now(),
    events,
  });

  test('/collect: taken in part, taken not at all, not for this tag', async () => {
    const mixed = await sent('/collect', batch(view({ props: { plan: 'pro' } }), view({ kind: 'track', name: '' })));
    expect(mixed).toMatchObject({ status: 202, json: { results: [{ status: 'accepted' }, { status: 'refused' }] } });
    const none = await sent('/collect', batch(view({ kind: 'dance' })), false, { 'content-type': 'text/plain' });
    expect(none).toMatchObject({ status: 400, json: { results: [{ status: 'refused' }] } });
    expect((await sent('/collect', { ...batch(view()), tagId: 'nobody' })).status).toBe(403);
  });

  const call = (more: object = {}) => ({ event: 'Demo Requested', anonymousId: 'browser-number-2', ...more });
  test('/v1/batch: taken in part, with a field left out, not at all, without a key', async () => {
    const body = (...calls: object[]) => ({ batch: calls, writeKey: house.tagId, sentAt: new Date().toISOString() });
    const track = { type: 'track', ...call() };
    const page = { type: 'page', ...call(), context: { page: { url: 'ftp://x' } } };
    const mixed = await sent('/v1/batch', body(track, page, { type: 'identify', userId: 'null' }));
    expect(mixed).toMatchObject({
      status: 200,
      json: { success: true, refused: [{ index: 2 }], dropped: [{ index: 1 }] },
    });
    const none = await sent('/v1/batch', body({ type: 'dance' }), false);
    expect(none).toMatchObject({ status: 400, json: { refused: [{ index: 0 }] } });
    expect((await sent('/v1/batch', { batch: [track] })).status).toBe(401);
  });

  test.each([
    ['track', call({ properties: { plan: 'pro' }, timestamp: Date.now() })],
    ['page', call({ name: 'Pricing' })],
    ['identify', { userId: 7, traits: { email: 'ada@acme.test' } }],
    ['group', call({ groupId: 'acme-1', traits: { name: 'Acme' } })],
    ['alias', { previousId: randomUUID(), userId: 'u-7' }],
  ])('/v1/%s', async (path, body) => {
    const headers = { authorization: `Basic ${Buffer.from(`${house.tagId}:`).toString('base64')}` };
    expect(await sent(`/v1/${path}`, body, true, headers)).toEqual({ status: 200, json: { success: true } });
  });

  test('/chat: a conversation begins and a message is sent', async () => {
    const key = { secret: randomUUID() + randomUUID() };
    const visitor = { id: 'browser-number-3' };
    const page = { url: 'https://www.acme.test/pricing' };
    const place = { tagId: house.tagId };
    expect((await sent('/chat/settings', place)).status).toBe(200);
    const started = await sent('/chat/start', { ...place, ...key, clientId: randomUUID(), visitor, page });
    expect(started.status).toBe(200);
    const { conversation } = started.json as { conversation: string };
    const message = { ...key, conversation, clientId: randomUUID(), text: 'How much is it?' };
    expect((await sent('/chat/send', message)).status).toBe(200);
    expect((await sent('/chat/messages', { ...key, conversation, after: 0 })).status).toBe(200);
    expect((await sent('/chat/read', { secret: 'wrong', conversation, seq: 1 })).status).toBe(404);
  });
});
