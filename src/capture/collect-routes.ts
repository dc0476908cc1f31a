import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../../wire/api/paging.ts';
import { COLLECT_BODY_BYTES_MAX, CollectAnswer, CollectRequest } from '../../wire/collect.ts';
import { refused } from '../foundation/outcome.ts';
import { networkOf } from '../machinery/client-address.ts';
import { answered, JSON_BODY, LATER, problem } from '../machinery/openapi.ts';
import { collect, readCollectBatch } from './collect.ts';
import {
  bodyText,
  checkOrigin,
  factsOf,
  type Gate,
  header,
  keep,
  onlyPost,
  pass,
  reportTurned,
  Turned,
  tooLarge,
} from './incoming-routes.ts';
import type { CaptureProblem } from './problem.ts';
import type { BatchReason, EventAnswer } from './refusal.ts';
import { statedKey } from './stated-key.ts';

// What is above the limit is read up to here, to tell whose tag sends too much.
const READ_BYTES_MAX = 8 * COLLECT_BODY_BYTES_MAX;
const TOO_LARGE = refused('too_large', 'body', 'The body is too large.');

// For readers of the API's description: the body is read by hand, each event by itself.
const DOCUMENTED = {
  body: CollectRequest,
  response: {
    202: answered('What was accepted is durable; one answer an event, in the order sent.', CollectAnswer),
    400: problem(
      'No batch, or a batch of which every event was refused: then with `results`.',
      Problem.extend(CollectAnswer.partial().shape),
    ),
    403: problem('There is no such tag, or pages of this origin may not use it.'),
    413: problem('The body is too large, or holds too many events.'),
    415: problem('The Content-Type or Content-Encoding cannot be read.'),
    ...LATER,
  },
};

/**
 * `POST /collect`: a batch of the website tag. 202 once the log has what was accepted, with an answer for each event; 400 with
 * the same answers when every event was refused.
 */
export function collectRoute(app: FastifyInstance, gate: Gate): void {
  const { deps, perIp, perKey } = gate;
  const schema = {
    tags: ['capture'],
    security: [],
    summary: 'Record a batch of events of the website tag',
    description:
      '202 with `results`, one answer an event in the order sent. 400 with the same `results` when every event was refused; its `detail` and `field` are those of the first.',
    consumes: JSON_BODY,
    documented: DOCUMENTED,
  };
  onlyPost(app, '/collect');
  app.post('/collect', { bodyLimit: READ_BYTES_MAX, schema }, async (request, reply) => {
    const now = deps.clock();
    const isShared = deps.isShared(request.ip);
    const network = networkOf(request.ip);
    if (!isShared) pass(perIp, network, now);
    checkType(header(request, 'content-type'));
    const text = await bodyText(request, COLLECT_BODY_BYTES_MAX);
    const isTooLarge = (request.body as Buffer).length > COLLECT_BODY_BYTES_MAX;
    const batch = isTooLarge ? TOO_LARGE : readCollectBatch(text);
    if (!batch.ok) throw await turnedAway(batch, text, request, reply, gate);
    const site = await deps.sites.byTagId(batch.value.tagId);
    if (site === null) {
      const detail = 'There is no such tag. Copy the snippet from Settings, Tag again.';
      throw new Turned({ status: 403, code: 'unknown_tag', detail, field: 'tagId' });
    }
    checkOrigin(request, reply, site, 'collect', deps);
    pass(perKey, site.tagId, now);
    if (!isShared) perIp.spend(network, batch.value.events.length - 1);
    perKey.spend(site.tagId, batch.value.events.length - 1);
    const { answers } = await keep(collect(batch.value, factsOf(request, deps, false), site), site, deps);
    if (answers.every(({ status }) => status === 'refused')) throw new Turned(allRefused(answers));
    return reply.code(202).send({ results: answers });
  });
}

/** Why the batch cannot be taken; told to the workspace too, if the body shows whose it is and the page may use its tag. */
async function turnedAway(
  fault: Fault,
  text: string,
  request: FastifyRequest,
  reply: FastifyReply,
  { deps }: Gate,
): Promise<Turned> {
  const problem = batchProblem(fault);
  const tagId = statedKey(text, 'tagId');
  const site = tagId === null ? null : await deps.sites.byTagId(tagId);
  if (site !== null) {
    checkOrigin(request, reply, site, 'collect', deps);
    reportTurned(request, problem, { site, source: 'collect', reason: fault.reason, key: site.tagId }, deps);
  }
  return new Turned(problem);
}

/** Nothing was taken: the first event's fault, with the same answers as beside events that were. */
function allRefused(results: readonly EventAnswer[]): CaptureProblem {
  const [first] = results;
  const { field, message } = first?.status === 'refused' ? first : { field: null, message: 'Nothing was taken.' };
  const place = ['events[0]', field].filter(Boolean).join('.');
  return { status: 400, code: 'invalid', detail: message, field: place, results };
}

// What a browser sends without a preflight, and JSON as programs send it.
function checkType(type: string | null): void {
  const bare = type?.split(';')[0]?.trim().toLowerCase();
  if (bare === undefined || bare === 'text/plain' || bare === 'application/json') return;
  const detail = 'Send the batch as text/plain or application/json.';
  throw new Turned({ status: 415, code: 'unsupported_media_type', detail, field: 'Content-Type' });
}

interface Fault {
  readonly reason: BatchReason;
  readonly field: string | null;
  readonly message: string;
}

function batchProblem({ reason, field, message }: Fault) {
  if (reason === 'too_large') return tooLarge(COLLECT_BODY_BYTES_MAX);
  if (reason === 'too_many') return { ...tooLarge(COLLECT_BODY_BYTES_MAX), detail: message, field };
  return { status: 400, code: reason === 'not_json' ? 'not_json' : 'invalid', detail: message, field } as const;
}
