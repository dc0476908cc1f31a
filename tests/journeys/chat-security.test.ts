import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '../../src/foundation/time.ts';
import { identityIdOf } from '../../src/identity/keys.ts';
import { type ChatHouse, type Lead, openChatHouse, signedToken } from './chat-house.ts';

let house: ChatHouse;
let identitySecret: string;
beforeAll(async () => {
  house = await openChatHouse({ asks: false });
  identitySecret = (await house.call('POST /tag/identity-secret')).body.secret;
});
afterAll(() => house.close());

const token = (holder: { email?: string; userId?: string }, expiresIn = HOUR) =>
  signedToken(identitySecret, holder, house.ctx.clock() + expiresIn);
const resume = (lead: Lead, visitor: object) =>
  lead.post('/chat/resume', {
    tagId: house.tagId,
    visitor: { id: lead.id, ...visitor },
    secret: randomBytes(32).toString('base64url'),
  });
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('history', () => {
  it('is not opened by a claimed e-mail', async () => {
    const ann = house.lead({ token: token({ email: 'ann@history.test' }) });
    await ann.says('My secret plans');
    await house.settled();
    const thief = house.lead({ email: 'ann@history.test' });
    expect((await resume(thief, { email: 'ann@history.test' })).body).toEqual({ conversations: [] });
    // A browser that claimed the address is grouped with hers, and still opens nothing.
    await thief.visits('/', { email: 'ann@history.test' });
    await thief.says('Hello, it is me');
    await house.settled();
    expect((await resume(thief, { email: 'ann@history.test' })).body).toEqual({ conversations: [] });
  });

  it.each([
    ['forged', () => signedToken('not the secret', { email: 'ann@history.test' }, house.ctx.clock() + HOUR)],
    ['expired', () => token({ email: 'ann@history.test' }, -HOUR)],
  ])('is not opened by a %s token', async (_, made) => {
    const thief = house.lead();
    expect((await resume(thief, { token: made() })).body).toEqual({ conversations: [] });
  });

  it('is opened by a signed token, with a secret of its own, in another browser', async () => {
    const bea = house.lead({ token: token({ email: 'bea@history.test' }) });
    await bea.says('How much is it for 200 seats?');
    await house.settled();
    const phone = house.lead();
    const secret = randomBytes(32).toString('base64url');
    const visitor = { id: phone.id, token: token({ email: 'bea@history.test' }) };
    const { body } = await phone.post('/chat/resume', { tagId: house.tagId, visitor, secret });
    expect(body.conversations).toEqual([
      expect.objectContaining({ conversation: bea.key.conversation, lastText: 'How much is it for 200 seats?' }),
    ]);
    const opened = await phone.post('/chat/messages', { conversation: bea.key.conversation, secret, after: 0 });
    expect(opened.body.messages[0].text).toBe('How much is it for 200 seats?');
    expect(await bea.hears()).not.toEqual([]);
  });

  it('a stranger’s conversation under a claimed address is not opened by the address’s owner either', async () => {
    const stranger = house.lead({ email: 'cleo@history.test' });
    await stranger.says('I am not Cleo');
    await house.settled();
    const cleo = house.lead({ token: token({ email: 'cleo@history.test' }) });
    await cleo.says('I am');
    await house.settled();
    const { body } = await resume(cleo, { token: token({ email: 'cleo@history.test' }) });
    expect(body.conversations.map((one: { lastText: string }) => one.lastText)).toEqual(['I am']);
  });

  it('of who used a shared browser before is not opened by who signs in after', async () => {
    const id = randomUUID();
    const before = house.lead({ id });
    await before.says('Said by nobody in particular');
    const after = house.lead({ id, token: token({ userId: 'dan-1' }) });
    await after.says('Said by Dan');
    await house.settled();
    const { body } = await resume(after, { token: token({ userId: 'dan-1' }) });
    expect(body.conversations.map((one: { lastText: string }) => one.lastText)).toEqual(['Said by Dan']);
  });
});

