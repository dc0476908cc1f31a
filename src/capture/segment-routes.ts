import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bodyText, checkOrigin, factsOf, type Gate, header, keep, pass, Turned, tooLarge } from './incoming-routes.ts';
import type { CaptureProblem } from './problem.ts';
import { segment } from './segment.ts';
import { readSegmentBody, SEGMENT_BODY_BYTES_MAX, type SegmentCall, type SegmentRequest } from './segment-body.ts';
import type { Site, Sites } from './site.ts';
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

const HIDDEN = { schema: { hide: true } };

/** Segment's HTTP tracking API under `/v1`, and the settings that analytics-next fetches before it starts. */
export function segmentRoutes(app: FastifyInstance, gate: Gate): void {
  for (const [path, call] of Object.entries(PATHS)) {
    const schema = { hide: path.length === 1, tags: ['capture'], summary: `Segment’s HTTP tracking API: ${path}` };
    app.post(`/v1/${path}`, { bodyLimit: SEGMENT_BODY_BYTES_MAX, schema }, (request, reply) => {
      return accept(request, (site) => checkOrigin(request, reply, site, 'segment', gate.deps), call, gate);
    });
  }
  app.get<{ Params: { writeKey: string } }>('/v1/projects/:writeKey/settings', HIDDEN, async (request) => {
    const site = await gate.deps.sites.byTagId(request.params.writeKey);
    if (site === null) throw new Turned({ status: 404, code: 'not_found', detail: 'There is no such write key.' });
    const here = { apiKey: site.tagId, apiHost: `${request.host}/v1`, protocol: request.protocol };
    return { integrations: { 'Segment.io': { ...here, addBundledMetadata: false } }, plan: {}, metrics: {} };
  });
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
  if (!known?.trusted && !gate.deps.isShared(request.ip)) pass(gate.perIp, request.ip, now);
  const body = readSegmentBody(await bodyText(request, SEGMENT_BODY_BYTES_MAX), call);
  if (!body.ok) throw new Turned(bodyProblem(body));
  const sender = stated === null ? await byWriteKey(body.value, deps.sites) : known;
  if (sender === null) throw new Turned(unauthorized(stated === null && body.value.writeKey === null));
  const { site, trusted } = sender;
  admit(site);
  charge(gate, sender, request.ip, now, body.value.events.length);
  const tally = segment(body.value, factsOf(request, deps, trusted), site);
  await keep(tally, site, deps);
  return answerOf(tally);
}

interface Sender {
  readonly site: Site;
  readonly trusted: boolean;
}

/** The user of basic auth, as Segment's libraries send the write key; or a bearer token, which is an API key. */
function credentials(request: FastifyRequest): { readonly key: string; readonly bearer: boolean } | null {
  const [scheme = '', value = ''] = (header(request, 'authorization') ?? '').split(/\s+/);
  if (/^bearer$/i.test(scheme)) return { key: value, bearer: true };
  if (!/^basic$/i.test(scheme)) return null;
  const [user = ''] = Buffer.from(value, 'base64').toString('utf8').split(':');
  return { key: user, bearer: false };
}

async function siteOf(stated: { key: string; bearer: boolean }, sites: Sites): Promise<Sender | null> {
  const { key, bearer } = stated;
  if (key === '' || key.length > 500) return null;
  const bySecret = async () => {
    const site = await sites.byApiKey(key);
    return site === null ? null : { site, trusted: true };
  };
  if (bearer) return bySecret();
  const site = await sites.byTagId(key);
  return site === null ? bySecret() : { site, trusted: false };
}

async function byWriteKey({ writeKey }: SegmentRequest, sites: Sites): Promise<Sender | null> {
  return writeKey === null ? null : siteOf({ key: writeKey, bearer: false }, sites);
}

function charge(gate: Gate, { site, trusted }: Sender, ip: string, now: number, events: number): void {
  const [buckets, key] = trusted ? [gate.perApiKey, site.workspaceId] : [gate.perKey, site.tagId];
  pass(buckets, key, now);
  buckets.spend(key, Math.max(0, events - 1));
  if (!trusted && !gate.deps.isShared(ip)) gate.perIp.spend(ip, Math.max(0, events - 1));
}

/** Segment's `{"success": true}`, with the refused events beside it; a problem when nothing at all was taken. */
function answerOf(tally: Tally): object {
  const refused = tally.answers.flatMap((answer, index) => (answer.status === 'refused' ? [{ index, ...answer }] : []));
  const [first] = refused;
  if (first === undefined) return { success: true };
  if (refused.length < tally.answers.length) return { success: true, refused };
  const field = tally.answers.length === 1 ? first.field : `batch[0]${first.field === null ? '' : `.${first.field}`}`;
  const problem = { status: 400, code: 'invalid', detail: first.message, field, refused } as const;
  throw new Turned(first.reason === 'too_large' ? { ...problem, status: 413, code: 'too_large' } : problem);
}

function unauthorized(absent: boolean): CaptureProblem {
  const detail = absent
    ? 'Send the write key as the user of basic auth, or as `writeKey` in the body.'
    : 'There is no such write key.';
  return { status: 401, code: 'unauthorized', detail, field: 'writeKey' };
}

function bodyProblem(fault: { reason: string; field: string | null; message: string }): CaptureProblem {
  const { reason, field, message } = fault;
  if (reason === 'too_many') return { ...tooLarge(SEGMENT_BODY_BYTES_MAX), detail: message, field };
  return { status: 400, code: reason === 'not_json' ? 'not_json' : 'invalid', detail: message, field };
}
