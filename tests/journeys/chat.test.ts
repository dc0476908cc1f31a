import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/foundation/time.ts';
import { contactIdOf, identityIdOf } from '../../src/identity/keys.ts';
import type { Member } from '../world.ts';
import { type ChatHouse, type Lead, openChatHouse } from './chat-house.ts';

let house: ChatHouse;
let ana: Member;
beforeAll(async () => {
  house = await openChatHouse();
  ana = await house.signIn('rep');
});
afterAll(() => house.close());

const shown = async (lead: Lead) => (await house.call(`GET /conversations/${lead.inboxId()}`)).body;
const replies = (lead: Lead, text: string, more: object = {}, as: Member | undefined = ana) =>
  house.call(`POST /conversations/${lead.inboxId()}/messages`, {
    ...(as && { as }),
    body: { clientId: randomUUID(), text, internal: false, ...more },
  });
const acts = (lead: Lead, act: object, as: Member = ana) =>
  house.call(`POST /conversations/${lead.inboxId()}/act`, { as, body: act });
const texts = (messages: readonly { author: string; text: string; event?: unknown }[]) =>
  messages.map(({ author, text, event }) => `${author}: ${text || event}`);

describe('a conversation', () => {
  it('is shown in the inbox with its contact, type and status, and answered', async () => {
    const lead = house.lead();
    await lead.visits('/pricing');
    await lead.says('How much is it for 200 seats?');
    await house.settled();
    expect(await shown(lead)).toMatchObject({
      status: 'AI Discovery',
      surface: 'website',
      lastText: 'How much is it for 200 seats?',
      lastAuthor: 'lead',
      unread: 1,
      owner: null,
      contact: { id: contactIdOf(house.workspaceId, browserOf(lead)), identified: false, intentType: 'Buying' },
      type: { type: 'Buying', final: true, by: 'model' },
      page: { url: 'https://acme.test/pricing', title: 'Pricing' },
    });
    house.pass(3 * MINUTE);
    expect(await replies(lead, 'Hello! For 200 seats it is 4,000 a month.')).toMatchObject({ status: 200 });
    await replies(lead, 'Sounds big. Ask Bob.', { internal: true });
    expect(texts(await lead.hears())).toEqual([
      'lead: How much is it for 200 seats?',
      'system: joined',
      'rep: Hello! For 200 seats it is 4,000 a month.',
    ]);
    const after = await shown(lead);
    expect(after).toMatchObject({ status: 'Rep Discovery', responseMs: 3 * MINUTE, lastAuthor: 'rep' });
    expect(after.owner.id).toBe(after.responding.id);
    await house.later(12 * HOUR);
    expect((await shown(lead)).status).toBe('Follow Up Needed');
    const thread = await house.call(`GET /conversations/${lead.inboxId()}/messages`);
    expect(thread.body.items.map((one: { seq: number }) => one.seq)).toEqual([1, 2, 3, 4]);
  });

  it('is one signal per message, which weighs by what it says', async () => {
    const lead = house.lead();
    await lead.says('We want to buy 50 licences this week');
    house.pass(1_000);
    await lead.says('What does it cost?');
    await house.settled();
    const contact = (await shown(lead)).contact.id;
    const timeline = (await house.call(`GET /contacts/${contact}/timeline`)).body.items;
    const said = timeline.filter((one: { kind: string }) => one.kind === 'chat_message');
    expect(said.map((one: { text: string; category: string }) => [one.text, one.category])).toEqual([
      ['What does it cost?', 'Chat'],
      ['We want to buy 50 licences this week', 'Chat'],
    ]);
    expect((await house.call(`GET /contacts/${contact}`)).body.points).toBeGreaterThan(0);
  });

  it('is nobody’s until its browser’s first signal is recorded, and shown as a visitor’s meanwhile', async () => {
    const lead = house.lead();
    await lead.start();
    const id = contactIdOf(house.workspaceId, browserOf(lead));
    expect(await shown(lead)).toMatchObject({ status: 'New', contact: { id, name: null, signalCount: 0 } });
    expect((await house.call(`GET /contacts/${id}`)).status).toBe(404);
    await lead.says('Hello there, do you have an API?');
    await house.settled();
    expect((await shown(lead)).contact).toMatchObject({ id, signalCount: 1 });
  });

  it('that was only opened is to be saved after three hours, and closed after twelve days', async () => {
    const lead = house.lead();
    await lead.start();
    await house.later(3 * HOUR - 1);
    expect((await shown(lead)).status).toBe('New');
    await house.later(1);
    expect((await shown(lead)).status).toBe('Save the Lead');
    await house.later(12 * 24 * HOUR);
    expect((await shown(lead)).status).toBe('Closed');
    await lead.says('Still there?');
    expect((await shown(lead)).status).toBe('AI Discovery');
  });

  it('follows its contact when they say who they are', async () => {
    const lead = house.lead();
    await lead.says('What is the price?');
    await house.settled();
    await lead.post('/chat/email', { ...lead.key, email: 'Eve@Example.org', name: 'Eve Adams' });
    await lead.post('/chat/email', { ...lead.key, email: 'eve@example.org', name: 'Eve Adams' });
    await house.settled();
    expect((await shown(lead)).contact).toMatchObject({
      email: 'eve@example.org',
      name: 'Eve Adams',
      intentType: 'Buying',
    });
    const events = (await lead.hears()).filter((one) => one.event === 'email_saved');
    expect(events).toHaveLength(1);
  });
});

