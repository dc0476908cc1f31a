import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import type { SignalDraft } from '../../src/capture/draft.ts';
import { captureRoutes, DEFAULT_LIMITS } from '../../src/capture/routes.ts';
import { openRecorder } from '../../src/recorder.ts';
import { compileRules } from '../../src/signals/categorize.ts';
import { createWorld } from '../world.ts';

const RUNS = 120;
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** What capture handed to the log, in order. */
const drafts: SignalDraft[] = [];
const bugs: unknown[] = [];
const categorize = compileRules([]);
const world = await createWorld({
  signals: ({ db }) => {
    const recorder = openRecorder({
      db,
      log: pino({ level: 'silent' }),
      categorizeFor: async () => categorize,
      recorded: () => {},
    });
    return {
      append: async (workspaceId, appended) => {
        drafts.push(...appended);
        await recorder.append(workspaceId, appended).catch((error) => {
          bugs.push(error);
          throw error;
        });
      },
    };
  },
  rooms: (ctx) => [
    (app, { sites }) =>
      captureRoutes(app, {
        clock: ctx.clock,
        log: ctx.signals,
        sites,
        publicUrls: ctx.config.publicUrls,
        country: () => null,
        reportRefusals: (_workspaceId, refusals) => void JSON.stringify(refusals),
        tagBundle: () => null,
        limits: DEFAULT_LIMITS,
        isShared: () => true,
      }),
  ],
});
afterAll(world.close);
const now = world.ctx.clock();

// JSON has numbers that JavaScript cannot write: these words are put into the text as they stand.
const RAW = /"@raw:([^"]*)"/g;
const raw = (text: string) => `@raw:${text}`;
const json = (value: unknown) => (JSON.stringify(value) ?? 'null').replace(RAW, '$1');
const deep = (levels: number) => raw(`${'['.repeat(levels)}${']'.repeat(levels)}`);

const nasty: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    0.5,
    2 ** 53,
    -(2 ** 63),
    1e308,
    [],
    {},
    [null],
    [[]],
    '',
    ' ',
    '\0',
  ),
  fc.constantFrom<unknown>(raw('1e999'), raw('-1e999'), raw('-0'), raw('9'.repeat(400)), raw('0.1e-400')),
  fc.constantFrom<unknown>(
    'a\0b',
    '\ud800',
    'x\udfffy',
    '\u202e',
    '\ufeff',
    '😀'.repeat(300),
    'ß'.repeat(5_000),
    "'; drop table signal; --",
  ),
  fc.constantFrom<unknown>('__proto__', 'constructor', 'null', 'undefined', '[object Object]', 'NaN', '-Infinity'),
  fc.constantFrom<unknown>(deep(3), deep(50), deep(5_000), JSON.parse('{"__proto__": {"isAdmin": true}}'), {
    constructor: { prototype: { a: 1 } },
    toString: 1,
    hasOwnProperty: null,
  }),
  fc.constantFrom<unknown>(
    '0000-00-00',
    '9999-12-31T23:59:59Z',
    '-271821-04-20T00:00:00Z',
    '+275760-09-13T00:00:00.001Z',
    '2026-02-30',
    8.64e15,
    8.64e15 + 1,
  ),
  fc.constantFrom<unknown>(
    now - 40 * 365 * 86_400_000,
    now + 170 * 365 * 86_400_000,
    now - 32 * 86_400_000,
    1,
    new Date(now).toISOString(),
  ),
  fc.constantFrom<unknown>(
    'http://',
    'https://[::1',
    'javascript:alert(1)',
    'https://acme.test/%00?a=%ff#x',
    'https://acme.test/\ud800',
    `https://acme.test/${'a/'.repeat(900)}`,
  ),
  fc.constantFrom<unknown>(
    'a@b.c',
    'A@Ü.example',
    'info@acme.test',
    `${'a'.repeat(300)}@acme.test`,
    '"a b"@acme.test',
    'a@acme.test\0',
  ),
  fc.integer({ min: 1, max: 10_000 }).map((length) => 'i'.repeat(length)),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(
    fc.oneof(fc.constantFrom('__proto__', '\0', '\ud800', '', 'a.b', '$ne'), fc.string({ maxLength: 8 })),
    fc.jsonValue({ maxDepth: 1 }),
  ),
);

type Path = readonly (string | number)[];

