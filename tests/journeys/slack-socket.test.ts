import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSlackHouse, type SlackHouse } from '../slack/house.ts';
import { press, say, wrap } from '../slack/slack.ts';
import type { Lead } from './chat-house.ts';

// The client's own patience between two connections is part of it.
const WITHIN = { timeout: 30_000 };

let house: SlackHouse;
let lead: Lead;
beforeAll(async () => {
  house = await openSlackHouse({ unconnected: true });
  await house.connect(house.team, { mode: 'socket', appToken: house.team.appToken });
  await house.call(`PATCH /connections/slack/${house.team.id}`, { body: { channelId: house.channel.id } });
  await connected();
  lead = house.lead();
  await lead.says('How much is it for 200 seats?');
  await house.quiet();
});
afterAll(() => house.close());

const connected = () => vi.waitFor(() => expect(house.slack.sockets.count(house.team)).toBe(1), WITHIN);
const acknowledged = () => vi.waitFor(() => expect(house.slack.sockets.unacknowledged(house.team)).toBe(0), WITHIN);
const heard = async () => (await lead.hears()).filter((one) => one.author === 'rep').map((one) => one.text);
const reply = (text: string) =>
  wrap(house.team, say(house.channel, house.bob, text, { thread: house.card().ts }).event);

describe('socket mode', () => {
  it('hears replies, buttons and commands, and acknowledges each after it is kept', async () => {
    house.slack.sockets.send(house.team, 'events_api', reply('by socket'));
    await acknowledged();
    await house.quiet();
    expect(await heard()).toEqual(['by socket']);
    house.slack.sockets.send(
      house.team,
      'interactive',
      press(house.team, house.bob, house.channel, house.card().ts, { action_id: 'knock_reject' }),
    );
    const command = house.slack.sockets.send(house.team, 'slash_commands', {
      team_id: house.team.id,
      command: '/knock',
      text: '',
    });
    await acknowledged();
    await house.quiet();
    expect((await house.call(`GET /conversations/${lead.inboxId()}`)).body.status).toBe('Rejected');
    const ack = house.slack.sockets.acks.find((one) => one.envelope === command);
    expect(ack?.payload).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('No lead waits') });
  });

  it('comes back when Slack refreshes or drops the socket; what came in between is not lost or doubled', async () => {
    house.slack.sockets.refresh(house.team);
    house.slack.sockets.send(house.team, 'events_api', reply('during refresh'));
    await vi.waitFor(() => expect(house.slack.sockets.unacknowledged(house.team)).toBe(0), WITHIN);
    await connected();
    house.slack.sockets.drop(house.team);
    house.slack.sockets.send(house.team, 'events_api', reply('while away'));
    await connected();
    await acknowledged();
    await house.quiet();
    expect(await heard()).toEqual(['by socket', 'during refresh', 'while away']);
  });

  it('tries on while Slack does not answer, and says so', async () => {
    house.slack.fail('apps.connections.open', { lost: 'request' }, 1);
    house.slack.sockets.drop(house.team);
    await vi.waitFor(
      async () => expect((await house.call('GET /connections/slack')).body.teams[0].state).toBe('unreachable'),
      WITHIN,
    );
    await connected();
    await vi.waitFor(
      async () => expect((await house.call('GET /connections/slack')).body.teams[0].state).toBe('connected'),
      WITHIN,
    );
  });

  it('ends with its team', async () => {
    await house.call(`DELETE /connections/slack/${house.team.id}`);
    await vi.waitFor(() => expect(house.slack.sockets.count(house.team)).toBe(0), WITHIN);
  });
});