describe('a conversation', () => {
  const paths = [
    '/chat/messages',
    '/chat/stream',
    '/chat/send',
    '/chat/typing',
    '/chat/read',
    '/chat/leave',
    '/chat/email',
  ];
  const rest = {
    ...{ after: 0, clientId: 'client-id-1', text: 'Hi', typing: true, seq: 1, here: true, email: 'a@b.test' },
  };

  it.each(paths)('%s: a wrong secret, another’s secret and an id of nothing are answered alike', async (path) => {
    const ann = house.lead();
    await ann.says('Mine');
    const bob = house.lead();
    await bob.says('His');
    const wrong = randomBytes(32).toString('base64url');
    const nothing = `${house.workspaceId}${randomUUID()}`.replaceAll('-', '');
    const answers = [
      await bob.post(path, { ...rest, conversation: ann.key.conversation, secret: wrong }),
      await bob.post(path, { ...rest, conversation: ann.key.conversation, secret: bob.key.secret }),
      await bob.post(path, { ...rest, conversation: nothing, secret: bob.key.secret }),
      await bob.post(path, { ...rest, conversation: 'nonsense', secret: bob.key.secret }),
    ];
    for (const { status, body } of answers) {
      expect([status, body.code, body.detail]).toEqual([404, 'not_found', 'There is no such conversation.']);
    }
    expect(await ann.hears()).toEqual([expect.objectContaining({ text: 'Mine' })]);
  });

  it('is not begun again with another secret', async () => {
    const ann = house.lead();
    const clientId = randomUUID();
    expect((await ann.start({ clientId })).status).toBe(200);
    const again = await ann.start({ clientId });
    expect(again.body.conversation).toBe(ann.key.conversation);
    const thief = house.lead();
    expect((await thief.start({ clientId })).status).toBe(404);
  });

  it('keeps only hashes of secrets', async () => {
    const ann = house.lead();
    await ann.says('Mine');
    const { rows } = await house.ctx.db.pool.query(
      'select t::text as t from conversation_key t union select t::text from conversation t',
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(ann.key.secret);
  });

  it('of a message id that the team used tells the lead nothing', async () => {
    const ann = house.lead();
    await ann.says('Mine');
    const clientId = randomUUID();
    await house.call(`POST /conversations/${ann.inboxId()}/messages`, {
      body: { clientId, text: 'Internal: give her a discount', internal: true },
    });
    const answer = await ann.post('/chat/send', { ...ann.key, clientId, text: 'Guess' });
    expect(answer.status).toBe(409);
    expect(JSON.stringify(answer.body)).not.toContain('discount');
  });
});

describe('where conversations begin', () => {
  it('is a matter of the website’s origins', async () => {
    const own = await openChatHouse();
    const tag = (await own.call('GET /tag')).body;
    await own.call('PUT /tag', { body: { ...tag, origins: ['https://acme.test'] } });
    own.pass(11_000);
    const lead = own.lead();
    const ask = (path: string, origin: string) =>
      lead.post(
        path,
        {
          ...{ tagId: own.tagId, clientId: randomUUID(), secret: lead.key.secret },
          ...{ visitor: { id: lead.id }, page: { url: 'https://acme.test/' } },
        },
        { origin },
      );
    expect(await ask('/chat/start', 'https://evil.test')).toMatchObject({
      status: 403,
      body: { code: 'origin_not_allowed' },
    });
    expect((await ask('/chat/settings', 'https://evil.test')).body.enabled).toBe(false);
    expect((await ask('/chat/start', 'https://acme.test')).status).toBe(200);
    expect((await ask('/chat/settings', 'https://acme.test')).body.enabled).toBe(true);
    // The demo website.
    expect((await ask('/chat/settings', 'http://localhost:4000')).body.enabled).toBe(true);
    await own.close();
  });

  it('an unknown tag and an unknown link are refused', async () => {
    const lead = house.lead();
    expect((await lead.post('/chat/settings', { tagId: 'nope' })).status).toBe(403);
    expect((await lead.post('/chat/settings', { slug: 'nope' })).status).toBe(404);
  });

  it('is limited by address, messages by conversation; refusals say when to come again', async () => {
    const limits = {
      perIp: { perSecond: 100, burst: 100 },
      starts: { perSecond: 0.1, burst: 2 },
      messages: { perSecond: 1, burst: 3 },
      perWorkspace: { perSecond: 100, burst: 100 },
      uploads: { perSecond: 10, burst: 10 },
    };
    const strict = await openChatHouse({ limits });
    const lead = strict.lead();
    await lead.start();
    await strict.lead().start();
    const third = await strict.lead().start();
    expect(third).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    for (const text of ['1', '2', '3']) await lead.says(text);
    const fourth = await strict.app.inject({
      method: 'POST',
      url: '/chat/send',
      payload: JSON.stringify({ ...lead.key, clientId: randomUUID(), text: '4' }),
    });
    expect([fourth.statusCode, fourth.headers['retry-after']]).toEqual([429, '1']);
    strict.pass(1_000);
    await lead.says('4');
    strict.pass(10_000);
    // What is there lets a file in, and the file pays for all of its bytes.
    expect((await lead.uploads('a.txt', Buffer.from('Twenty bytes of text'))).status).toBe(200);
    expect((await lead.uploads('b.txt', Buffer.from('b'))).status).toBe(429);
    strict.pass(2_000);
    expect((await lead.uploads('b.txt', Buffer.from('b'))).status).toBe(200);
    await strict.close();
  });
});

describe('script', () => {
  const SCRIPT = '<script>alert(1)</script><img src=x onerror=alert(1)>';

  it('in messages and names stays text, wherever it is shown', async () => {
    const lead = house.lead();
    await lead.says(`${SCRIPT}\u0000\u202e reversed`);
    await lead.post('/chat/email', { ...lead.key, email: 'x@script.test', name: SCRIPT });
    await house.settled();
    const [message] = await lead.hears();
    expect(message.text).toBe(`${SCRIPT} reversed`);
    const answer = await house.app.inject({
      method: 'POST',
      url: '/chat/messages',
      payload: JSON.stringify({ ...lead.key, after: 0 }),
    });
    expect(answer.headers['content-type']).toContain('application/json');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    const shown = await house.call(`GET /conversations/${lead.inboxId()}`);
    expect(shown.body.contact.name).toBe(SCRIPT);
  });

  it('in a file’s name is taken out of it', async () => {
    const lead = house.lead();
    const names = ['../../etc/"><script>alert(1)</script>.png', 'a\u202egnp.exe', '...', 'C:\\fakepath\\x.html'];
    for (const name of names) {
      const { status, body } = await lead.uploads(name, PNG);
      expect(status).toBe(200);
      expect(body).toMatchObject({ type: 'image/png', size: PNG.length });
      expect(body.name).toMatch(/^[^<>"/\\\u202e]+\.png$/);
    }
  });
});

describe('the team’s side', () => {
  it('is not for viewers, nor for another workspace', async () => {
    const lead = house.lead();
    const said = await lead.says('Hello');
    const viewer = await house.signIn('viewer');
    const other = await openChatHouse();
    const id = lead.inboxId();
    const calls: readonly (readonly [string, object | undefined])[] = [
      [`POST /conversations/${id}/messages`, { clientId: randomUUID(), text: 'Hi', internal: false }],
      [`PATCH /conversations/${id}/messages`, { message: said.id, text: 'Changed' }],
      [`POST /conversations/${id}/act`, { act: 'spam' }],
      [`POST /conversations/${id}/typing`, { typing: true }],
      [`POST /conversations/${id}/read`, { seq: 1 }],
    ];
    const upload = (key: string | null, cookie: string | null) =>
      house.app.inject({
        method: 'POST',
        url: `/api/v1/conversations/${id}/files?name=a.txt`,
        headers: {
          'content-type': 'application/octet-stream',
          ...(key && { authorization: `Bearer ${key}` }),
          ...(cookie && { cookie, origin: 'http://localhost:4000' }),
        },
        payload: Buffer.from('Plain words.'),
      });
    expect((await upload(null, viewer.cookie)).statusCode).toBe(403);
    expect((await upload(other.apiKey, null)).statusCode).toBe(404);
    expect((await upload(house.apiKey, null)).statusCode).toBe(200);
    for (const [name, body] of calls) {
      expect((await house.call(name, { as: viewer, body })).status, name).toBe(403);
      expect((await other.call(name, { body })).status, name).toBe(404);
    }
    expect((await house.call(`GET /conversations/${id}`, { as: viewer })).status).toBe(200);
    for (const path of [`/conversations/${id}`, `/conversations/${id}/messages`]) {
      expect((await other.call(`GET ${path}`)).status, path).toBe(404);
    }
    expect((await other.call('GET /conversations')).body.items).toEqual([]);
    expect((await other.call('GET /conversations', { query: { q: 'Hello' } })).body.items).toEqual([]);
    expect((await house.call(`GET /conversations/${id}`)).body.status).toBe('AI Discovery');
    await other.close();
  });

  it('cannot change what the lead said', async () => {
    const lead = house.lead();
    const said = await lead.says('My words');
    const answer = await house.call(`PATCH /conversations/${lead.inboxId()}/messages`, {
      body: { message: said.id, text: 'Other words' },
    });
    expect(answer.status).toBe(409);
  });

  it('does not assign to another workspace’s rep', async () => {
    const lead = house.lead();
    await lead.says('Hello');
    const other = await openChatHouse();
    await other.signIn('rep');
    const [rep] = (await other.call('GET /reps')).body.items;
    const answer = await house.call(`POST /conversations/${lead.inboxId()}/act`, {
      body: { act: 'assign', repId: rep.id },
    });
    expect(answer.status).toBe(404);
    await other.close();
  });
});

describe('a program', () => {
  it('on the built-in demo website counts: trying Knock with one is what it is for', async () => {
    const lead = house.lead({ webdriver: true, url: 'http://localhost:4000/demo/pricing/' });
    await lead.says('How much for 500 seats?', { page: { url: 'http://localhost:4000/demo/pricing/' } });
    await house.settled();
    expect((await house.call(`GET /conversations/${lead.inboxId()}`)).body.contact.signalCount).toBe(1);
  });

  it.each([
    ['a driven browser', { webdriver: true }, 'webdriver'],
    ['a bot', { userAgent: 'Googlebot/2.1 (+http://www.google.com/bot.html)' }, 'bot_user_agent'],
  ])('%s may write; it weighs nothing and founds nobody', async (_, options, reason) => {
    const lead = house.lead(options);
    await lead.says('How much for 500 seats?');
    await house.settled();
    const identity = identityIdOf(house.workspaceId, { kind: 'browser', value: lead.id });
    const { rows } = await house.ctx.db.pool.query(
      'select kind, filtered from signal where workspace_id = $1 and identity_id = $2',
      [house.workspaceId, identity],
    );
    expect(rows).toEqual([{ kind: 'chat_message', filtered: reason }]);
    const shown = (await house.call(`GET /conversations/${lead.inboxId()}`)).body;
    expect(shown).toMatchObject({ contact: { signalCount: 0, points: 0 }, lastText: 'How much for 500 seats?' });
  });
});
