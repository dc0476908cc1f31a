import type { FastifyInstance } from 'fastify';
import { COLLECT_BODY_BYTES_MAX } from '../../wire/collect.ts';
import { collect, readCollectBatch } from './collect.ts';
import { bodyText, checkOrigin, factsOf, type Gate, header, keep, pass, Turned, tooLarge } from './incoming-routes.ts';

/** `POST /collect`: a batch of the website tag. 202 once the log has what was accepted, with an answer for each event. */
export function collectRoute(app: FastifyInstance, gate: Gate): void {
  const { deps, perIp, perKey } = gate;
  const schema = { tags: ['capture'], summary: 'A batch of the website tag; answers for each event' };
  app.post('/collect', { bodyLimit: COLLECT_BODY_BYTES_MAX, schema }, async (request, reply) => {
    const now = deps.clock();
    const isShared = deps.isShared(request.ip);
    if (!isShared) pass(perIp, request.ip, now);
    checkType(header(request, 'content-type'));
    const batch = readCollectBatch(await bodyText(request, COLLECT_BODY_BYTES_MAX));
    if (!batch.ok) throw new Turned(batchProblem(batch));
    const site = await deps.sites.byTagId(batch.value.tagId);
    if (site === null) {
      const detail = 'There is no such tag. Copy the snippet from Settings, Tag again.';
      throw new Turned({ status: 403, code: 'unknown_tag', detail, field: 'tagId' });
    }
    checkOrigin(request, reply, site, 'collect', deps);
    pass(perKey, site.tagId, now);
    if (!isShared) perIp.spend(request.ip, batch.value.events.length - 1);
    perKey.spend(site.tagId, batch.value.events.length - 1);
    const tally = collect(batch.value, factsOf(request, deps, false), site);
    await keep(tally, site, deps);
    return reply.code(202).send({ results: tally.answers });
  });
}

// What a browser sends without a preflight, and JSON as programs send it.
function checkType(type: string | null): void {
  const bare = type?.split(';')[0]?.trim().toLowerCase();
  if (bare === undefined || bare === 'text/plain' || bare === 'application/json') return;
  const detail = 'Send the batch as text/plain or application/json.';
  throw new Turned({ status: 415, code: 'unsupported_media_type', detail, field: 'Content-Type' });
}

function batchProblem(fault: { reason: string; field: string | null; message: string }) {
  const { reason, field, message } = fault;
  if (reason === 'too_many') return { ...tooLarge(COLLECT_BODY_BYTES_MAX), detail: message, field };
  return { status: 400, code: reason === 'not_json' ? 'not_json' : 'invalid', detail: message, field } as const;
}
