// For its word `hide` in a route's schema.
import type {} from '@fastify/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Auth, CLIENT_IP_HEADER } from '../auth.ts';
import { sendProblem } from '../problems.ts';

// What the library offers beyond this (sign-up, organisations' own invites ...) would be a second way around our rules.
const PATHS: readonly string[] = [
  'GET /get-session',
  'GET /list-sessions',
  'GET /organization/list',
  'POST /sign-in/email',
  'POST /sign-out',
  'POST /change-password',
  'POST /update-user',
  'POST /revoke-session',
  'POST /revoke-other-sessions',
  'POST /organization/set-active',
  'POST /two-factor/enable',
  'POST /two-factor/disable',
  'POST /two-factor/get-totp-uri',
  'POST /two-factor/verify-totp',
  'POST /two-factor/generate-backup-codes',
  'POST /two-factor/verify-backup-code',
];

/** Mounts sign-in at `/api/auth/*`. `changed` is called after each write, since it may have ended a session. */
export function authRoutes(app: FastifyInstance, auth: Auth, changed: () => void): void {
  for (const name of PATHS) {
    const [method = '', path = ''] = name.split(' ');
    app.route({
      method,
      url: `/api/auth${path}`,
      schema: { hide: true },
      handler: async (request, reply) => {
        const response = await auth.handler(requestFor(request));
        if (method === 'POST') changed();
        return answer(request, reply, response);
      },
    });
  }
}

function requestFor(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    // The length is of the body as it came; ours is written anew.
    if (value !== undefined && name !== 'content-length') headers.set(name, String(value));
  }
  headers.set(CLIENT_IP_HEADER, request.ip);
  const body = request.body === undefined ? {} : { body: JSON.stringify(request.body) };
  return new Request(new URL(request.url, `${request.protocol}://${request.host}`), {
    method: request.method,
    headers,
    ...(request.method === 'POST' && body),
  });
}

async function answer(request: FastifyRequest, reply: FastifyReply, response: Response): Promise<FastifyReply> {
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  reply.header('cache-control', 'no-store');
  const text = await response.text();
  if (response.ok)
    return reply
      .code(response.status)
      .type('application/json')
      .send(text || 'null');
  const { code, message } = said(text);
  return sendProblem(request, reply, {
    status: response.status,
    code: response.status === 429 ? 'rate_limited' : (code?.toLowerCase() ?? 'invalid'),
    detail: message ?? 'This was refused.',
    retryAfterSeconds: Number(response.headers.get('x-retry-after')) || null,
  });
}

function said(text: string): { readonly code?: string; readonly message?: string } {
  try {
    const { code, message } = JSON.parse(text) as { code?: unknown; message?: unknown };
    return { ...(typeof code === 'string' && { code }), ...(typeof message === 'string' && { message }) };
  } catch {
    return {};
  }
}
