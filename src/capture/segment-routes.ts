import type { FastifyInstance, FastifyRequest, FastifySchema } from 'fastify';
import { z } from 'zod';
import { Problem } from '../../wire/api/paging.ts';
import { SegmentAnswer, SegmentBatch, SegmentRefused, segmentCall } from '../../wire/segment.ts';
import { networkOf } from '../machinery/client-address.ts';
import { answered, JSON_BODY, LATER, problem } from '../machinery/openapi.ts';
import {
  bodyText,
  checkOrigin,
  factsOf,
  type Gate,
  header,
  keep,
  mayUse,
  onlyPost,
  pass,
  reportTurned,
  Turned,
  tooLarge,
} from './incoming-routes.ts';
import type { CaptureProblem } from './problem.ts';
import { segment } from './segment.ts';
import { readSegmentBody, SEGMENT_BODY_BYTES_MAX, type SegmentCall, type SegmentRequest } from './segment-body.ts';
import type { Site, Sites } from './site.ts';
import { statedKey } from './stated-key.ts';
import type { Tally } from './tally.ts';

// The names of the documented API, and the initials that analytics-next uses.
const PATHS: Readonly<Record<string, SegmentCall | null>> = {
  track: 'track',
  t: 'track',
  page: 'page',
  p: 'page',
  screen: 'screen',
  s: 'screen',
  identify: 'identify',
  i: 'identify',
  group: 'group',
  g: 'group',
  alias: 'alias',
  a: 'alias',
  batch: null,
  b: null,
  import: null,
};

const SUCCESS = { success: true };
const LACKS_SCOPE = 'This API key lacks the scope `capture`. An admin can make one that has it in Settings, API keys.';
const HIDDEN = { schema: { hide: true } };

const SUMMARIES: Readonly<Record<SegmentCall, string>> = {
  track: 'Record an event by its name',
  page: 'Record a page view',
  screen: 'Record a screen of an app as a page view',
  identify: 'Record who a browser or user is',
  group: 'Record which company a person belongs to',
  alias: 'Record that a previous id belongs to a user',
};
const AllRefused = Problem.extend({ refused: z.array(SegmentRefused).optional() });
const ANSWERS = {
  200: answered('What was accepted is durable. `refused` and `dropped` name what was not taken.', SegmentAnswer),
  400: problem('The body cannot be read, or every event was refused: then with `refused`.', AllRefused),
  401: problem('No key was sent, or nobody has it.'),
  403: problem('The API key lacks the scope `capture`, or pages of this origin may not use the tag.'),
  413: problem('The body is too large, or every event was refused and the first is too large.', AllRefused),
  415: problem('The Content-Encoding cannot be read.'),
  ...LATER,
};

// For readers of the API's description: the body is read by hand, each event by itself.
function describedAs(path: string, call: SegmentCall | null): FastifySchema {
  return {
    hide: path.length === 1,
    tags: ['capture'],
    summary: call === null ? 'Record a batch of calls, each with its type' : SUMMARIES[call],
    description: 'Segment’s HTTP tracking API. The write key is the tag id or an API key with the scope `capture`.',
    security: [{ writeKey: [] }, { apiKey: [] }, {}],
    consumes: JSON_BODY,
    documented: { body: call === null ? SegmentBatch : segmentCall(call), response: ANSWERS },
  };
}

