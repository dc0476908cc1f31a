import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/foundation/time.ts';
import type { Member } from '../world.ts';
import { type ChatHouse, type Lead, openChatHouse } from './chat-house.ts';

let house: ChatHouse;
let ana: Member;
beforeAll(async () => {
  house = await openChatHouse();
  ana = await house.signIn('rep');
});
afterAll(() => house.close());

const replies = (lead: Lead, text: string) =>
  house.call(`POST /conversations/${lead.inboxId()}/messages`, {
    as: ana,
    body: { clientId: randomUUID(), text, internal: false },
  });

describe('the inbox', () => {
  it('is filtered, searched and paged', async () => {
    const inbox = await openChatHouse({ asks: false });
    const rep = await inbox.signIn('rep');
    const leads = [];
    for (const text of ['How much is it?', 'My login fails with error 500', 'Something about zebras']) {
      const lead = inbox.lead();
      await lead.says(text);
      leads.push(lead);
      await inbox.settled();
      inbox.pass(1_000);
    }
    const [first, second, third] = leads as [Lead, Lead, Lead];
    const list = async (query: Record<string, string>) =>
      (await inbox.call('GET /conversations', { query, as: rep })).body.items.map((one: { id: string }) => one.id);
    await inbox.call(`POST /conversations/${first.inboxId()}/act`, { as: rep, body: { act: 'take' } });
    await inbox.call(`POST /conversations/${second.inboxId()}/act`, {
      as: rep,
      body: { act: 'type', type: 'Support' },
    });
    await inbox.call(`POST /conversations/${second.inboxId()}/act`, { as: rep, body: { act: 'spam' } });
    expect(await list({})).toEqual([third, second, first].map((lead) => lead.inboxId()));
    expect(await list({ owner: 'me' })).toEqual([first.inboxId()]);
    expect(await list({ owner: 'none', status: 'AI Discovery' })).toEqual([third.inboxId()]);
    expect(await list({ status: 'Spam' })).toEqual([second.inboxId()]);
    expect(await list({ q: 'zebr' })).toEqual([third.inboxId()]);
    expect(await list({ intentType: 'Support' })).toEqual([second.inboxId()]);
    expect((await inbox.call('GET /conversations/counts', { as: rep })).body).toEqual({
      mine: 1,
      unassigned: 1,
      needReply: 0,
      open: 2,
      unread: 2,
    });
    await inbox.call(`POST /conversations/${first.inboxId()}/read`, { as: rep, body: { seq: 99 } });
    expect((await inbox.call('GET /conversations/counts', { as: rep })).body.unread).toBe(1);
    expect(await list({ unread: 'true' })).toEqual([third, second].map((lead) => lead.inboxId()));
    const page = (await inbox.call('GET /conversations', { query: { limit: '2' } })).body;
    const rest = (await inbox.call('GET /conversations', { query: { limit: '2', cursor: page.nextCursor } })).body;
    expect([...page.items, ...rest.items].map((one) => one.id)).toEqual(await list({}));
    expect(rest.nextCursor).toBe(null);
    await inbox.close();
  });

  it('hears of what happens: state, then events, is the state fetched again', async () => {
    const heard: { type: string; data: unknown }[] = [];
    const stop = house.ctx.live.subscribe(house.workspaceId, null, (event) => heard.push(event));
    const lead = house.lead();
    await lead.says('Hello, what does it cost?');
    await house.settled();
    await replies(lead, 'It depends.');
    await lead.post('/chat/typing', { ...lead.key, typing: true });
    await house.settled();
    stop();
    const conversations = heard.filter((one) => one.type === 'conversation').map((one) => one.data);
    const fetched = (await house.call('GET /conversations')).body.items.find(
      (one: { id: string }) => one.id === lead.inboxId(),
    );
    expect(conversations.at(-1)).toEqual(fetched);
    const said = heard.flatMap((one) =>
      one.type === 'message' ? [one.data as { message: { text: string; seq: number } }] : [],
    );
    const items = (await house.call(`GET /conversations/${lead.inboxId()}/messages`)).body.items;
    expect(said.map((one) => one.message)).toEqual(items);
    expect(heard).toContainEqual(
      expect.objectContaining({ type: 'typing', data: expect.objectContaining({ who: 'lead', typing: true }) }),
    );
  });
});

