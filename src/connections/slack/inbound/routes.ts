import { createHash } from 'node:crypto';
// Its words for a route's schema: hide.
import type {} from '@fastify/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findAppSecret } from '../app-store.ts';
import type { SlackDeps } from '../deps-store.ts';
import { signatureProblem } from '../signature.ts';
import { findTeamsAnywhere, type SlackTeamConnection } from '../team-store.ts';
import { answerCommand } from './command-store.ts';
import { keepEvent } from './store.ts';

/** Slack's own limit is not said; what it sends is a message and what is around it. */
const BODY_BYTES_MAX = 1024 * 1024;

type Json = Readonly<Record<string, unknown>>;

/**
 * What Slack sends by HTTP. Each request is checked by its signature over the body as it came, kept, and answered: Slack waits three
 * seconds and then sends it again.
 */
export async function webhookRoutes(app: FastifyInstance, deps: SlackDeps): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    const options = { bodyLimit: BODY_BYTES_MAX, schema: { hide: true } };
    scope.post('/slack/events', options, async (request, reply) => {
      const body = objectOf(jsonOf(bodyOf(request)));
      if (body['type'] === 'url_verification') return answerChallenge(reply, body['challenge']);
      return accept(deps, request, reply, textOf(body['team_id']), (team) =>
        keepEvent(deps, team, textOf(body['event_id']) || idOf(request), body).then(nothing),
      );
    });
    scope.post('/slack/interactions', options, async (request, reply) => {
      const body = objectOf(jsonOf(new URLSearchParams(bodyOf(request)).get('payload') ?? ''));
      const teamId = textOf(objectOf(body['team'])['id']);
      return accept(deps, request, reply, teamId, (team) =>
        keepEvent(deps, team, eventIdOfPress(body) ?? idOf(request), body).then(nothing),
      );
    });
    scope.post('/slack/commands', options, async (request, reply) => {
      const form = new URLSearchParams(bodyOf(request));
      return accept(deps, request, reply, form.get('team_id') ?? '', (team) => answerCommand(deps, team));
    });
  });
}

/** The one name of a press of a button, however it comes. */
export function eventIdOfPress(body: Json): string | null {
  const trigger = textOf(body['trigger_id']);
  return trigger === '' ? null : `press:${trigger}`;
}

/**
 * The app's address is tried by Slack before anybody can have told us its signing secret. The answer repeats a random word and says
 * nothing else.
 */
function answerChallenge(reply: FastifyReply, challenge: unknown): FastifyReply {
  const word = textOf(challenge);
  return /^[\w-]{1,200}$/.test(word) ? reply.send({ challenge: word }) : reply.code(400).send();
}

/** Hands the request to each workspace that this team is connected with and whose secret signed it. 401 when there is none. */
async function accept(
  deps: SlackDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  teamId: string,
  take: (team: SlackTeamConnection) => Promise<object | null>,
): Promise<FastifyReply> {
  const signed = {
    timestamp: headerOf(request, 'x-slack-request-timestamp'),
    signature: headerOf(request, 'x-slack-signature'),
    body: bodyOf(request),
  };
  const teams = teamId === '' ? [] : await findTeamsAnywhere(deps.db.system, deps.secrets, teamId);
  const taken: (object | null)[] = [];
  for (const team of teams) {
    const secret = team.hidden?.signingSecret ?? (await findAppSecret(deps, team.workspaceId));
    if (secret && signatureProblem(signed, secret, deps.clock()) === null) taken.push(await take(team));
  }
  return taken.length > 0 ? reply.code(200).send(taken[0] ?? undefined) : reply.code(401).send();
}

function nothing(): null {
  return null;
}

// Where Slack gives no id: the same body is the same thing.
function idOf(request: FastifyRequest): string {
  return `body:${createHash('sha256').update(bodyOf(request)).digest('base64url')}`;
}

function bodyOf(request: FastifyRequest): string {
  return typeof request.body === 'string' ? request.body : '';
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