/** Segment's HTTP tracking API under `/v1`, and the settings that analytics-next fetches before it starts. */
export function segmentRoutes(app: FastifyInstance, gate: Gate): void {
  for (const [path, call] of Object.entries(PATHS)) {
    const schema = describedAs(path, call);
    onlyPost(app, `/v1/${path}`);
    app.post(`/v1/${path}`, { bodyLimit: SEGMENT_BODY_BYTES_MAX, schema }, (request, reply) => {
      return accept(request, (site) => checkOrigin(request, reply, site, 'segment', gate.deps), call, gate);
    });
  }
  app.get<{ Params: { writeKey: string } }>('/v1/projects/:writeKey/settings', HIDDEN, async (request) => {
    const site = await gate.deps.sites.byTagId(request.params.writeKey);
    if (site === null) throw new Turned({ status: 404, code: 'not_found', detail: NO_SUCH_KEY, field: 'writeKey' });
    const { host, protocol } = addressOf(request, gate.deps.publicUrls);
    const here = { apiKey: site.tagId, apiHost: `${host}/v1`, protocol };
    // Without a rate of its own, the library tells Segment of every page it runs on.
    const metrics = { sampleRate: 0 };
    return { integrations: { 'Segment.io': { ...here, addBundledMetadata: false } }, plan: {}, metrics };
  });
}

/** Where the library is to send to: the public address it came by, else the canonical one, else the one in its request. */
function addressOf(request: FastifyRequest, publicUrls: readonly string[]): { host: string; protocol: string } {
  const known = publicUrls.map((url) => new URL(url));
  const url = known.find(({ host }) => host === request.host) ?? known[0];
  // The default, of which only this machine can make use.
  if (url === undefined || url.hostname === 'localhost') return { host: request.host, protocol: request.protocol };
  return { host: url.host, protocol: url.protocol.slice(0, -1) };
}

async function accept(
  request: FastifyRequest,
  admit: (site: Site) => void,
  call: SegmentCall | null,
  gate: Gate,
): Promise<object> {
  const { deps } = gate;
  const now = deps.clock();
  const stated = credentials(request);
  // A secret key is limited by itself, since a server sends for all its visitors from one address.
  const known = stated === null ? null : await siteOf(stated, deps.sites);
  if (!known?.trusted && !gate.deps.isShared(request.ip)) pass(gate.perIp, networkOf(request.ip), now);
  const body = await readBody(request, call, known, gate);
  const sender = stated === null ? await byWriteKey(body.writeKey, deps.sites) : known;
  if (sender === null) throw new Turned(unauthorized(stated, body.writeKey));
  const { site, trusted } = sender;
  admit(site);
  charge(gate, sender, request.ip, now, body.events.length);
  return answerOf(await keep(segment(body, factsOf(request, deps, trusted), site), site, deps), call);
}

interface Sender {
  readonly site: Site;
  readonly trusted: boolean;
}

/** The request in the body. One that cannot be read is told to the workspace too, if the key shows whose it is. */
async function readBody(
  request: FastifyRequest,
  call: SegmentCall | null,
  known: Sender | null,
  gate: Gate,
): Promise<SegmentRequest> {
  let text = '';
  try {
    text = await bodyText(request, SEGMENT_BODY_BYTES_MAX);
    const body = readSegmentBody(text, call);
    if (body.ok) return body.value;
    throw new Turned(bodyProblem(body), body.reason);
  } catch (error) {
    if (!(error instanceof Turned)) throw error;
    const sender = known ?? (await byWriteKey(statedKey(text, 'writeKey'), gate.deps.sites));
    if (sender !== null) tellSender(request, error, sender, gate);
    throw error;
  }
}

/** Lists a request that was turned away in the live debugger of who sent it. */
export function tellSender(
  request: FastifyRequest,
  { problem, reason }: Turned,
  { site, trusted }: Sender,
  { deps }: Gate,
): void {
  if (!mayUse(request, site, deps)) return;
  const whose = { site, source: 'segment', reason, key: trusted ? 'api key' : site.tagId } as const;
  reportTurned(request, problem, whose, deps);
}

/** Who the request's headers say sent it; null when they do not, or nobody has that key. */
export async function statedSender(request: FastifyRequest, { deps }: Gate): Promise<Sender | null> {
  const stated = credentials(request);
  return stated === null ? null : siteOf(stated, deps.sites);
}

interface Stated {
  readonly key: string;
  readonly bearer: boolean;
  /** Where it stands in the request. */
  readonly field: 'Authorization' | 'writeKey';
}

