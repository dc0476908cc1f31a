import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/foundation/time.ts';
import { openSlackHouse, type SlackHouse } from '../slack/house.ts';
import { addUser, makeChannel, say } from '../slack/slack.ts';

let house: SlackHouse;
beforeAll(async () => {
  house = await openSlackHouse();
});
afterAll(() => house.close());

const PRICE = 'How much is it for 200 seats?';
const begun = async () => {
  const lead = house.lead();
  await lead.says(PRICE);
  await house.quiet();
  return { lead, card: house.card() };
};
const minutes = async (n: number) => {
  for (let minute = 0; minute < n; minute += 1) {
    house.pass(MINUTE);
    await house.quiet();
  }
};
const team = async () => (await house.call('GET /connections/slack')).body.teams[0];

describe('what Slack will not have', () => {
  it('a message that it refuses again and again is left out, and what follows is said', async () => {
    const { lead, card } = await begun();
    house.slack.fail('chat.postMessage', { error: 'restricted_text' }, 4);
    await lead.says('cursed');
    await minutes(2);
    await lead.says('fine');
    await house.quiet();
    expect(house.thread(card)).toEqual(['Anonymous visitor (lead): fine']);
  });

  it('a card whose blocks it refuses is posted as text', async () => {
    house.slack.fail('chat.postMessage', { error: 'invalid_blocks' }, 4);
    const lead = house.lead();
    await lead.says(PRICE);
    await minutes(2);
    expect(house.card()).toMatchObject({ text: expect.stringContaining(PRICE) });
    expect(house.card().blocks).toBeUndefined();
  });

  it('a thread that somebody deleted begins again with all that was said', async () => {
    const { lead, card } = await begun();
    await lead.says('one');
    await house.quiet();
    house.channel.messages.splice(0, house.channel.messages.length);
    await lead.says('two');
    await house.quiet();
    expect(house.card().ts).not.toBe(card.ts);
    expect(house.thread()).toEqual(['Anonymous visitor (lead): one\ntwo']);
  });

  it('a channel that was archived says so; with another one the conversation goes on there', async () => {
    const { lead, card } = await begun();
    house.channel.isArchived = true;
    await house.sends({ type: 'channel_archive', channel: house.channel.id });
    await lead.says('anybody?');
    await house.quiet();
    expect(await team()).toMatchObject({ state: 'connected', problem: expect.stringContaining('#leads') });
    const other = makeChannel(house.team, 'new-leads');
    await house.call(`PATCH /connections/slack/${house.team.id}`, { body: { channelId: other.id } });
    await house.quiet();
    const [moved] = other.messages;
    expect(moved?.ts).not.toBe(card.ts);
    expect(other.messages.map((one) => one.text).join('\n')).toContain('anybody?');
    expect((await team()).problem).toBeNull();
    house.channel.isArchived = false;
    await house.call(`PATCH /connections/slack/${house.team.id}`, { body: { channelId: house.channel.id } });
  });
});

describe('what is late', () => {
  it('an old farewell says nothing of a connection that was made anew', async () => {
    const { lead, card } = await begun();
    await house.sends({ type: 'tokens_revoked', tokens: { bot: [house.team.botUserId], oauth: [] } });
    await house.sends({ type: 'app_uninstalled' });
    await house.quiet();
    expect((await team()).state).toBe('unauthorized');
    await house.sends(say(house.channel, house.bob, 'while away', { thread: card.ts }).event);
    await house.quiet();
    house.pass(1_000);
    await house.connect(house.team);
    await house.quiet();
    expect((await team()).state).toBe('connected');
    expect((await lead.hears()).at(-1)).toMatchObject({ text: 'while away' });
  });

  it('who somebody is, when Slack does not say at once', async () => {
    const { lead, card } = await begun();
    const eve = addUser(house.team, 'Eve', 'eve@acme.test');
    house.slack.fail('users.info', { status: 500 });
    await house.sends(say(house.channel, eve, 'Hello', { thread: card.ts }).event);
    await minutes(1);
    expect((await lead.hears()).at(-1)).toMatchObject({ text: 'Hello', name: 'Eve' });
    const stranger = { ...eve, id: 'U0STRANGER' };
    await house.sends(say(house.channel, stranger, 'Me too', { thread: card.ts }).event);
    await minutes(1);
    expect((await lead.hears()).at(-1)).toMatchObject({ text: 'Me too', name: 'Somebody' });
  });
});
