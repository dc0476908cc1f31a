import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSlackHouse, type SlackHouse } from '../slack/house.ts';
import { addFile, addUser, makeChannel, say, unsay, wrap } from '../slack/slack.ts';
import type { Lead } from './chat-house.ts';

let house: SlackHouse;
beforeAll(async () => {
  house = await openSlackHouse();
});
afterAll(() => house.close());

const heard = async (lead: Lead) =>
  (await lead.hears()).filter((one) => one.author !== 'system').map((one) => one.text);
const begun = async (text = 'How much is it for 200 seats?') => {
  const lead = house.lead();
  await lead.says(text);
  await house.quiet();
  return { lead, card: house.card() };
};
const said = () => house.thread().map((line) => line.replace(/^.*?: /, ''));

describe('what Slack says twice, late, or out of order', () => {
  it('reaches the lead once and in the order it was written: duplicates, retries, replay, reordering', async () => {
    const { lead, card } = await begun();
    const events = ['one', 'two', 'three', 'four'].map((text) =>
      wrap(house.team, say(house.channel, house.bob, text, { thread: card.ts }).event),
    );
    const shuffled = [3, 1, 1, 0, 2, 3, 0].map((index) => events[index] as object);
    const answers = await Promise.all(shuffled.map((wrapped, retry) => house.sends({}, { wrapped, retry })));
    expect(new Set(answers)).toEqual(new Set([200]));
    await house.quiet();
    for (const wrapped of events) await house.sends({}, { wrapped, retry: 3 });
    await house.quiet();
    expect(await heard(lead)).toEqual(['How much is it for 200 seats?', 'one', 'two', 'three', 'four']);
  });

  it('a deletion that comes before its message leaves nothing, an edit that comes first leaves the last words', async () => {
    const { lead, card } = await begun();
    const first = say(house.channel, house.bob, 'wrong', { thread: card.ts });
    const gone = unsay(house.channel, first.message);
    await house.sends(gone);
    await house.sends(first.event);
    await house.quiet();
    const second = say(house.channel, house.bob, 'before', { thread: card.ts });
    second.message.text = 'after';
    const edited = {
      type: 'message',
      subtype: 'message_changed',
      channel: house.channel.id,
      message: { type: 'message', ...second.message },
    };
    await house.sends(edited);
    await house.sends(second.event);
    await house.quiet();
    expect(await heard(lead)).toEqual(['How much is it for 200 seats?', 'after']);
  });

  it('is heard also when Slack will not show the thread', async () => {
    const { lead, card } = await begun();
    house.slack.fail('conversations.replies', { status: 429, retryAfter: 60 }, 2);
    for (const text of ['one', 'two'])
      await house.sends(say(house.channel, house.bob, text, { thread: card.ts }).event);
    await house.quiet();
    expect(await heard(lead)).toEqual(['How much is it for 200 seats?', 'one', 'two']);
  });

  it('what happened while nobody listened is caught up with the next reply', async () => {
    const { lead, card } = await begun();
    say(house.channel, house.bob, 'missed', { thread: card.ts });
    await house.sends(say(house.channel, house.bob, 'heard', { thread: card.ts }).event);
    await house.quiet();
    expect(await heard(lead)).toEqual(['How much is it for 200 seats?', 'missed', 'heard']);
  });
});

describe('what we say, when Slack fails', () => {
  it.each([
    ['the answer is lost', { lost: 'answer' } as const],
    ['the request is lost', { lost: 'request' } as const],
    ['Slack has an error', { status: 500 } as const],
    ['too much was posted', { status: 429, retryAfter: 2 } as const],
    ['Slack has trouble of its own', { error: 'internal_error' } as const],
  ])('the card and each message are there once, in order: %s', async (_name, fault) => {
    const cards = house.channel.messages.filter((one) => !one.thread_ts).length;
    house.slack.fail('chat.postMessage', fault, 2);
    const { lead } = await begun();
    expect(house.channel.messages.filter((one) => !one.thread_ts)).toHaveLength(cards + 1);
    house.slack.fail('chat.postMessage', fault);
    await lead.says('one');
    await house.quiet();
    await lead.says('two');
    house.slack.fail('chat.postMessage', fault, 2);
    await house.quiet();
    await lead.says('three');
    await house.quiet();
    expect(said().join('\n').split('\n')).toEqual(['one', 'two', 'three']);
  });

  it('goes on after Retry-After under a rate of one post a second, many in few posts', async () => {
    const slow = await openSlackHouse();
    slow.slack.limitPosts(slow.ctx.clock);
    const lead = slow.lead();
    for (let n = 1; n <= 15; n += 1) await lead.says(n === 1 ? 'How much is it for 200 seats?' : `message ${n}`);
    const other = slow.lead();
    await other.says('How much is it for 300 seats?');
    await slow.quiet();
    await slow.quiet();
    const [card, ...others] = slow.channel.messages.filter((one) => !one.thread_ts);
    expect(others).toHaveLength(1);
    const lines = slow.thread(card).flatMap((line) => line.replace(/^.*?: /, '').split('\n'));
    expect(lines).toEqual(Array.from({ length: 14 }, (_none, index) => `message ${index + 2}`));
    const posted = slow.slack.calls.filter(({ method, outcome }) => method === 'chat.postMessage' && outcome === 'ok');
    expect(posted.length).toBeLessThan(10);
    await slow.close();
  });

  it('a delivery that can never succeed blocks neither other threads nor what follows; it is listed and tried again by hand', async () => {
    const lead = house.lead();
    house.slack.fail('chat.postMessage', { error: 'cannot_post' }, 12);
    await lead.says('poison');
    for (let n = 0; n < 12; n += 1) {
      await house.quiet();
      house.pass(30 * 60_000);
    }
    const dead = (await house.call('GET /deliveries')).body;
    expect(dead).toMatchObject({
      dead: 1,
      items: [
        {
          state: 'dead',
          topic: 'slack',
          problem: 'refused: Slack says cannot_post',
          summary: 'Messages of a conversation to its Slack thread',
        },
      ],
    });
    const { card } = await begun('healthy');
    expect(JSON.stringify(card.blocks)).toContain('healthy');
    await house.call(`POST /deliveries/${dead.items[0].id}/retry`);
    await house.quiet();
    expect((await house.call('GET /deliveries')).body).toMatchObject({ dead: 0 });
  });
});

