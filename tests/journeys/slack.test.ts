import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSlackHouse, type SlackHouse } from '../slack/house.ts';
import { addUser, edit, press, say, unsay } from '../slack/slack.ts';
import type { Lead } from './chat-house.ts';

let house: SlackHouse;
beforeAll(async () => {
  house = await openSlackHouse();
});
afterAll(() => house.close());

const heard = async (lead: Lead) =>
  (await lead.hears())
    .filter((one) => one.author !== 'system')
    .map(
      (one) =>
        `${one.name ?? one.author}: ${one.text}${one.edited ? ' (edited)' : ''}${one.deleted ? '(deleted)' : ''}`,
    );
const status = async (lead: Lead) => (await house.call(`GET /conversations/${lead.inboxId()}`)).body;
const begun = async (text = 'How much is it for 200 seats?') => {
  const lead = house.lead();
  await lead.visits('/pricing');
  await lead.says(text);
  await house.quiet();
  return { lead, card: house.card() };
};

describe('a conversation in Slack', () => {
  it('is a card with score, type and reasons, and a thread: what is said on either side is said on the other', async () => {
    const { lead, card } = await begun();
    const shown = JSON.stringify(card.blocks);
    for (const words of ['How much is it for 200 seats?', 'Intent: ', 'Buying', 'viewed Pricing', 'knock_take'])
      expect(shown).toContain(words);
    expect(house.thread(card)).toEqual([]);
    const { event } = say(house.channel, house.bob, 'Hello &amp; welcome! See <https://acme.test|our prices>', {
      thread: card.ts,
    });
    expect(await house.sends(event)).toBe(200);
    await house.quiet();
    expect(await heard(lead)).toEqual([
      'lead: How much is it for 200 seats?',
      'Bob: Hello & welcome! See our prices (https://acme.test)',
    ]);
    await lead.says('Thank you <!channel>');
    await lead.says('One more thing');
    await house.quiet();
    const thanks = house
      .thread(card)
      .slice(1)
      .flatMap((line) => line.replace('Anonymous visitor (lead): ', '').split('\n'));
    expect(thanks).toEqual(['Thank you &lt;!channel&gt;', 'One more thing']);
    expect((await status(lead)).owner).toMatchObject({ name: 'Bob' });
    expect(JSON.stringify(card.blocks)).toContain('Owner: Bob');
  });

  it('keeps internal what begins with // or a lock, and what programs and people outside of the thread say', async () => {
    const { lead, card } = await begun();
    for (const text of ['// he looks serious', ':lock: 10% at most'])
      await house.sends(say(house.channel, house.bob, text, { thread: card.ts }).event);
    await house.sends(say(house.channel, house.bob, 'Who takes this?').event);
    const beep = say(house.channel, house.bob, 'beep', { thread: card.ts });
    beep.message.bot_id = 'B9';
    await house.sends({ ...beep.event, bot_id: 'B9' });
    await house.quiet();
    expect(await heard(lead)).toEqual(['lead: How much is it for 200 seats?']);
    const inbox = (await house.call(`GET /conversations/${lead.inboxId()}/messages`)).body.items;
    const notes = inbox.filter((one: { internal: boolean; author: string }) => one.internal && one.author === 'rep');
    expect(notes.map((one: { text: string }) => one.text)).toEqual(['he looks serious', '10% at most']);
  });

  it('carries edits and deletions both ways', async () => {
    const { lead, card } = await begun();
    const { message, event } = say(house.channel, house.bob, 'It is 400', { thread: card.ts });
    await house.sends(event);
    await house.quiet();
    await house.sends(edit(house.channel, message, 'It is 4000'));
    await house.quiet();
    expect((await heard(lead)).at(-1)).toBe('Bob: It is 4000 (edited)');
    await house.sends(edit(house.channel, message, '// It is 3000'));
    await house.quiet();
    expect((await heard(lead)).at(-1)).toBe('Bob: (deleted)');
    const second = say(house.channel, house.bob, 'Sorry', { thread: card.ts });
    await house.sends(second.event);
    await house.quiet();
    await house.sends(unsay(house.channel, second.message));
    await house.quiet();
    expect((await heard(lead)).at(-1)).toBe('Bob: (deleted)');

    const ana = await house.signIn('rep');
    const path = `/conversations/${lead.inboxId()}/messages`;
    const body = { clientId: randomUUID(), text: 'From the inbox', internal: false };
    const sent = (await house.call(`POST ${path}`, { as: ana, body })).body;
    await house.call(`POST ${path}`, {
      as: ana,
      body: { ...body, clientId: randomUUID(), text: 'A note', internal: true },
    });
    await house.quiet();
    expect(house.thread(card).slice(-2)).toEqual(['A rep (inbox): From the inbox', 'A rep (inbox): :lock: A note']);
    await house.call(`PATCH ${path}`, { as: ana, body: { message: sent.id, text: 'Corrected' } });
    await house.quiet();
    expect(house.thread(card).at(-2)).toBe('A rep (inbox): Corrected _(edited)_');
    await house.call(`PATCH ${path}`, { as: ana, body: { message: sent.id, text: '' } });
    await house.quiet();
    expect(house.thread(card)).not.toContain('A rep (inbox): Corrected _(edited)_');
    expect(house.thread(card).at(-1)).toBe('A rep (inbox): :lock: A note');
  });

  it('does what the card’s buttons say, as who pressed them, and shows it on the card', async () => {
    const { lead, card } = await begun();
    const presses = (action: object) => house.presses(press(house.team, house.bob, house.channel, card.ts, action));
    expect(await presses({ action_id: 'knock_take', value: lead.inboxId() })).toBe(200);
    await presses({ action_id: 'knock_type', selected_option: { value: `${lead.inboxId()} Partnership` } });
    await house.quiet();
    expect(await status(lead)).toMatchObject({
      status: 'Rep Discovery',
      owner: { name: 'Bob' },
      type: { type: 'Partnership', by: 'rep' },
    });
    expect(JSON.stringify(card.blocks)).toContain('Partnership');
    await presses({ action_id: 'knock_times', value: '' });
    await house.quiet();
    expect(house.channel.ephemeral.at(-1)).toMatchObject({
      user: house.bob.id,
      text: expect.stringContaining('Meetings are coming'),
    });
    await presses({ action_id: 'knock_spam', value: 'another-conversation' });
    await presses({ action_id: 'knock_take', value: lead.inboxId() });
    await house.quiet();
    expect((await status(lead)).status).toBe('Spam');
    expect(house.channel.ephemeral.at(-1)?.text).toContain('spam');
  });

  it('imports who is not known yet, and marks what the lead got and what they have not', async () => {
    const { lead, card } = await begun();
    const eve = addUser(house.team, 'Eve', null);
    const { message, event } = say(house.channel, eve, 'Hello!', { thread: card.ts });
    await house.sends(event);
    await house.quiet();
    expect((await heard(lead)).at(-1)).toBe('Eve: Hello!');
    expect(message.reactions).toEqual(['warning']);
    expect(house.channel.ephemeral.at(-1)).toMatchObject({
      user: eve.id,
      text: expect.stringContaining('left the chat'),
    });
    const more = say(house.channel, eve, 'Are you there?', { thread: card.ts });
    await house.sends(more.event);
    await house.quiet();
    expect(more.message.reactions).toEqual(['warning']);
    expect(house.channel.ephemeral.filter((one) => one.thread_ts === card.ts)).toHaveLength(1);
    await lead.post('/chat/presence', { ...lead.key, here: true });
    const seq = (await lead.hears()).at(-1)?.seq;
    await lead.post('/chat/read', { ...lead.key, seq });
    await house.quiet();
    expect(message.reactions).toEqual(['white_check_mark']);
    const people = (await house.call('GET /reps')).body.items.map((one: { name: string }) => one.name);
    expect(people).toContain('Eve');
  });
});
