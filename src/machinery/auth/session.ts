import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Auth, CLIENT_IP_HEADER } from '../auth.ts';

/** Signs a user in whose password has just been set or checked, and gives `reply` the cookie. */
export async function signIn(
  auth: Auth,
  request: FastifyRequest,
  reply: FastifyReply,
  user: { readonly email: string; readonly password: string },
): Promise<void> {
  const headers = new Headers({ 'user-agent': request.headers['user-agent'] ?? '', [CLIENT_IP_HEADER]: request.ip });
  const { email, password } = user;
  copyCookies(await auth.api.signInEmail({ body: { email, password }, headers, returnHeaders: true }), reply);
}

/** Lengthens a session that is used, at most once a day, and gives `reply` the renewed cookie. */
export async function renewSession(auth: Auth, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const headers = new Headers({ cookie: request.headers.cookie ?? '' });
  copyCookies(await auth.api.getSession({ headers, returnHeaders: true }), reply);
}

function copyCookies({ headers }: { readonly headers: Headers }, reply: FastifyReply): void {
  for (const cookie of headers.getSetCookie()) reply.header('set-cookie', cookie);
}
