import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/foundation/time.ts';
import { openSlackHouse, type SlackHouse } from '../slack/house.ts';
import { press, say, signedHeaders, wrap } from '../slack/slack.ts';
import type { Lead } from './chat-house.ts';

let house: SlackHouse;
let lead: Lead;
/** Timestamp of the lead's card. */
let thread: string;
beforeAll(async () => {
  house = await openSlackHouse();
  lead = house.lead();
  await lead.says('How much is it for 200 seats?');
  await house.quiet();
  thread = house.card().ts;
});
afterAll(() => house.close());

const heard = async () => (await lead.hears()).filter((one) => one.author === 'rep').map((one) => one.text);
const reply = (text: string) => say(house.channel, house.bob, text, { thread }).event;

describe('what is not from Slack', () => {
  it('a forged signature is refused and changes nothing', async () => {
    expect(await house.sends(reply('forged'), { secret: 'guessed' })).toBe(401);
    expect(await house.sends(reply('forged'), { secret: '' })).toBe(401);
    const body = JSON.stringify(wrap(house.team, reply('forged')));
    const headers = signedHeaders(house.team.signingSecret, body, house.ctx.clock());
    const changed = body.replace('"forged"', '"other"');
    const inject = (payload: string, more: object) =>
      house.app.inject({
        method: 'POST',
        url: '/slack/events',
        payload,
        headers: { 'content-type': 'application/json', ...more },
      });
    expect((await inject(changed, headers)).statusCode).toBe(401);
    expect((await inject(body, {})).statusCode).toBe(401);
    expect((await inject(body, { ...headers, 'x-slack-signature': 'v0=' })).statusCode).toBe(401);
    await house.quiet();
    expect(await heard()).toEqual([]);
  });

  it('an old timestamp is refused, and so is one from the future', async () => {
    const now = house.ctx.clock();
    expect(await house.sends(reply('old'), { at: now - 6 * MINUTE })).toBe(401);
    expect(await house.sends(reply('new'), { at: now + 6 * MINUTE })).toBe(401);
    await house.quiet();
    expect(await heard()).toEqual([]);
  });

  it('a team that nobody connected, and another team’s secret, are refused', async () => {
    const stranger = house.slack.team('Stranger');
    expect(await house.sends(reply('stranger'), { team: stranger })).toBe(401);
    const wrapped = wrap(house.team, reply('stranger'));
    expect(await house.sends({}, { wrapped, secret: stranger.signingSecret })).toBe(401);
    expect(await house.presses(press(stranger, house.bob, house.channel, thread, { action_id: 'knock_spam' }))).toBe(
      401,
    );
  });

  it.each(['{', '[]', 'null', '{"team_id":{}}', '"x"', '{"type":"event_callback","team_id":"T0"}'])(
    'a body such as %s is refused',
    async (payload) => {
      for (const url of ['/slack/events', '/slack/interactions', '/slack/commands']) {
        const answer = await house.app.inject({
          method: 'POST',
          url,
          payload,
          headers: { 'content-type': 'application/json' },
        });
        expect(answer.statusCode).toBe(401);
      }
    },
  );

  it('the challenge that tries the address is repeated, and only a plain word', async () => {
    const ask = (challenge: unknown) =>
      house.app.inject({
        method: 'POST',
        url: '/slack/events',
        payload: { type: 'url_verification', challenge },
        headers: { 'content-type': 'application/json' },
      });
    expect((await ask('3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P')).json()).toEqual({
      challenge: '3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P',
    });
    expect((await ask('<script>alert(1)</script>')).statusCode).toBe(400);
  });
});

