import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../src/foundation/time.ts';
import { openSlackHouse, type SlackHouse } from '../slack/house.ts';
import { ALL_SCOPES, addUser, makeChannel, OAUTH_CLIENT } from '../slack/slack.ts';
import type { Team } from '../slack/state.ts';

let house: SlackHouse;
beforeAll(async () => {
  house = await openSlackHouse({
    unconnected: true,
    env: { KNOCK_PUBLIC_URL: 'https://knock.acme.test,http://localhost:4000' },
  });
});
afterAll(() => house.close());

const setup = async () => (await house.call('GET /connections/slack')).body;

describe('pasted tokens', () => {
  it('connect a team at once: its people are reps, matched by e-mail', async () => {
    const ana = await house.signIn('rep');
    await house.call('GET /reps');
    addUser(house.team, 'Ana', ana.email);
    const answer = await house.connect(house.team);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        id: house.team.id,
        name: 'Acme',
        mode: 'http',
        state: 'connected',
        channel: null,
        directMessages: true,
        people: 2,
        matched: 1,
      },
    });
    const reps = (await house.call('GET /reps')).body.items;
    expect(reps).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ email: ana.email, member: true, slack: true }),
        expect.objectContaining({ name: 'Bob', member: false, slack: true }),
      ]),
    );
  });

  it.each([
    ['a user token', { botToken: 'xoxp-1' }, 'botToken', 'xoxb-'],
    ['an unknown token', { botToken: 'xoxb-unknown' }, 'botToken', 'invalid_auth'],
    ['no signing secret', { signingSecret: null }, 'signingSecret', 'Basic Information'],
    ['socket mode without its token', { mode: 'socket', appToken: null }, 'appToken', 'connections:write'],
    ['socket mode with a wrong token', { mode: 'socket', appToken: 'xapp-unknown' }, 'appToken', 'invalid_auth'],
  ])('say what is wrong with which: %s', async (_name, more, field, words) => {
    const answer = await house.connect(house.slack.team('Wrong'), more);
    expect(answer).toMatchObject({ status: 422, body: { field, detail: expect.stringContaining(words) } });
  });

  it('name the scopes that are missing, and say when Slack does not answer', async () => {
    const few = house.slack.team(
      'Few',
      ALL_SCOPES.filter((scope) => scope !== 'chat:write.customize' && scope !== 'im:write'),
    );
    expect(await house.connect(few)).toMatchObject({
      status: 422,
      body: { field: 'botToken', detail: expect.stringContaining('chat:write.customize, im:write') },
    });
    house.slack.fail('auth.test', { lost: 'request' });
    expect(await house.connect(house.slack.team('Slow'))).toMatchObject({ status: 503 });
  });

  it('of another team connect that too; each has its channel', async () => {
    const second = house.slack.team('Second');
    const channel = makeChannel(second, 'inbound');
    makeChannel(second, 'secret', { isPrivate: true });
    makeChannel(second, 'invited', { isPrivate: true, isMember: true });
    await house.connect(second);
    const { items } = (await house.call(`GET /connections/slack/${second.id}/channels`)).body;
    expect(items.map((one: { name: string }) => one.name)).toEqual(['invited', 'inbound']);
    expect(await house.call(`PATCH /connections/slack/${second.id}`, { body: { channelId: 'C0' } })).toMatchObject({
      status: 422,
      body: { field: 'channelId' },
    });
    const patched = await house.call(`PATCH /connections/slack/${second.id}`, {
      body: { channelId: channel.id, directMessages: false },
    });
    expect(patched.body).toMatchObject({ channel: { id: channel.id, name: 'inbound' }, directMessages: false });
    expect(channel.isMember).toBe(true);
    await house.call(`PATCH /connections/slack/${house.team.id}`, { body: { channelId: house.channel.id } });
    await house.lead().says('How much is it for 200 seats?');
    await house.quiet();
    expect([house.channel, channel].map((one) => one.messages.length)).toEqual([1, 1]);
  });

  it('that are no longer good say so where they are used', async () => {
    house.team.isInstalled = false;
    for (const name of [
      `GET /connections/slack/${house.team.id}/channels`,
      `POST /connections/slack/${house.team.id}/people`,
    ])
      expect(await house.call(name)).toMatchObject({
        status: 409,
        body: { detail: expect.stringContaining('connect the team again') },
      });
    house.team.isInstalled = true;
  });

  it('are looked after daily: who came without an event is a rep', async () => {
    addUser(house.team, 'Newcomer', 'new@acme.test');
    house.pass(DAY);
    await house.ctx.jobs.send('slack-daily', {});
    await house.runJobs();
    const names = (await house.call('GET /reps')).body.items.map((one: { name: string }) => one.name);
    expect(names).toContain('Newcomer');
  });
});