describe('a conversation at a link', () => {
  const link = {
    workspaceId: '',
    linkId: randomUUID(),
    name: 'Spring letter',
    ownerId: '',
    greeting: 'Hello from the letter',
  };
  const touch = {
    ...{ source: 'Newsletter', channel: 'Email', campaign: 'spring', medium: 'email', referrer: null },
    entry: true,
  };
  const visits = (proof: string) =>
    proof === 'proof' ? { linkId: link.linkId, visitId: 'v', touch, filtered: null } : null;

  it('is its owner’s, greets as the link does, and comes from where the link does', async () => {
    const find = async (slug: string) => (slug === 'spring' ? link : null);
    const linked = await openChatHouse({ asks: false, links: { find, visit: visits } });
    const rep = await linked.signIn('rep');
    const [owner] = (await linked.call('GET /reps', { as: rep })).body.items;
    Object.assign(link, { workspaceId: linked.workspaceId, ownerId: owner.id });
    const lead = linked.lead({ slug: 'spring', url: 'https://knock.test/l/spring' });
    const { body } = await lead.start({ visit: 'proof' });
    expect(body.settings.greeting).toBe('Hello from the letter');
    const shown = async () => (await linked.call(`GET /conversations/${lead.inboxId()}`)).body;
    expect(await shown()).toMatchObject({ status: 'New', surface: 'link', owner: { id: owner.id } });
    await lead.says('How much is it?');
    await linked.later(2 * MINUTE);
    const after = await shown();
    expect(after).toMatchObject({ status: 'Rep Reply Needed', contact: { source: 'Newsletter', channel: 'Email' } });
    const list = (await linked.call('GET /conversations', { query: { link: link.linkId } })).body.items;
    expect(list.map((one: { id: string }) => one.id)).toEqual([lead.inboxId()]);
    await linked.close();
  });
});

describe('the team', () => {
  it('is its members who may answer; who has the dashboard open is online', async () => {
    const manned = await openChatHouse();
    const rep = await manned.signIn('rep');
    await manned.signIn('viewer');
    const reps = (await manned.call('GET /reps')).body.items;
    expect(reps).toEqual([expect.objectContaining({ email: rep.email, online: false, member: true, active: true })]);
    const { rows } = await manned.ctx.db.pool.query<{ id: string }>('select id from auth_user where email = $1', [
      rep.email,
    ]);
    const close = manned.ctx.live.subscribe(manned.workspaceId, null, () => {}, rows[0]?.id ?? null);
    expect((await manned.call('GET /reps')).body.items[0].online).toBe(true);
    const { body } = await manned.lead().post('/chat/settings', { tagId: manned.tagId });
    expect(body).toMatchObject({ enabled: true, team: { online: true, faces: [{ name: 'A rep', online: true }] } });
    close();
    await manned.close();
  });

  it('usually replies in the median of its latest response times', async () => {
    const quick = await openChatHouse();
    const rep = await quick.signIn('rep');
    for (const minutes of [1, 4, 60]) {
      const lead = quick.lead();
      await lead.says('Hello?');
      quick.pass(minutes * MINUTE);
      await quick.call(`POST /conversations/${lead.inboxId()}/messages`, {
        as: rep,
        body: { clientId: randomUUID(), text: 'Hi', internal: false },
      });
    }
    const { body } = await quick.lead().post('/chat/settings', { tagId: quick.tagId });
    expect(body.team.replyMinutes).toBe(4);
    await quick.close();
  });

  it('sets up how its chat looks and behaves; a switched-off one is no longer offered', async () => {
    const own = await openChatHouse();
    const manager = await own.signIn('manager');
    const setup = (await own.call('GET /chat')).body;
    const tag = async () => (await own.app.inject({ url: `/knock-tag/${own.tagId}.js` })).body;
    expect(await tag()).toContain('"chat":true');
    const timers = { ...setup.timers, saveLead: 5 };
    const next = { ...setup, enabled: false, color: '#ffee00', greetings: { en: 'Hi', de: 'Hallo' }, timers };
    expect((await own.call('PUT /chat', { as: await own.signIn('rep'), body: next })).status).toBe(403);
    const lead = own.lead();
    await lead.start();
    expect((await own.call('PUT /chat', { as: manager, body: next })).body).toEqual(next);
    const { body } = await lead.post('/chat/settings', { tagId: own.tagId, language: 'de-AT' });
    expect(body).toMatchObject({
      enabled: false,
      greeting: 'Hallo',
      language: 'de',
      brand: { onColor: '#1a1a1a', name: 'Acme' },
    });
    expect(await tag()).not.toContain('"chat":true');
    expect(await own.lead().start()).toMatchObject({ status: 403, body: { code: 'chat_off' } });
    await own.later(5 * MINUTE);
    expect((await own.call(`GET /conversations/${lead.inboxId()}`)).body.status).toBe('Save the Lead');
    const bad = { ...next, logoUrl: 'data:image/svg+xml;base64,PHN2Zz4=' };
    expect((await own.call('PUT /chat', { body: bad })).status).toBe(400);
    await own.close();
  });

  it('has canned replies', async () => {
    const { body: made } = await house.call('POST /canned-replies', {
      as: ana,
      body: { title: 'pricing', text: 'Hi {name}' },
    });
    const twin = await house.call('POST /canned-replies', { as: ana, body: { title: 'Pricing', text: 'x' } });
    expect(twin).toMatchObject({ status: 409, body: { code: 'conflict' } });
    await house.call(`PUT /canned-replies/${made.id}`, { as: ana, body: { title: 'Pricing', text: 'Hello {name}' } });
    expect((await house.call('GET /canned-replies')).body.items).toEqual([
      { ...made, title: 'Pricing', text: 'Hello {name}' },
    ]);
    expect((await house.call(`DELETE /canned-replies/${made.id}`, { as: ana })).status).toBe(200);
    expect((await house.call('GET /canned-replies')).body.items).toEqual([]);
  });
});
