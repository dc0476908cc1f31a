import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError, METHODS } from './methods.ts';
import { openSockets } from './socket.ts';
import {
  type Channel,
  type File,
  type Message,
  makeChannel,
  makeTeam,
  nextId,
  nextTs,
  type Team,
  type User,
  userJson,
} from './state.ts';

/**
 * A Slack of our own, over real HTTP and WebSockets: the official client packages talk to it as to the real one. It checks what
 * Slack checks (tokens, scopes, required fields, blocks, rates) and can fail as Slack and networks do.
 */
export interface FakeSlack {
  /** For `slackApiUrl`. */
  readonly apiUrl: string;
  readonly url: string;
  readonly team: (name: string, scopes?: readonly string[]) => Team;
  /** Every call of the Web API, oldest first: `chat.postMessage`, with what became of it. */
  readonly calls: { readonly method: string; readonly outcome: string }[];
  /** The next `times` calls of a method fail so. */
  readonly fail: (method: string, how: Fault, times?: number) => void;
  /** Whatever was to fail does not. */
  readonly heal: () => void;
  /** Posts per second that a channel takes; more are answered 429. `clock` in ms. */
  readonly limitPosts: (clock: () => number) => void;
  /** Codes that `oauth.v2.access` takes. */
  readonly allowInstall: (code: string, team: Team) => void;
  readonly close: () => Promise<void>;
  readonly sockets: ReturnType<typeof openSockets>;
}

export type Fault =
  | { readonly status: 429; readonly retryAfter: number }
  | { readonly status: 500 }
  | { readonly error: string }
  /** It is done, and the answer is lost on the way. */
  | { readonly lost: 'answer' }
  /** It never arrives. */
  | { readonly lost: 'request' };

export const OAUTH_CLIENT = { id: '111.222', secret: 'client-secret' };

