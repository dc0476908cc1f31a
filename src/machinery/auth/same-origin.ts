import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../refusal.ts';
import { isOwnOrigin } from './origins.ts';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses changes that another website asks a member's browser for. What comes with a key is no browser's doing; what
 * comes with the session cookie must say where from, as every browser does.
 */
export function refuseCrossSite(app: FastifyInstance, publicUrls: readonly string[]): void {
  const own = publicUrls.map((url) => new URL(url).origin);
  app.addHook('onRequest', (request, _reply, done) => {
    const isSafe = SAFE_METHODS.includes(request.method) || !request.url.startsWith('/api/');
    if (isSafe || request.headers.authorization !== undefined || isFromHere(request, own)) return done();
    const detail = `This change was asked for by another website than ${own[0]}. If that is where you are, set KNOCK_PUBLIC_URL to the address you use.`;
    done(new Refusal(403, 'cross_site', detail));
  });
}

function isFromHere(request: FastifyRequest, own: readonly string[]): boolean {
  const { origin, cookie, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined) return isOwnOrigin(origin, request.host, own);
  if (site !== undefined) return site === 'same-origin';
  return cookie === undefined;
}
