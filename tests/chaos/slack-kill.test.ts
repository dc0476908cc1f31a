import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { randomFrom, whole } from '../../src/sample/random.ts';
import { addUser, type FakeSlack, makeChannel, openSlack, say, signedHeaders, wrap } from '../slack/slack.ts';
import type { Channel, Team, User } from '../slack/state.ts';
import { API_KEY, forgetHome, get, type Home, newMadeHome, start, TAG_ID } from './knock-process.ts';

const ROUNDS = 3;
const DONE_WITHIN_MS = 60_000;
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Somebody who repeats what was not acknowledged, as the widget does and as Slack does. */
class Stubborn {
  readonly #send: (n: number) => Promise<boolean>;
  #next = 1;

  constructor(send: (n: number) => Promise<boolean>) {
    this.#send = send;
  }

  async go(isOver: () => boolean, pauseMs: number): Promise<void> {
    while (!isOver()) {
      if (await this.#send(this.#next).catch(() => false)) this.#next += 1;
      await moment(pauseMs);
    }
  }
}

interface Scene {
  readonly home: Home;
  readonly slack: FakeSlack;
  readonly team: Team;
  readonly channel: Channel;
  readonly bob: User;
  readonly key: { readonly conversation: string; readonly secret: string };
  readonly card: string;
}

async function post(home: Home, path: string, body: object, headers: Record<string, string> = {}) {
  const answer = await fetch(`http://127.0.0.1:${home.port}${path}`, {
    method: 'POST',
    headers: { 'user-agent': AGENT, ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
}

const asAdmin = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };

/** A connected team, and a lead whose first message is a card. */
async function begin(home: Home, slack: FakeSlack): Promise<Scene> {
  const team = slack.team('Acme');
  const channel = makeChannel(team, 'leads');
  const bob = addUser(team, 'Bob', 'bob@acme.test');
  const tokens = { mode: 'http', botToken: team.botToken, appToken: null, signingSecret: team.signingSecret };
  expect((await post(home, '/api/v1/connections/slack', tokens, asAdmin)).status).toBe(200);
  const patched = await fetch(`http://127.0.0.1:${home.port}/api/v1/connections/slack/${team.id}`, {
    method: 'PATCH',
    headers: asAdmin,
    body: JSON.stringify({ channelId: channel.id }),
  });
  expect(patched.status).toBe(200);
  const secret = randomBytes(32).toString('base64url');
  const visitor = { id: randomUUID() };
  const place = { tagId: TAG_ID, clientId: randomUUID(), visitor, page: { url: 'https://acme.test/pricing' } };
  const { conversation } = (await post(home, '/chat/start', { ...place, secret })).body;
  const key = { conversation, secret };
  const first = { ...key, clientId: randomUUID(), text: 'How much is it for 200 seats?' };
  expect((await post(home, '/chat/send', first)).status).toBe(200);
  await until(() => channel.messages.length > 0);
  return { home, slack, team, channel, bob, key, card: channel.messages[0]?.ts ?? '' };
}

it('kill -9 in the middle of conversations with Slack: both sides have everything once, in order', async () => {
  const home = await newMadeHome();
  cleanups.push(() => forgetHome(home));
  const slack = await openSlack();
  cleanups.push(() => slack.close());
  const program = ['tests/slack/knock-main.ts', slack.apiUrl];
  let knock = await start(home, {}, program);
  cleanups.push(() => knock.end('SIGKILL'));
  const scene = await begin(home, slack);
  const { channel, team, bob, key, card } = scene;

  const leadIds = new Map<number, string>();
  const lead = new Stubborn(async (n) => {
    const clientId = leadIds.get(n) ?? randomUUID();
    leadIds.set(n, clientId);
    return (await post(home, '/chat/send', { ...key, clientId, text: `lead ${n}` })).status === 200;
  });
  const events = new Map<number, object>();
  const rep = new Stubborn(async (n) => {
    const event = events.get(n) ?? wrap(team, say(channel, bob, `rep ${n}`, { thread: card }).event);
    events.set(n, event);
    const body = JSON.stringify(event);
    const headers = { ...signedHeaders(team.signingSecret, body, Date.now()), 'content-type': 'application/json' };
    const answer = await fetch(`http://127.0.0.1:${home.port}/slack/events`, { method: 'POST', headers, body });
    return answer.status === 200;
  });
  const random = randomFrom(5, 'slack');
  for (let round = 0; round < ROUNDS; round += 1) {
    slack.fail('chat.postMessage', { lost: 'answer' });
    let isOver = false;
    const talking = [lead.go(() => isOver, 900), rep.go(() => isOver, 400)];
    await moment(whole(random, 1_500, 4_000));
    await knock.end('SIGKILL');
    isOver = true;
    await Promise.all(talking);
    knock = await start(home, {}, program);
  }
  // Each goes on until what it had no answer to is acknowledged.
  const [leadCount, repCount] = [leadIds.size, events.size];
  let isOver = false;
  const last = [
    lead.go(() => isOver || leadIds.size > leadCount, 300),
    rep.go(() => isOver || events.size > repCount, 100),
  ];
  await until(() => leadIds.size > leadCount && events.size > repCount);
  isOver = true;
  await Promise.all(last);

  const lines = () =>
    channel.messages
      .filter((one) => one.thread_ts === card && one.username?.includes('(lead)'))
      .flatMap((one) => one.text.split('\n'));
  const inboxId = key.conversation.slice(32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const messages = async () =>
    (await get(home.port, `/api/v1/conversations/${inboxId}/messages?limit=200`)).body.items as {
      author: string;
      text: string;
    }[];
  const texts = async (author: string) =>
    (await messages()).filter((one) => one.author === author).map((one) => one.text);
  const isComplete = async () =>
    lines().length >= (await texts('lead')).length - 1 && (await texts('rep')).length >= events.size;
  await until(isComplete);
  const troubles = async () => (await get(home.port, '/api/v1/deliveries')).body.items as { topic: string }[];
  await until(async () => !(await troubles()).some(({ topic }) => topic.startsWith('slack')));

  const written = (await texts('lead')).slice(1);
  expect(written).toEqual(Array.from({ length: written.length }, (_none, index) => `lead ${index + 1}`));
  expect(written.length).toBeGreaterThanOrEqual(leadCount);
  expect(lines()).toEqual(written);
  expect(await texts('rep')).toEqual(Array.from({ length: events.size }, (_none, index) => `rep ${index + 1}`));
  expect(channel.messages.filter((one) => one.thread_ts === undefined)).toHaveLength(1);
  expect(slack.calls.some(({ outcome }) => outcome === 'lost answer')).toBe(true);
});

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const late = Date.now() + DONE_WITHIN_MS;
  while (!(await isSo())) {
    if (Date.now() > late) return;
    await moment(100);
  }
}

function moment(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
