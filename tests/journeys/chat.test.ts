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
    expect(after).toMatchObject({ status: 'Rep Discovery', responseMs: 3 * MINUTE, lastAuthor: 'rep', unread: 0 });
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

function browserOf(lead: Lead): string {
  return identityIdOf(house.workspaceId, { kind: 'browser', value: lead.id });
}
