import { conversationCard } from '../../src/chat/card-store.ts';
import type { Announce } from '../../src/chat/room-store.ts';
import { deliveryRoutes } from '../../src/connections/routes.ts';
import { slackActivity } from '../../src/connections/slack/activity-store.ts';
import { type CardWatch, openCardWatch, slackAnnouncer } from '../../src/connections/slack/announce-store.ts';
import { openSlack, type Slack } from '../../src/connections/slack/jobs.ts';
import { type ChatHouse, type HouseOptions, openChatHouse } from '../journeys/chat-house.ts';
import { addUser, type FakeSlack, makeChannel, openSlack as openFake, signedHeaders, wrap } from './slack.ts';
import { type Channel, type Message, setSlackClock, type Team, type User } from './state.ts';

/** A Knock that is connected with a fake Slack, and what tests do in both. */
export interface SlackHouse extends ChatHouse {
  readonly slack: FakeSlack;
  readonly ours: Slack;
  readonly team: Team;
  /** The monitoring channel. */
  readonly channel: Channel;
  readonly bob: User;
  /** Sends an event to our endpoint as Slack does; answers the status. */
  readonly sends: (
    event: object,
    options?: { wrapped?: object; team?: Team; at?: number; secret?: string; retry?: number },
  ) => Promise<number>;
  readonly presses: (payload: object) => Promise<number>;
  /** Lets everything that is on its way arrive, and time pass where something waits for it. */
  readonly quiet: () => Promise<void>;
  /** The cards and threads in the channel, as people see them: `who: text`. */
  readonly thread: (root?: Message) => string[];
  readonly card: () => Message;
  readonly connect: (team: Team, more?: object) => Promise<{ status: number; body: { id: string } }>;
  readonly cards: CardWatch;
}

export async function openSlackHouse(
  options: HouseOptions & { readonly unconnected?: true } = {},
): Promise<SlackHouse> {
  const slack = await openFake();
  let announce: Announce = async () => {};
  let ours: Slack | undefined;
  let watch: CardWatch | undefined;
  const { unconnected, ...rest } = options;
  const house = await openChatHouse({
    ...rest,
    announce: (trx, workspaceId, change) => announce(trx, workspaceId, change),
    more: (ctx, open) => {
      announce = slackAnnouncer(ctx.outbox);
      const activity = slackActivity(ctx.clock);
      watch = openCardWatch(ctx);
      const opened = openSlack({
        ...ctx,
        cards: watch,
        chat: open.chat,
        cardFacts: (trx, workspaceId, id) => conversationCard(trx, workspaceId, id, ctx.clock()),
        activity,
        apiUrl: slack.apiUrl,
        timeoutMs: 20_000,
      });
      ours = opened;
      return [(app) => opened.routes(app), (app) => deliveryRoutes(app, ctx)];
    },
  });
  const cards = watch;
  if (!ours || !cards) throw new Error('Slack was not opened');
  const { ctx, app, call, pass } = house;
  setSlackClock(ctx.clock);
  await ours.start();
  const team = slack.team('Acme');
  const channel = makeChannel(team, 'leads');
  const bob = addUser(team, 'Bob', 'bob@acme.test');
  const connect: SlackHouse['connect'] = (one, more = {}) =>
    call('POST /connections/slack', {
      body: { mode: 'http', botToken: one.botToken, appToken: null, signingSecret: one.signingSecret, ...more },
    });
  if (!unconnected) {
    const answer = await connect(team);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    await call(`PATCH /connections/slack/${team.id}`, { body: { channelId: channel.id } });
  }
  const sendSigned = async (
    path: string,
    body: string,
    type: string,
    more: { team?: Team; at?: number; secret?: string; retry?: number } = {},
  ) => {
    const secret = more.secret ?? (more.team ?? team).signingSecret;
    const headers = { ...signedHeaders(secret, body, more.at ?? ctx.clock()), 'content-type': type };
    const retry = more.retry ? { 'x-slack-retry-num': String(more.retry), 'x-slack-retry-reason': 'http_timeout' } : {};
    const answer = await app.inject({ method: 'POST', url: path, headers: { ...headers, ...retry }, payload: body });
    return answer.statusCode;
  };
  return {
    ...house,
    slack,
    ours,
    team,
    channel,
    bob,
    connect,
    sends: (event, more = {}) =>
      sendSigned(
        '/slack/events',
        JSON.stringify(more.wrapped ?? wrap(more.team ?? team, event)),
        'application/json',
        more,
      ),
    presses: (payload) =>
      sendSigned(
        '/slack/interactions',
        new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
        'application/x-www-form-urlencoded',
      ),
    quiet: async () => {
      for (let second = 0; second < 12; second += 1) {
        await house.settled();
        pass(1_000);
      }
      await house.settled();
    },
    thread: (root) => {
      const ts = (root ?? cardIn(channel)).ts;
      return channel.messages
        .filter((one) => one.thread_ts === ts)
        .map((one) => `${one.username ?? one.user}: ${one.text}`);
    },
    card: () => cardIn(channel),
    cards,
    close: async () => {
      await ours?.stop();
      await house.close();
      await slack.close();
      setSlackClock(Date.now);
    },
  };
}

function cardIn(channel: Channel): Message {
  const card = channel.messages.filter((one) => one.thread_ts === undefined).at(-1);
  if (!card) throw new Error('there is no card');
  return card;
}