/** The user of basic auth, as Segment's libraries send the write key; or a bearer token, which is an API key. */
function credentials(request: FastifyRequest): Stated | null {
  const [scheme = '', value = ''] = (header(request, 'authorization') ?? '').split(/\s+/);
  if (/^bearer$/i.test(scheme)) return { key: value, bearer: true, field: 'Authorization' };
  if (!/^basic$/i.test(scheme)) return null;
  const [user = ''] = Buffer.from(value, 'base64').toString('utf8').split(':');
  return user === '' ? null : { key: user, bearer: false, field: 'Authorization' };
}

async function siteOf({ key, bearer, field }: Stated, sites: Sites): Promise<Sender | null> {
  if (key === '' || key.length > 500) return null;
  const bySecret = async () => {
    const site = await sites.byApiKey(key);
    if (site === 'lacks_scope') throw new Turned({ status: 403, code: 'forbidden', detail: LACKS_SCOPE, field });
    return site === null ? null : { site, trusted: true };
  };
  if (bearer) return bySecret();
  const site = await sites.byTagId(key);
  return site === null ? bySecret() : { site, trusted: false };
}

async function byWriteKey(writeKey: string | null, sites: Sites): Promise<Sender | null> {
  return writeKey === null ? null : siteOf({ key: writeKey, bearer: false, field: 'writeKey' }, sites);
}

function charge(gate: Gate, { site, trusted }: Sender, ip: string, now: number, events: number): void {
  const [buckets, key] = trusted ? [gate.perApiKey, site.workspaceId] : [gate.perKey, site.tagId];
  pass(buckets, key, now);
  buckets.spend(key, Math.max(0, events - 1));
  if (!trusted && !gate.deps.isShared(ip)) gate.perIp.spend(networkOf(ip), Math.max(0, events - 1));
}

/**
 * Segment's `{"success": true}`, with the events beside it that were refused or that lost a field; a problem when nothing at all
 * was taken.
 */
function answerOf(tally: Tally, call: SegmentCall | null): object {
  // Nearly always: nothing was refused and nothing left out.
  if (tally.refusals.length === 0) return SUCCESS;
  const refused = tally.answers.flatMap((answer, index) => (answer.status === 'refused' ? [{ index, ...answer }] : []));
  const dropped = tally.answers.flatMap((answer, index) =>
    answer.status === 'accepted' ? (answer.dropped ?? []).map((field) => ({ index, id: answer.id, ...field })) : [],
  );
  const [first] = refused;
  if (first === undefined || refused.length < tally.answers.length) {
    return { ...SUCCESS, ...(first && { refused }), ...(dropped.length > 0 && { dropped }) };
  }
  const field = call === null ? ['batch[0]', first.field].filter(Boolean).join('.') : (first.field ?? 'body');
  const problem = { status: 400, code: 'invalid', detail: first.message, field, refused } as const;
  throw new Turned(first.reason === 'too_large' ? { ...problem, status: 413, code: 'too_large' } : problem);
}

const NO_SUCH_KEY = 'There is no such write key.';

function unauthorized(stated: Stated | null, writeKey: string | null): CaptureProblem {
  const isAbsent = stated === null && writeKey === null;
  const detail = isAbsent ? 'Send the write key as the user of basic auth, or as `writeKey` in the body.' : NO_SUCH_KEY;
  return { status: 401, code: 'unauthorized', detail, field: stated?.field ?? 'writeKey' };
}

function bodyProblem({
  reason,
  field,
  message,
}: {
  reason: string;
  field: string | null;
  message: string;
}): CaptureProblem {
  if (reason === 'too_many') return { ...tooLarge(SEGMENT_BODY_BYTES_MAX), detail: message, field };
  return { status: 400, code: reason === 'not_json' ? 'not_json' : 'invalid', detail: message, field };
}