describe('the app', () => {
  it('has a manifest with this server’s addresses, and one for socket mode without any', async () => {
    const { manifests, createUrl, addressProblem } = await setup();
    for (const path of ['events', 'interactions', 'commands', 'oauth'])
      expect(manifests.http).toContain(`https://knock.acme.test/slack/${path}`);
    expect(manifests.http).toContain('socket_mode_enabled: false');
    expect(manifests.socket).toContain('socket_mode_enabled: true');
    expect(manifests.socket).not.toContain('knock.acme.test');
    for (const scope of ALL_SCOPES) expect(manifests.socket).toContain(`      - ${scope}\n`);
    expect(decodeURIComponent(createUrl)).toContain(manifests.http);
    expect(addressProblem).toBeNull();
  });

  it('says that Slack cannot reach a private address', async () => {
    const near = await openSlackHouse({ unconnected: true });
    expect((await near.call('GET /connections/slack')).body.addressProblem).toContain('socket mode');
    await near.close();
  });
});

describe('install by OAuth', () => {
  const visit = (cookie: string, query: Record<string, string>) =>
    house.app.inject({ method: 'GET', url: '/slack/oauth', query, headers: { cookie } });
  const agreed = async (as: { cookie: string; email: string; password: string }) => {
    const { body } = await house.call('POST /connections/slack/install', { as });
    return new URL(body.url).searchParams.get('state') ?? '';
  };
  let third: Team;

  it('needs the app’s credentials first', async () => {
    expect(await house.call('POST /connections/slack/install')).toMatchObject({ status: 409 });
    const body = { clientId: OAUTH_CLIENT.id, clientSecret: OAUTH_CLIENT.secret, signingSecret: 'the app’s own' };
    expect((await house.call('PUT /connections/slack/app', { body })).status).toBe(200);
    expect((await setup()).oauth).toBe(true);
  });

  it('sends to Slack’s consent with our scopes, and connects the team that comes back', async () => {
    const admin = await house.signIn('admin');
    third = house.slack.team('Third');
    const url = new URL((await house.call('POST /connections/slack/install', { as: admin })).body.url);
    expect(url.origin + url.pathname).toBe('https://slack.com/oauth/v2/authorize');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: OAUTH_CLIENT.id,
      redirect_uri: 'https://knock.acme.test/slack/oauth',
    });
    expect(url.searchParams.get('scope')?.split(',').sort()).toEqual([...ALL_SCOPES].sort());
    house.slack.allowInstall('code-1', third);
    const answer = await visit(admin.cookie, { code: 'code-1', state: url.searchParams.get('state') ?? '' });
    expect(answer.headers.location).toBe('/settings/slack?install=connected');
    expect((await setup()).teams).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'Third', mode: 'http', state: 'connected' })]),
    );
    expect(await house.sends({ type: 'app_uninstalled' }, { team: third, secret: 'the app’s own' })).toBe(200);
  });

  it('refuses a state that is another’s, forged, old or missing, who is not signed in, and a code that Slack does not take', async () => {
    const [admin, other, rep] = await Promise.all([house.signIn('admin'), house.signIn('admin'), house.signIn('rep')]);
    const place = async (cookie: string, query: Record<string, string>) =>
      (await visit(cookie, query)).headers.location;
    const state = await agreed(admin);
    house.slack.allowInstall('code-2', third);
    const expired = '/settings/slack?install=expired';
    expect(await place(other.cookie, { code: 'code-2', state })).toBe(expired);
    expect(await place(rep.cookie, { code: 'code-2', state })).toBe(expired);
    expect(await place('', { code: 'code-2', state })).toBe(expired);
    expect(await place(admin.cookie, { code: 'code-2', state: `${state}x` })).toBe(expired);
    expect(await place(admin.cookie, { code: 'code-2', state: 'W10.x' })).toBe(expired);
    expect(await place(admin.cookie, { code: 'code-2' })).toBe(expired);
    expect(await place(admin.cookie, { error: 'access_denied', state })).toBe('/settings/slack?install=denied');
    expect(await place(admin.cookie, { code: 'guessed', state })).toBe('/settings/slack?install=refused');
    house.pass(11 * MINUTE);
    expect(await place(admin.cookie, { code: 'code-2', state })).toBe(expired);
  });

  it('begins at /slack/install for who may, and at the dashboard for others', async () => {
    const [admin, rep] = await Promise.all([house.signIn('admin'), house.signIn('rep')]);
    const go = async (cookie: string) =>
      (await house.app.inject({ url: '/slack/install', headers: { cookie } })).headers.location;
    expect(await go(admin.cookie)).toContain('https://slack.com/oauth/v2/authorize?');
    expect(await go(rep.cookie)).toBe('/');
    expect(await go('')).toBe('/');
  });
});
