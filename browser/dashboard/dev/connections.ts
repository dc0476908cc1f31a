import type { SlackTeam } from '../../../wire/api/connections.ts';
import { iso, NOW } from './people.ts';

/** Made-up connections. Never shipped. */

const HOUR = 3_600_000;
type Query = Record<string, string>;
const MANIFEST = `display_information:
  name: Knock
  description: Leads, where your team already is
  background_color: "#12564a"
features:
  bot_user:
    display_name: Knock
    always_online: true
oauth_config:
  scopes:
    bot:
      - chat:write
      - chat:write.customize
      - channels:read
      - channels:history
      - users:read
      - users:read.email
settings:
  event_subscriptions:
    request_url: https://knock.example.com/slack/events
    bot_events:
      - message.channels
  socket_mode_enabled: false`;

const teams: SlackTeam[] =
  process.env['EMPTY'] === '1'
    ? []
    : [
        {
          id: 'T1',
          name: 'Chimeboard',
          mode: 'http',
          state: 'connected',
          problem: null,
          channel: { id: 'C1', name: 'leads' },
          directMessages: true,
          people: 31,
          matched: 12,
          connectedBy: 'Ana Lindqvist',
          connectedAt: iso(NOW - 20 * 24 * HOUR),
        },
        {
          id: 'T2',
          name: 'Chimeboard Partners',
          mode: 'socket',
          state: 'unauthorized',
          problem: 'Slack says the token was revoked. Install the app again and paste the new token.',
          channel: null,
          directMessages: false,
          people: 8,
          matched: 2,
          connectedBy: 'Oskar Brandt',
          connectedAt: iso(NOW - 90 * 24 * HOUR),
        },
      ];
let ai: object | null = null;
const deliveries = [
  ['slack', 'Card of Lena Brandt in #leads', 'waiting', 2, 'Slack asks to wait (429).'],
  ['slack', 'Reply of Oskar Brandt in #partners', 'dead', 12, 'token_revoked: connect the team again.'],
  ['slack', 'Direct message to Mira Novak', 'dead', 12, 'channel_not_found'],
].map(([topic, summary, state, attempts, problem], n) => ({
  id: `d${n}`,
  topic,
  summary,
  state,
  attempts,
  problem,
  createdAt: iso(NOW - (n + 1) * HOUR),
  dueAt: iso(NOW + 60_000),
}));

const find = (id: string) => teams.find((one) => one.id === id);

export const CONNECTION_ANSWERS: Record<string, (id: string, query: Query, body: never) => unknown> = {
  'GET /connections/slack': () => ({
    teams,
    manifests: { http: MANIFEST, socket: MANIFEST.replace('socket_mode_enabled: false', 'socket_mode_enabled: true') },
    createUrl: 'https://api.slack.com/apps?new_app=1',
    oauth: false,
    addressProblem: null,
  }),
  'POST /connections/slack': (_, __, body: { mode: 'http' | 'socket' }) => {
    const team = {
      ...(teams[0] as SlackTeam),
      id: `T${teams.length + 1}`,
      name: 'New team',
      mode: body.mode,
      channel: null,
    };
    teams.push(team);
    return team;
  },
  'PUT /connections/slack/app': () => ({ ok: true }),
  'POST /connections/slack/install': () => ({ url: 'https://slack.com/oauth/v2/authorize?client_id=1' }),
  'PATCH /connections/slack/:id': (id, _, body: { channelId?: string | null; directMessages?: boolean }) => {
    const team = find(id);
    if (!team) return undefined;
    if (body.channelId !== undefined) team.channel = body.channelId ? { id: body.channelId, name: 'sales' } : null;
    if (body.directMessages !== undefined) team.directMessages = body.directMessages;
    return team;
  },
  'DELETE /connections/slack/:id': (id) => {
    teams.splice(
      teams.findIndex((one) => one.id === id),
      1,
    );
    return { ok: true };
  },
  'GET /connections/slack/:id/channels': () => ({
    items: [
      { id: 'C1', name: 'leads', member: true, private: false },
      { id: 'C2', name: 'sales', member: false, private: false },
      { id: 'C3', name: 'founders', member: true, private: true },
    ],
  }),
  'POST /connections/slack/:id/people': find,
  'GET /connections/ai': () => ({ connection: ai }),
  'PUT /connections/ai': (_, __, body: { provider: string; model: string; baseUrl: string | null }) => {
    ai = { ...body, apiKey: undefined, keyHint: 'Q7dk', state: 'connected', problem: null };
    return { connection: ai };
  },
  'DELETE /connections/ai': () => {
    ai = null;
    return { ok: true };
  },
  'POST /connections/ai/test': () => ({ ok: true, milliseconds: 640, problem: null }),
  'GET /deliveries': () => ({ items: deliveries, waiting: 1, dead: 2 }),
  'POST /deliveries/:id/retry': (id) => {
    const one = deliveries.find((delivery) => delivery.id === id);
    if (one) one.state = 'waiting';
    return { ok: true };
  },
};
