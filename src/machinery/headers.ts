import type { FastifyInstance } from 'fastify';

/** For our own pages: everything from this server, no frames around it. Styles may be inline, as the charts write them. */
export const PAGE_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every answer; a route that needs another policy sets its own. `isHttps`: browsers are told to stay there. */
export function secureHeaders(app: FastifyInstance, isHttps: boolean): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers({
      'content-security-policy': PAGE_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      'x-request-id': request.id,
      ...(isHttps && { 'strict-transport-security': 'max-age=31536000' }),
    });
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
    done();
  });
}