describe('files', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );

  it('go both ways, once, and what cannot be taken is said to who sent it', async () => {
    const { lead, card } = await begun();
    const files = [
      addFile(house.slack, house.team, 'a.png', png),
      addFile(house.slack, house.team, 'evil.png', Buffer.from('<html><script>alert(1)</script>')),
    ];
    await house.sends(say(house.channel, house.bob, 'See this', { thread: card.ts, files }).event);
    await house.quiet();
    const message = (await lead.hears()).at(-1);
    expect(message).toMatchObject({ text: 'See this', files: [{ name: 'a.png', type: 'image/png' }] });
    expect(house.channel.ephemeral.map(({ text }) => text).join()).toContain('"evil.png"');

    const upload = await lead.uploads('plan.png', png);
    house.slack.fail('files.completeUploadExternal', { lost: 'answer' });
    await lead.says('My plan', { files: [upload.body.id] });
    await house.quiet();
    const shared = house.channel.messages.filter((one) => one.thread_ts === card.ts && one.files && one.bot_id);
    expect(shared.map((one) => [one.text, (one.files as { name: string }[])[0]?.name])).toEqual([
      ['Anonymous visitor (lead)', 'plan.png'],
    ]);
    expect([...house.team.files.values()].at(-1)?.bytes).toEqual(png);
  });

  it('are fetched from Slack only: the token goes nowhere else', async () => {
    const { lead, card } = await begun();
    const elsewhere = { id: 'F1', name: 'a.png', size: 3, mode: 'hosted', url_private: 'https://evil.test/a.png' };
    const aside = { ...elsewhere, url_private: 'https://files.slack.com@evil.test/a.png' };
    await house.sends(say(house.channel, house.bob, 'Look', { thread: card.ts, files: [elsewhere, aside] }).event);
    await house.quiet();
    expect((await lead.hears()).at(-1)).toMatchObject({ text: 'Look', files: [] });
  });
});

describe('connections that end and come back', () => {
  it('a revoked token says so, keeps what is to be sent, and goes on in the old thread when connected again', async () => {
    const { lead, card } = await begun();
    house.team.isInstalled = false;
    await lead.says('while away');
    await house.quiet();
    const [team] = (await house.call('GET /connections/slack')).body.teams;
    expect(team).toMatchObject({ state: 'unauthorized', problem: expect.stringContaining('connect the team again') });
    expect((await house.call('GET /deliveries')).body.waiting).toBeGreaterThan(0);
    house.team.isInstalled = true;
    expect(await house.connect(house.team)).toMatchObject({
      status: 200,
      body: { state: 'connected', channel: { name: 'leads' } },
    });
    await house.quiet();
    expect(house.thread(card).at(-1)).toBe('Anonymous visitor (lead): while away');
  });

  it('an uninstalled app is unauthorized; a team that is taken away and connected again keeps its threads, also in a new channel', async () => {
    const { lead, card } = await begun();
    await house.sends({ type: 'app_uninstalled' });
    await house.quiet();
    expect((await house.call('GET /connections/slack')).body.teams[0]).toMatchObject({ state: 'unauthorized' });
    expect((await house.call(`DELETE /connections/slack/${house.team.id}`)).status).toBe(200);
    expect(await house.sends(say(house.channel, house.bob, 'nobody hears', { thread: card.ts }).event)).toBe(401);
    await lead.says('anybody?');
    await house.quiet();
    await house.connect(house.team);
    const other = makeChannel(house.team, 'other', { isMember: true });
    await house.call(`PATCH /connections/slack/${house.team.id}`, { body: { channelId: other.id } });
    await lead.says('still here');
    await house.quiet();
    expect(house.thread(card).join('\n')).toContain('anybody?\nstill here');
    await house.sends(say(house.channel, house.bob, 'now we do', { thread: card.ts }).event);
    await house.quiet();
    expect((await heard(lead)).slice(-2)).toEqual(['nobody hears', 'now we do']);
    expect(other.messages).toEqual([]);
    await house.call(`PATCH /connections/slack/${house.team.id}`, { body: { channelId: house.channel.id } });
  });

  it('an archived channel is said, and a channel that the app is not in is joined', async () => {
    house.channel.isMember = false;
    const { card } = await begun('let me in');
    expect(JSON.stringify(card.blocks)).toContain('let me in');
    house.channel.isArchived = true;
    await house.lead().says('anybody?');
    await house.quiet();
    expect((await house.call('GET /connections/slack')).body.teams[0]).toMatchObject({
      state: 'connected',
      problem: expect.stringContaining('#leads'),
    });
    house.channel.isArchived = false;
    await house.call(`PATCH /connections/slack/${house.team.id}`, { body: { channelId: house.channel.id } });
    await house.quiet();
    expect(JSON.stringify(house.card().blocks)).toContain('anybody?');
  });
});