describe('who answers', () => {
  it('takes, assigns, closes and reopens; each is in the audit log and told to the lead where it concerns them', async () => {
    const lead = house.lead();
    await lead.says('How much is it for 200 seats?');
    expect((await acts(lead, { act: 'take' })).body).toMatchObject({
      status: 'Rep Discovery',
      owner: { name: 'A rep' },
    });
    await house.later(2 * MINUTE);
    expect((await shown(lead)).status).toBe('Rep Reply Needed');
    expect((await acts(lead, { act: 'close' })).body.status).toBe('Closed');
    expect((await acts(lead, { act: 'close' })).status).toBe(200);
    await acts(lead, { act: 'reopen' });
    await acts(lead, { act: 'reject' });
    expect(await acts(lead, { act: 'close' })).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(texts(await lead.hears())).toEqual([
      'lead: How much is it for 200 seats?',
      'system: joined',
      'system: closed',
    ]);
    const { items } = (await house.call('GET /audit')).body;
    const deeds = items.filter((one: { summary: string }) => one.summary.includes(lead.inboxId()));
    expect(deeds.map((one: { action: string }) => one.action)).toEqual([
      'conversation.reject',
      'conversation.reopen',
      'conversation.close',
      'conversation.take',
    ]);
  });

  it('edits and deletes what they wrote; the lead sees it changed, and the words are gone', async () => {
    const lead = house.lead();
    await lead.says('Is there a trial?');
    const { body: first } = await replies(lead, 'Yes, for 30 days');
    const path = `PATCH /conversations/${lead.inboxId()}/messages`;
    await house.call(path, { as: ana, body: { message: first.id, text: 'Yes, for 14 days' } });
    const before = (await lead.hears()).at(-1);
    expect(before).toMatchObject({ text: 'Yes, for 14 days', edited: true, seq: 3 });
    await house.call(path, { as: ana, body: { message: first.id, text: '' } });
    expect(await lead.hears(before.change)).toEqual([expect.objectContaining({ seq: 3, text: '', deleted: true })]);
    const other = await house.signIn('rep');
    const { body: second } = await replies(lead, 'Never mind');
    expect((await house.call(path, { as: other, body: { message: second.id, text: 'x' } })).status).toBe(403);
  });
});