/** Every place in a value, the value itself included. */
function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => placesIn(part, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((part, index) => (String(index) === String(key) ? replaced(part, rest, by) : part));
  const fields: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? { ...value } : {};
  const others = Object.entries(fields).filter(([name]) => name !== key);
  return Object.fromEntries([...others, [key, replaced(fields[key], rest, by)]]);
}

/** A good value with one to three of its places, or new ones, made nasty. */
function spoilt(good: object): fc.Arbitrary<unknown> {
  const extra: Path[] = [['__proto__'], ['constructor'], ['context'], ['traits'], ['props'], ['extra']];
  const place = fc.constantFrom(...placesIn(good), ...extra);
  return fc
    .array(fc.tuple(place, nasty), { minLength: 1, maxLength: 3 })
    .map((changes) => changes.reduce<unknown>((value, [path, by]) => replaced(value, path, by), good));
}

let number = 0;
const nextId = () => `good-event-${String(++number).padStart(8, '0')}`;
const page = { url: 'https://acme.test/pricing', path: '/pricing', title: 'Pricing', referrer: 'https://google.com/' };
const seen = { at: now - 1_000, page, pageView: 'view-1', session: 'session-1', ordinal: 1 };
const tagEvents = () => [
  { id: nextId(), kind: 'page_view', entry: true, ...seen },
  { id: nextId(), kind: 'track', name: 'signed_up', props: { plan: 'pro', seats: 3, tags: ['a'] }, ...seen },
  {
    id: nextId(),
    kind: 'form_submit',
    target: { text: 'Send', href: 'https://acme.test/x', id: 'f', name: 'contact' },
    ...seen,
  },
  {
    id: nextId(),
    kind: 'identify',
    claim: { email: 'ana@acme.test', userId: 'u-1', token: 'a.b' },
    props: { firstName: 'Ana' },
    ...seen,
  },
];
const context = {
  userAgent: CHROME,
  page,
  campaign: { source: 'google', medium: 'cpc', name: 'spring' },
  traits: { email: 'ana@acme.test' },
};
const segmentEvents = () => {
  const who = {
    anonymousId: 'browser-1',
    timestamp: new Date(now - 2_000).toISOString(),
    context,
  };
  const events = [
    { type: 'page', name: 'Pricing', properties: page, ...who },
    {
      type: 'track',
      event: 'Demo Requested',
      properties: { knock_kind: 'cta_tap', text: 'hello', seats: 2 },
      ...who,
    },
    { type: 'track', event: 'Asked', properties: { knock_kind: 'chat_message', text: 'What is the price?' }, ...who },
    { type: 'identify', userId: 'u-2', traits: { email: 'bob@acme.test', company: { name: 'Acme' } }, ...who },
    { type: 'group', userId: 'u-2', groupId: 'g-1', traits: { name: 'Acme', employees: 5 }, ...who },
    { type: 'alias', previousId: 'browser-1', userId: 'u-2', ...who },
    { type: 'screen', name: 'Home', userId: 'u-3', ...who },
  ];
  return events.map((event) => ({ ...event, messageId: nextId() }));
};

interface Sent {
  readonly url: string;
  readonly payload: string | Buffer;
  readonly headers: Record<string, string>;
}

/** Sends it; answers are never 5xx, refusals are problem documents, and what was taken is in the database. */
async function send({ url, payload, headers }: Sent) {
  drafts.length = 0;
  bugs.length = 0;
  const answer = await world.app.inject({ method: 'POST', url, payload, headers });
  const shown = `${url} ${String(payload).slice(0, 3_000)} -> ${answer.body} ${bugs.map(String).join()}`;
  expect(answer.statusCode, shown).toBeLessThan(500);
  if (answer.statusCode >= 400) {
    expect(answer.headers['content-type'], shown).toContain('application/problem+json');
    expect(answer.json().detail, shown).toEqual(expect.any(String));
    expect(drafts, shown).toEqual([]);
  }
  const ids = new Set(drafts.map((draft) => draft.id));
  expect(await recordedAmong([...ids]), shown).toEqual(ids);
  return { status: answer.statusCode, body: answer.json(), shown };
}

async function recordedAmong(ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await world.ctx.db.system
    .selectFrom('signal')
    .select('id')
    .where('workspace_id', '=', world.workspaceId)
    .where('id', 'in', ids)
    .execute();
  return new Set(rows.map((row) => row.id));
}

const browser = { 'content-type': 'text/plain', 'user-agent': CHROME };
const keys = fc.constantFrom(world.tagId, world.apiKey).map((key) => ({ authorization: `Basic ${btoa(`${key}:`)}` }));

