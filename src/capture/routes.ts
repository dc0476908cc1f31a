import type { FastifyInstance, FastifyReply } from 'fastify';
import { collectRoute } from './collect-routes.ts';
import { answerProblem, type CaptureDeps, type Gate, Turned } from './incoming-routes.ts';
import { Buckets } from './rate-limit.ts';
import { segmentRoutes } from './segment-routes.ts';
import { tagRoute } from './tag-routes.ts';

export { type CaptureDeps, type CaptureLimits, DEFAULT_LIMITS } from './incoming-routes.ts';

const ADDRESSES_MAX = 50_000;
const KEYS_MAX = 10_000;

/**
 * The ways in for websites and servers: `/collect`, Segment's `/v1/*`, and the tag itself. No cookies, no sessions;
 * any page may ask, and each answer is for the origins that the tag's site allows.
 */
export async function captureRoutes(app: FastifyInstance, deps: CaptureDeps): Promise<void> {
  const gate: Gate = {
    deps,
    perIp: new Buckets(deps.limits.perIp, ADDRESSES_MAX),
    perKey: new Buckets(deps.limits.perKey, KEYS_MAX),
    perApiKey: new Buckets(deps.limits.perApiKey, KEYS_MAX),
  };
  await app.register(async (scope) => {
    // Bodies are read by the routes: libraries label gzip JSON as a form, and browsers send it as plain text.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.addHook('onRequest', async (_request, reply) => {
      reply.header('access-control-allow-origin', '*');
    });
    scope.setErrorHandler((error: { code?: string }, _request, reply) => {
      if (error instanceof Turned) return answerProblem(reply, error.problem);
      if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
        return answerProblem(reply, { status: 413, code: 'too_large', detail: 'The body is too large.' });
      }
      if (error.code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH') {
        const detail = 'The body is not as long as Content-Length says.';
        return answerProblem(reply, { status: 400, code: 'invalid', detail, field: 'Content-Length' });
      }
      throw error;
    });
    for (const path of ['/collect', '/v1/*']) scope.options(path, (_request, reply) => preflight(reply));
    collectRoute(scope, gate);
    segmentRoutes(scope, gate);
    tagRoute(scope, gate);
  });
}

// A preflight carries no key, so it cannot know the site; the request itself is then checked.
function preflight(reply: FastifyReply) {
  return reply
    .code(204)
    .header('access-control-allow-methods', 'POST, GET')
    .header('access-control-allow-headers', 'authorization, content-type, content-encoding, x-retry-count')
    .header('access-control-max-age', '86400')
    .send();
}
