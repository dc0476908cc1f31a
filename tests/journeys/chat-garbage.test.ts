import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ChatHouse, type Lead, openChatHouse } from './chat-house.ts';

let house: ChatHouse;
let lead: Lead;
beforeAll(async () => {
  const endless = { perSecond: 1e6, burst: 1e6 };
  const limits = { perIp: endless, starts: endless, messages: endless, perWorkspace: endless, uploads: endless };
  house = await openChatHouse({ asks: false, limits });
  lead = house.lead();
  await lead.says('Hello');
});
afterAll(() => house.close());

const PATHS = ['settings', 'start', 'resume', 'send', 'messages', 'typing', 'read', 'leave', 'email'] as const;

/** A request as the widget makes it, for every path at once: each takes what it knows. */
const proper = () => ({
  ...lead.key,
  ...{ tagId: house.tagId, slug: null as unknown, clientId: randomUUID(), language: 'en' },
  visitor: { id: lead.id, session: 's', token: null, email: null } as unknown,
  page: { url: 'https://acme.test/', title: 'Acme', referrer: null } as unknown,
  ...{ text: 'Hi', files: [] as unknown, answer: null, after: 0, typing: true, here: true, seq: 1 },
  ...{ email: 'a@b.test', name: 'Ann', visit: null as unknown },
});

// What a hostile or broken sender may put in a field's place.
const anything = fc.oneof(
  fc.constantFrom<unknown>(
    ...['', '\0', 'a\0b', '\ud800', '../..', '<script>', "' or 1=1 --", '[object Object]', 'null', '0'],
    ...[-1, 0, 1e308, 2 ** 53, 1.5, true, false, null, [], {}, [null], { __proto__: 1 }],
    'x'.repeat(5_000),
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.jsonValue({ maxDepth: 3 }),
);

it('whatever is sent is answered with what was wrong, never with a breakdown', async () => {
  const names = Object.keys(proper());
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...PATHS),
      fc.array(fc.tuple(fc.constantFrom(...names), anything), { minLength: 1, maxLength: 3 }),
      async (path, changes) => {
        const answer = await lead.post(`/chat/${path}`, { ...proper(), ...Object.fromEntries(changes) });
        expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500);
        statuses.add(answer.status);
        if (answer.status >= 400) expect(answer.body.code).toMatch(/^[a-z_]+$/);
      },
    ),
    { numRuns: 400 },
  );
  // Some of it was let in, so that more than the first check was tried.
  expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 403, 404]));
});

it('a body that is no JSON is refused', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...PATHS, 'stream' as const),
      fc.uint8Array({ maxLength: 200 }),
      async (path, bytes) => {
        const answer = await house.app.inject({ method: 'POST', url: `/chat/${path}`, payload: Buffer.from(bytes) });
        expect(answer.statusCode).toBe(400);
      },
    ),
    { numRuns: 100 },
  );
});

it('nested values inside visitor and page are judged too', async () => {
  const fault = fc.record({
    visitor: fc.record(
      { id: anything, session: anything, token: anything, email: anything, webdriver: anything },
      { requiredKeys: [] },
    ),
    page: fc.record({ url: anything, title: anything, referrer: anything }, { requiredKeys: [] }),
  });
  await fc.assert(
    fc.asyncProperty(fault, async ({ visitor, page }) => {
      const secret = randomBytes(32).toString('base64url');
      const body = { tagId: house.tagId, clientId: randomUUID(), secret };
      const answer = await lead.post('/chat/start', {
        ...body,
        visitor: { id: lead.id, ...visitor },
        page: { url: 'https://acme.test/', ...page },
      });
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500);
      const sent = await lead.post('/chat/send', { ...lead.key, clientId: randomUUID(), text: 'Hi', visitor, page });
      expect(sent.status, JSON.stringify(sent.body)).toBeLessThan(500);
    }),
    { numRuns: 150 },
  );
  await house.settled();
});