export async function openSlack(): Promise<FakeSlack> {
  const teams: Team[] = [];
  const calls: { method: string; outcome: string }[] = [];
  const faults = new Map<string, Fault[]>();
  const codes = new Map<string, Team>();
  const lastPost = new Map<string, number>();
  let clock: (() => number) | null = null;
  const server = createServer((request, response) => {
    void answer(request, response).catch((error) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sockets = openSockets(server);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bytesOf(request);
    const path = new URL(request.url ?? '/', url).pathname;
    if (path.startsWith('/api/')) return callMethod(path.slice('/api/'.length), request, body, response);
    const [, what, teamId, fileId] = path.split('/');
    const team = teams.find((one) => one.id === teamId);
    const file = team?.files.get(fileId ?? '');
    if (!team || !file) return end(response, 404, 'no such file');
    if (what === 'upload' && request.method === 'POST') {
      file.bytes = body;
      return end(response, 200, `OK - ${body.length}`);
    }
    if (request.headers.authorization !== `Bearer ${team.botToken}`)
      return end(response, 200, '<!doctype html><title>Sign in to Slack</title>');
    return end(response, 200, file.bytes);
  }

  async function callMethod(
    method: string,
    request: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
  ): Promise<void> {
    const fault = faults.get(method)?.shift();
    const call = { method, outcome: 'ok' };
    calls.push(call);
    if (fault && 'status' in fault) {
      call.outcome = String(fault.status);
      if (fault.status === 429) response.setHeader('retry-after', String(fault.retryAfter));
      return end(response, fault.status, '');
    }
    if (fault && 'lost' in fault && fault.lost === 'request') {
      call.outcome = 'lost request';
      response.destroy();
      return;
    }
    const args = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
    const result = fault && 'error' in fault ? { ok: false, error: fault.error } : run(method, request, args);
    if ('retry-after' in result) {
      call.outcome = '429';
      response.setHeader('retry-after', '1');
      return end(response, 429, '');
    }
    call.outcome = result['ok'] === true ? 'ok' : String(result['error']);
    if (fault && 'lost' in fault) {
      call.outcome = 'lost answer';
      response.destroy();
      return;
    }
    response.setHeader('content-type', 'application/json');
    const scopes = teams.find((one) => bearer(request, args) === one.botToken)?.scopes;
    if (scopes) response.setHeader('x-oauth-scopes', scopes.join(','));
    end(response, 200, JSON.stringify(result));
  }

  function run(method: string, request: IncomingMessage, args: Record<string, string>): Record<string, unknown> {
    if (method === 'oauth.v2.access') return exchange(request, args);
    const token = bearer(request, args);
    if (method === 'apps.connections.open') {
      const team = teams.find((one) => one.appToken === token);
      return team ? { ok: true, url: sockets.ticketFor(team, url) } : { ok: false, error: 'invalid_auth' };
    }
    const team = teams.find((one) => one.botToken === token);
    const known = METHODS[method];
    if (!known) return { ok: false, error: 'unknown_method' };
    if (!token) return { ok: false, error: 'not_authed' };
    if (!team) return { ok: false, error: 'invalid_auth' };
    if (!team.isInstalled) return { ok: false, error: 'token_revoked' };
    if (known.scopes && !known.scopes.some((scope) => team.scopes.includes(scope)))
      return { ok: false, error: 'missing_scope', needed: known.scopes[0] };
    const missing = known.needs?.find((name) => !args[name]);
    if (missing)
      return {
        ok: false,
        error: 'invalid_arguments',
        response_metadata: { messages: [`[ERROR] missing required field: ${missing}`] },
      };
    if (method === 'chat.postMessage' && clock) {
      const now = clock();
      const since = now - (lastPost.get(args['channel'] ?? '') ?? Number.NEGATIVE_INFINITY);
      if (since < 1_000) return { 'retry-after': 1 };
      lastPost.set(args['channel'] ?? '', now);
    }
    try {
      return { ok: true, ...known.run(team, args, url) };
    } catch (error) {
      if (error instanceof ApiError) return { ok: false, error: error.message, ...error.detail };
      return { ok: false, error: 'fatal_error', detail: String(error) };
    }
  }

  function exchange(request: IncomingMessage, args: Record<string, string>): Record<string, unknown> {
    const basic = Buffer.from((request.headers.authorization ?? '').replace('Basic ', ''), 'base64').toString();
    const client = args['client_id'] ? `${args['client_id']}:${args['client_secret']}` : basic;
    if (client !== `${OAUTH_CLIENT.id}:${OAUTH_CLIENT.secret}`) return { ok: false, error: 'bad_client_secret' };
    const team = codes.get(args['code'] ?? '');
    if (!team) return { ok: false, error: 'invalid_code' };
    codes.delete(args['code'] ?? '');
    return {
      ok: true,
      access_token: team.botToken,
      token_type: 'bot',
      scope: team.scopes.join(','),
      bot_user_id: team.botUserId,
      app_id: 'A1',
      team: { id: team.id, name: team.name },
      enterprise: null,
      authed_user: { id: 'U0' },
      is_enterprise_install: false,
    };
  }

  return {
    url,
    apiUrl: `${url}/api/`,
    calls,
    sockets,
    team: (name, scopes = ALL_SCOPES) => {
      const team = makeTeam(name, scopes);
      teams.push(team);
      return team;
    },
    fail: (method, how, times = 1) => {
      faults.set(method, [...(faults.get(method) ?? []), ...Array<Fault>(times).fill(how)]);
    },
    heal: () => faults.clear(),
    limitPosts: (of) => {
      clock = of;
    },
    allowInstall: (code, team) => codes.set(code, team),
    close: async () => {
      sockets.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** All that the manifest asks for. */
export const ALL_SCOPES =
  'channels:history channels:join channels:read chat:write chat:write.customize commands files:read files:write groups:history groups:read im:write reactions:write users:read users:read.email'.split(
    ' ',
  );

export function addUser(team: Team, name: string, email: string | null = null): User {
  const user: User = { id: nextId('U'), name, email, deleted: false, presence: 'away' };
  team.users.set(user.id, user);
  return user;
}

export function addFile(slack: FakeSlack, team: Team, name: string, bytes: Buffer): object {
  const file: File = { id: nextId('F'), name, bytes, isDone: true, shares: [] };
  team.files.set(file.id, file);
  return {
    id: file.id,
    name,
    size: bytes.length,
    mode: 'hosted',
    url_private: `${slack.url}/files/${team.id}/${file.id}`,
  };
}

export { makeChannel, userJson };

/** What somebody does in Slack, and the event that tells of it. */
export function say(
  channel: Channel,
  user: User,
  text: string,
  more: { thread?: string; files?: object[] } = {},
): { message: Message; event: object } {
  const message: Message = {
    ts: nextTs(),
    user: user.id,
    text,
    reactions: [],
    ...(more.thread && { thread_ts: more.thread }),
    ...(more.files && { files: more.files, subtype: 'file_share' }),
  };
  channel.messages.push(message);
  return {
    message,
    event: { type: 'message', channel: channel.id, channel_type: 'channel', event_ts: message.ts, ...message },
  };
}

export function edit(channel: Channel, message: Message, text: string): object {
  const previous = { ...message };
  message.text = text;
  message.edited = { user: message.user ?? '', ts: nextTs() };
  return {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    channel: channel.id,
    message: { type: 'message', ...message },
    previous_message: previous,
    ts: nextTs(),
  };
}

export function unsay(channel: Channel, message: Message): object {
  channel.messages.splice(channel.messages.indexOf(message), 1);
  return {
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    channel: channel.id,
    deleted_ts: message.ts,
    previous_message: { type: 'message', ...message },
    ts: nextTs(),
  };
}

/** An event as Slack wraps it. Sent again, it is the same. */
export function wrap(team: Team, event: object): object {
  return {
    token: 'old',
    team_id: team.id,
    api_app_id: 'A1',
    type: 'event_callback',
    event_id: nextId('Ev'),
    event_time: 1_780_000_000,
    event,
  };
}

export function press(team: Team, user: User, channel: Channel, messageTs: string, action: object): object {
  return {
    type: 'block_actions',
    team: { id: team.id, domain: 'acme' },
    user: { id: user.id, team_id: team.id },
    api_app_id: 'A1',
    trigger_id: randomUUID(),
    container: { type: 'message', message_ts: messageTs, channel_id: channel.id },
    actions: [{ type: 'button', ...action }],
  };
}

/** Headers with which Slack proves that a body is its own. `at` in ms. */
export function signedHeaders(secret: string, body: string, at: number): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature };
}

function bearer(request: IncomingMessage, args: Record<string, string>): string {
  return (request.headers.authorization ?? '').replace(/^Bearer /, '') || (args['token'] ?? '');
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function end(response: ServerResponse, status: number, body: string | Buffer): void {
  response.statusCode = status;
  response.end(body);
}