describe('people and cards', () => {
  it('a rep is told directly of what is assigned to them, once, with a link; not of what they took', async () => {
    const { lead, card } = await begun();
    const rep = (await house.call('GET /reps')).body.items.find((one: { name: string }) => one.name === 'Bob');
    const direct = () => [...house.team.channels.values()].find((one) => one.with === house.bob.id)?.messages ?? [];
    await house.call(`POST /conversations/${lead.inboxId()}/act`, { body: { act: 'assign', repId: rep.id } });
    await house.quiet();
    expect(direct().map((one) => one.text)).toEqual([
      expect.stringContaining(`<https://acme.slack.test/archives/${house.channel.id}/p${card.ts.replace('.', '')}|`),
    ]);
  });

  it('people come, change and leave by events; who left is no rep any more', async () => {
    const eve = addUser(house.team, 'Eve', 'eve@acme.test');
    const profile = (name: string) => ({ display_name: name, email: 'eve@acme.test' });
    await house.sends({ type: 'team_join', user: { id: eve.id, profile: profile('Eve') } });
    await house.quiet();
    const reps = async () =>
      (await house.call('GET /reps')).body.items.filter((one: { email: string }) => one.email === 'eve@acme.test');
    expect(await reps()).toMatchObject([{ name: 'Eve', active: true, slack: true }]);
    await house.sends({ type: 'user_change', user: { id: eve.id, profile: profile('Eva') } });
    await house.quiet();
    expect(await reps()).toMatchObject([{ name: 'Eva' }]);
    await house.sends({ type: 'user_change', user: { id: eve.id, deleted: true, profile: profile('Eva') } });
    await house.quiet();
    expect((await reps()).filter((one: { active: boolean }) => one.active)).toEqual([]);
  });

  it('a card follows score and type, and is not touched when nothing of it changed', async () => {
    const { lead, card } = await begun();
    const updates = () => house.slack.calls.filter(({ method }) => method === 'chat.update').length;
    const before = updates();
    const { contact } = (await house.call(`GET /conversations/${lead.inboxId()}`)).body;
    house.cards.touched(house.workspaceId, [contact.id]);
    await house.cards.idle();
    await house.quiet();
    expect(updates()).toBe(before);
    for (let n = 0; n < 5; n += 1) await lead.visits('/demo');
    house.cards.touched(house.workspaceId, [contact.id]);
    house.cards.touched(house.workspaceId, [contact.id]);
    await house.cards.idle();
    await house.quiet();
    expect(updates()).toBe(before + 1);
    expect(JSON.stringify(card.blocks)).toContain('viewed Demo 5 times');
  });
});

describe('somebody who is erased', () => {
  it('is taken out of Slack too: card, messages and files that Knock posted; what the team wrote stays', async () => {
    const { lead, card } = await begun();
    await lead.says('My secret plan');
    await house.quiet();
    await house.sends(say(house.channel, house.bob, 'Noted', { thread: card.ts }).event);
    await house.quiet();
    const { contact } = (await house.call(`GET /conversations/${lead.inboxId()}`)).body;
    expect((await house.call('POST /privacy/erase', { body: { contactId: contact.id } })).status).toBe(200);
    await house.quiet();
    expect(house.thread(card)).toEqual([`${house.bob.id}: Noted`]);
    expect(house.channel.messages).not.toContain(card);
    for (const table of ['slack_thread', 'slack_message', 'slack_post']) {
      const { rowCount } = await house.ctx.db.pool.query(`select from ${table} where conversation_id = $1`, [
        lead.inboxId(),
      ]);
      expect(rowCount).toBe(0);
    }
    expect(await house.sends(say(house.channel, house.bob, 'Hello?', { thread: card.ts }).event)).toBe(200);
    await house.quiet();
  });
});