/** Up to four events that are spoilt versions of good ones, or no events at all. */
const spoiltAmong = (good: readonly object[]) =>
  fc.array(
    fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...good).chain(spoilt) }, { weight: 1, arbitrary: nasty }),
    { minLength: 1, maxLength: 4 },
  );

test('/collect: spoilt events are refused or taken one by one, and never take a good one with them', async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(spoiltAmong(tagEvents()), async (bad) => {
      const good = tagEvents();
      const envelope = { tagId: world.tagId, anonymousId: `browser-${number % 7}`, sentAt: now };
      const payload = json({ ...envelope, events: [...bad, ...good] });
      const { status, body, shown } = await send({ url: '/collect', payload, headers: browser });
      if (Buffer.byteLength(payload) > 64 * 1024) return expect(status).toBe(413);
      expect(status, shown).toBe(202);
      expect(body.results).toHaveLength(bad.length + good.length);
      const accepted = body.results.filter((one: { status: string }) => one.status === 'accepted');
      expect(drafts, shown).toHaveLength(accepted.length);
      for (const result of body.results.slice(bad.length)) expect(result, shown).toMatchObject({ status: 'accepted' });
      taken += accepted.length - good.length;
    }),
    { numRuns: RUNS },
  );
  expect(taken).toBeGreaterThan(0);
});

test('/v1/batch and /v1/import: the same, with a public key and with a secret one', async () => {
  const bad = spoiltAmong(segmentEvents());
  const url = fc.constantFrom('/v1/batch', '/v1/import');
  await fc.assert(
    fc.asyncProperty(bad, keys, url, async (bad, headers, url) => {
      const good = segmentEvents().slice(0, 2);
      const payload = json({ batch: [...bad, ...good], sentAt: new Date(now).toISOString() });
      const { status, body, shown } = await send({ url, payload, headers });
      expect(status, shown).toBe(200);
      const refused: number[] = (body.refused ?? []).map((one: { index: number }) => one.index);
      expect(
        refused.filter((index) => index >= bad.length),
        shown,
      ).toEqual([]);
      expect(drafts, shown).toHaveLength(bad.length + good.length - refused.length);
    }),
    { numRuns: RUNS },
  );
});

test('whole requests that are spoilt are answered as the sender’s fault', async () => {
  const calls = ['track', 'page', 'screen', 'identify', 'group', 'alias'];
  const single = fc.constantFrom(...calls).chain((call) => {
    const good = segmentEvents().find(({ type }) => type === call) ?? {};
    return fc.record({ url: fc.constant(`/v1/${call}`), payload: spoilt(good).map(json), headers: keys });
  });
  const envelopes = fc.constantFrom('/collect', '/v1/batch').chain((url) => {
    const good =
      url === '/collect'
        ? {
            tagId: world.tagId,
            anonymousId: 'browser-1',
            ephemeral: false,
            consent: 'given',
            privacy: ['gpc'],
            sentAt: now,
            browser: { webdriver: false },
            events: tagEvents(),
          }
        : { writeKey: world.tagId, batch: segmentEvents(), sentAt: new Date(now).toISOString(), context };
    return fc.record({
      url: fc.constant(url),
      payload: spoilt(good).map(json),
      headers: fc.constant(url === '/collect' ? browser : {}),
    });
  });
  const bytes = fc.record({
    url: fc.constantFrom('/collect', '/v1/batch', '/v1/track', '/v1/import'),
    payload: fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((some) => Buffer.from(some)),
      fc.constantFrom(
        '',
        '{',
        '[]',
        'null',
        '"x"',
        '{}',
        '['.repeat(60_000),
        `{"batch":${'['.repeat(9_000)}${']'.repeat(9_000)}}`,
        '\0',
        '\ufeff{}',
      ),
      nasty.map(json),
    ),
    headers: fc.oneof(
      keys,
      fc.constantFrom<Record<string, string>>(
        browser,
        { 'content-encoding': 'gzip' },
        { 'content-encoding': 'br' },
        { authorization: 'Basic' },
        { authorization: `Bearer ${'x'.repeat(5_000)}` },
        { 'content-type': 'image/png' },
        { 'user-agent': '\u00ff'.repeat(3_000) },
        { origin: 'null' },
      ),
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(single, envelopes, bytes), async (sent) => {
      await send(sent as Sent);
    }),
    { numRuns: 3 * RUNS },
  );
});