describe('why they came', () => {
  it('is asked once when words leave it open, and the tapped answer settles it', async () => {
    const lead = house.lead({ language: 'de' });
    await lead.says('Hallo');
    await house.settled();
    const [, question] = await lead.hears();
    expect(question).toMatchObject({ author: 'agent', text: expect.stringContaining('Worum geht es?') });
    const support = question.quickReplies.find((one: { value: string }) => one.value === 'Support');
    await lead.says(support.label, { answer: 'Support' });
    await house.settled();
    expect((await shown(lead)).type).toMatchObject({ type: 'Support', final: true, by: 'answer' });
    await lead.says('Danke');
    await house.settled();
    expect((await lead.hears()).filter((one) => one.author === 'agent')).toHaveLength(1);
    expect((await shown(lead)).type).toMatchObject({ type: 'Support', by: 'answer' });
  });

  it('is not asked where the workspace does not want it', async () => {
    const quiet = await openChatHouse();
    const setup = (await quiet.call('GET /chat')).body;
    expect((await quiet.call('PUT /chat', { body: { ...setup, askType: false } })).status).toBe(200);
    const lead = quiet.lead();
    await lead.says('Hi');
    await quiet.settled();
    expect(texts(await lead.hears())).toEqual(['lead: Hi']);
    await quiet.close();
  });

  it('a rep’s correction wins, stays, and is kept to learn from', async () => {
    const lead = house.lead();
    await lead.says('How much is the enterprise plan?');
    await house.settled();
    expect((await acts(lead, { act: 'type', type: 'Partnership' })).body.type).toMatchObject({
      type: 'Partnership',
      final: true,
      by: 'rep',
      confidence: 1,
    });
    await lead.says('And what is the price per seat?');
    await house.settled();
    const after = await shown(lead);
    expect(after.type).toMatchObject({ type: 'Partnership', by: 'rep' });
    expect(after.contact).toMatchObject({ intentType: 'Partnership', intentTypeFinal: true });
    const { payload } = await house.app.inject({
      url: '/api/v1/type-labels',
      headers: { authorization: `Bearer ${house.apiKey}` },
    });
    const labels = payload
      .trim()
      .split('\n')
      .map((line: string) => JSON.parse(line));
    expect(labels).toContainEqual(
      expect.objectContaining({ conversation: lead.inboxId(), type: 'Partnership', before: 'Buying' }),
    );
  });

  it('moves with the conversation when contacts merge, and back when they are taken apart', async () => {
    const one = house.lead();
    await one.visits('/', { email: 'kim@example.org' });
    await one.says('Do you have open positions for engineers? I want to apply for a job');
    await house.settled();
    const two = house.lead();
    await two.visits('/', { email: 'lee@example.org' });
    const typeOf = async (email: string) => {
      const id = contactIdOf(house.workspaceId, identityIdOf(house.workspaceId, { kind: 'email', value: email }));
      const { body } = await house.call(`GET /contacts/${id}`);
      return [body.intentType, body.intentTypeFinal];
    };
    const lee = contactIdOf(
      house.workspaceId,
      identityIdOf(house.workspaceId, { kind: 'email', value: 'lee@example.org' }),
    );
    const kim = contactIdOf(
      house.workspaceId,
      identityIdOf(house.workspaceId, { kind: 'email', value: 'kim@example.org' }),
    );
    expect(await typeOf('kim@example.org')).toEqual(['Job seeker', true]);
    expect(await typeOf('lee@example.org')).toEqual(['Unknown', false]);
    expect((await house.call(`POST /contacts/${lee}/merge`, { body: { other: kim } })).status).toBe(200);
    expect(await typeOf('lee@example.org')).toEqual(['Job seeker', true]);
    expect((await shown(one)).contact.id).toBe(lee);
    const identityIds = [browserOf(one), identityIdOf(house.workspaceId, { kind: 'email', value: 'kim@example.org' })];
    expect((await house.call(`POST /contacts/${lee}/unmerge`, { body: { identityIds } })).status).toBe(200);
    expect(await typeOf('lee@example.org')).toEqual(['Unknown', false]);
    expect((await shown(one)).contact.intentType).toBe('Job seeker');
  });
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

function browserOf(lead: Lead): string {
  return identityIdOf(house.workspaceId, { kind: 'browser', value: lead.id });
}
