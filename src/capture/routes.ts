// Its words for a route's schema: hide, tags, summary.
import type {} from '@fastify/swagger';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { collectRoute } from './collect-routes.ts';
import { answerProblem, type CaptureDeps, type Gate, inTime, Turned } from './incoming-routes.ts';
import type { CaptureProblem } from './problem.ts';
import { Buckets } from './rate-limit.ts';
import { segmentRoutes, statedSender, tellSender } from './segment-routes.ts';
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
    deps: { ...deps, sites: inTime(deps.sites) },
    perIp: new Buckets(deps.limits.perIp, ADDRESSES_MAX),
    perKey: new Buckets(deps.limits.perKey, KEYS_MAX),
    perApiKey: new Buckets(deps.limits.perApiKey, KEYS_MAX),
  };
  await app.register(async (scope) => {
    // Bodies are read by the routes: libraries label gzip JSON as a form, and browsers send it as plain text.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.addHook('onRequest', (_request, reply, done) => {
      reply.header('access-control-allow-origin', '*');
      done();
    });
    scope.setErrorHandler(async (error: FastifyError, request, reply) => {
      const problem = problemOf(error);
      if (problem === null) throw error;
      // Not read at all: only a key in the headers tells whose it was.
      if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' && request.method === 'POST') {
        const sender = await statedSender(request, gate).catch(() => null);
        if (sender !== null) tellSender(request, new Turned(problem), sender, gate);
      }
      return answerProblem(reply, problem);
    });
    for (const path of ['/collect', '/v1/*'])
      scope.options(path, { schema: { hide: true } }, (_request, reply) => preflight(reply));
    collectRoute(scope, gate);
    segmentRoutes(scope, gate);
    tagRoute(scope, gate);
  });
}

// What the routes turn away, and what Fastify does before them. Anything else is a bug, for the house's own handler.
function problemOf(error: FastifyError): CaptureProblem | null {
  if (error instanceof Turned) return error.problem;
  if (error.statusCode === 413)
    return { status: 413, code: 'too_large', detail: 'The body is too large.', field: 'body' };
  if (error.statusCode === 415) {
    const detail = 'The Content-Type cannot be read.';
    return { status: 415, code: 'unsupported_media_type', detail, field: 'Content-Type' };
  }
  return error.statusCode === 400 ? { status: 400, code: 'invalid', detail: error.message, field: 'body' } : null;
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