describe('what is from Slack', () => {
  it('a replayed event id does nothing the second time, whatever it says', async () => {
    const wrapped = wrap(house.team, reply('once')) as { event_id: string };
    expect(await house.sends({}, { wrapped })).toBe(200);
    await house.quiet();
    const again = { ...wrap(house.team, reply('twice')), event_id: wrapped.event_id };
    expect(await house.sends({}, { wrapped, retry: 1 })).toBe(200);
    expect(await house.sends({}, { wrapped: again })).toBe(200);
    await house.quiet();
    expect((await heard()).filter((text) => text === 'once')).toHaveLength(1);
    expect(await heard()).not.toContain('twice');
  });

  it('is answered before it is processed, and its words are not kept after', async () => {
    house.slack.fail('conversations.replies', { error: 'fatal_error' });
    await house.sends(reply('a secret word'));
    await house.quiet();
    const { rows } = await house.ctx.db.pool.query('select payload::text from slack_event where workspace_id = $1', [
      house.workspaceId,
    ]);
    expect(JSON.stringify(rows)).not.toContain('a secret word');
  });

  it('a button does nothing to a conversation that is not its card’s, nor to another workspace’s', async () => {
    const other = house.lead();
    await other.says('How much is it for 300 seats?');
    await house.quiet();
    const pressed = press(house.team, house.bob, house.channel, '1.000001', {
      action_id: 'knock_spam',
      value: other.inboxId(),
    });
    expect(await house.presses(pressed)).toBe(200);
    await house.quiet();
    expect((await house.call(`GET /conversations/${other.inboxId()}`)).body.status).toBe('AI Discovery');
  });
});

describe('what a lead writes', () => {
  it('mentions nobody, links nowhere and is no markup in Slack: script and mrkdwn in names, texts and titles', async () => {
    const evil = house.lead({ url: 'https://acme.test/<!channel>' });
    await evil.visits('/pricing', { email: 'eve@evil.test', traits: { name: '<!channel> <script>' } });
    await evil.says('<!channel> <https://evil.test|sign in> <@U1> *bold*', {
      page: { url: 'https://acme.test/', title: '<!here>' },
    });
    await evil.says('<!everyone> & &lt;!here&gt;');
    await house.quiet();
    const card = house.card();
    const marked = JSON.stringify((card.blocks as { type: string }[]).filter(({ type }) => type !== 'rich_text'));
    for (const text of [marked, card.text, ...house.thread(card)])
      expect(text).not.toMatch(/<[!@]|<https:\/\/evil|<script/);
    expect(house.thread(card).join()).toContain('&lt;!everyone&gt; &amp; &amp;lt;!here&amp;gt;');
  });

  it('script that a rep’s name or text holds comes to the lead as text', async () => {
    house.bob.name = '<img src=x onerror=alert(1)>';
    await house.sends({
      type: 'user_change',
      user: { id: house.bob.id, profile: { display_name: house.bob.name, email: 'bob@acme.test' } },
    });
    await house.sends(reply('&lt;script&gt;alert(1)&lt;/script&gt;'));
    await house.quiet();
    expect((await lead.hears()).at(-1)).toMatchObject({
      text: '<script>alert(1)</script>',
      name: '<img src=x onerror=alert(1)>',
    });
  });
});

describe('secrets', () => {
  it('are never sent back, nor kept readable', async () => {
    const answer = await house.call('GET /connections/slack');
    const { rows } = await house.ctx.db.pool.query('select * from connection where workspace_id = $1', [
      house.workspaceId,
    ]);
    const { rows: deliveries } = await house.ctx.db.pool.query('select * from delivery where workspace_id = $1', [
      house.workspaceId,
    ]);
    for (const text of [answer.body, rows, deliveries].map((one) => JSON.stringify(one))) {
      expect(text).not.toContain(house.team.botToken);
      expect(text).not.toContain(house.team.signingSecret);
    }
  });

  it('and connections are for who may edit them', async () => {
    const rep = await house.signIn('rep');
    expect((await house.call('POST /connections/slack/install', { as: rep })).status).toBe(403);
    expect((await house.call(`DELETE /connections/slack/${house.team.id}`, { as: rep })).status).toBe(403);
    const stranger = await openSlackHouse({ unconnected: true });
    expect((await stranger.call(`DELETE /connections/slack/${house.team.id}`)).status).toBe(404);
    expect((await stranger.call(`PATCH /connections/slack/${house.team.id}`, { body: {} })).status).toBe(404);
    await stranger.close();
  });
});
