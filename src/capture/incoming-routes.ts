import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TagSettings } from '../../wire/tag-settings.ts';
import type { Millis } from '../foundation/time.ts';
import { isOwnOrigin } from '../machinery/auth/origins.ts';
import type { SignalDraft } from './draft.ts';
import { LogUnavailable, type SignalLog } from './log.ts';
import { type CaptureProblem, problemDocument } from './problem.ts';
import type { Buckets, RateLimit } from './rate-limit.ts';
import type { BatchReason, Refusal } from './refusal.ts';
import { allowsOrigin, type RequestFacts, type Site, type Sites } from './site.ts';
import { retold, type Tally } from './tally.ts';

/** What capture asks of the house. */
export interface CaptureDeps {
  readonly clock: () => Millis;
  readonly log: SignalLog;
  /** A draft as it goes to the log, and as its event is answered for: the demo website's pages have other names. */
  readonly recordedAs?: (draft: SignalDraft) => SignalDraft;
  readonly sites: Sites;
  /** Where browsers reach this server, without a path; the first is canonical. */
  readonly publicUrls: readonly string[];
  /** ISO 3166 country of an address, or null. The address is used for nothing else but the rate limit, and not kept. */
  readonly country: (ip: string) => string | null;
  /** For the live debugger. Must not throw and must not wait. */
  readonly reportRefusals: (workspaceId: string, refusals: readonly Refusal[]) => void;
  /** The built tag, with the placeholder for its settings; null while it is not built. */
  readonly tagBundle: () => string | null | Promise<string | null>;
  /** The settings that a site's tag is given, if they are not the site's alone; the same object while they are the same. */
  readonly tagSettings?: (site: Site) => TagSettings | Promise<TagSettings>;
  readonly limits: CaptureLimits;
  /** Addresses that stand for many senders, such as a proxy on this machine: not limited. */
  readonly isShared: (ip: string) => boolean;
}

/** In events; a request without any costs one. */
export interface CaptureLimits {
  readonly perIp: RateLimit;
  /** Per tag id. */
  readonly perKey: RateLimit;
  /** Per workspace, for calls with an API key; these are not limited by address. */
  readonly perApiKey: RateLimit;
}

export const DEFAULT_LIMITS: CaptureLimits = {
  perIp: { perSecond: 500, burst: 5_000 },
  perKey: { perSecond: 20_000, burst: 200_000 },
  perApiKey: { perSecond: 20_000, burst: 200_000 },
};

/** Capture's own state: who sent how much lately. Lost at restart, not shared between processes. */
export interface Gate {
  readonly deps: CaptureDeps;
  readonly perIp: Buckets;
  readonly perKey: Buckets;
  readonly perApiKey: Buckets;
}

const WORDS: Readonly<Record<number, BatchReason>> = { 413: 'too_large', 415: 'unsupported_encoding' };

/** Thrown by the steps below, answered by `routes.ts`: the caller's fault, in public words. */
export class Turned extends Error {
  override readonly name = 'Turned';
  readonly problem: CaptureProblem;
  /** The debugger's word, where a body could not be read. */
  readonly reason: BatchReason;

  constructor(problem: CaptureProblem, reason: BatchReason = WORDS[problem.status] ?? 'not_json') {
    super(problem.detail);
    this.problem = problem;
    this.reason = reason;
  }
}

const unzip = promisify(gunzip);
// Longer ones are no browser's, and patterns would take their time over them.
const AGENT_LENGTH_MAX = 1_000;

// A database that hangs answers neither yes nor no; a sender waits for neither.
const LOOK_UP_MS_MAX = 2_000;

/** The same sites, with 503 for a look-up that takes too long. */
export function inTime(sites: Sites): Sites {
  const look = <Found>(found: Found | Promise<Found>) => (found instanceof Promise ? inTwoSeconds(found) : found);
  const inTwoSeconds = <Found>(found: Promise<Found>) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Turned(UNAVAILABLE)), LOOK_UP_MS_MAX);
    });
    return Promise.race([found, late]).finally(() => clearTimeout(timer));
  };
  return { byTagId: (tagId) => look(sites.byTagId(tagId)), byApiKey: (key) => look(sites.byApiKey(key)) };
}

const UNAVAILABLE: CaptureProblem = {
  status: 503,
  code: 'unavailable',
  detail: 'Nothing of this request was recorded. Send the same events again.',
  retryAfterSeconds: 2,
};

/** The body as text. `bytesMax` bounds it after decompression too, so that a small zip cannot become a large text. */
export async function bodyText(request: FastifyRequest, bytesMax: number): Promise<string> {
  const body: unknown = request.body;
  if (!Buffer.isBuffer(body) || body.length === 0) {
    throw new Turned({ status: 400, code: 'not_json', detail: 'The body is empty; it must be JSON.', field: 'body' });
  }
  const encoding = header(request, 'content-encoding')?.toLowerCase() ?? 'identity';
  if (encoding === 'identity') return utf8(body);
  if (encoding !== 'gzip') {
    const detail = 'The body may be sent as it is, or with Content-Encoding: gzip.';
    throw new Turned({ status: 415, code: 'unsupported_media_type', detail, field: 'Content-Encoding' });
  }
  return utf8(await unzipped(body, bytesMax));
}

async function unzipped(body: Buffer, bytesMax: number): Promise<Buffer> {
  try {
    return await unzip(body, { maxOutputLength: bytesMax });
  } catch (error) {
    if (error instanceof RangeError) throw new Turned(tooLarge(bytesMax));
    throw new Turned({ status: 400, code: 'not_json', detail: 'The body is not valid gzip.', field: 'body' });
  }
}

// Some writers of files begin them with it; JSON does not know it.
const BYTE_ORDER_MARK = '\ufeff';

function utf8(body: Buffer): string {
  // Decoded all the same, its texts would be recorded as others than were sent.
  if (!isUtf8(body)) {
    throw new Turned({ status: 400, code: 'not_json', detail: 'The body is not valid UTF-8.', field: 'body' });
  }
  const text = body.toString('utf8');
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

export function tooLarge(bytesMax: number) {
  const detail = `The body must be at most ${bytesMax} bytes.`;
  return { status: 413, code: 'too_large', detail, field: 'body' } as const satisfies CaptureProblem;
}

/** What the request shows of its sender. */
export function factsOf(
  request: FastifyRequest,
  deps: Pick<CaptureDeps, 'clock' | 'country'>,
  trusted: boolean,
): RequestFacts {
  return {
    receivedAt: deps.clock(),
    userAgent: header(request, 'user-agent')?.slice(0, AGENT_LENGTH_MAX) ?? null,
    purpose: header(request, 'sec-purpose') ?? header(request, 'purpose') ?? header(request, 'x-moz'),
    endpoint: request.routeOptions.url ?? '',
    origin: header(request, 'origin'),
    privacySignal: header(request, 'sec-gpc') === '1' || header(request, 'dnt') === '1',
    country: deps.country(request.ip),
    trusted,
    mint: randomUUID,
  };
}

const OTHER_METHODS = ['GET', 'PUT', 'PATCH', 'DELETE'];

/** Says at an address that takes nothing but POST that it is the right one, asked in the wrong way. */
export function onlyPost(app: FastifyInstance, url: string): void {
  const refuse = async (_request: FastifyRequest, reply: FastifyReply) => {
    reply.header('allow', 'POST, OPTIONS');
    const detail = 'Events are sent here with POST.';
    throw new Turned({ status: 405, code: 'method_not_allowed', detail, field: 'method' });
  };
  // Before the body is read.
  app.route({ method: OTHER_METHODS, url, schema: { hide: true }, onRequest: refuse, handler: refuse });
}

/** One token of a bucket, or 429. */
export function pass(buckets: Buckets, key: string, now: Millis): void {
  const retryAfterSeconds = buckets.take(key, now);
  if (retryAfterSeconds === null) return;
  const detail = 'Too many events. Wait as long as Retry-After says and send the same events again.';
  throw new Turned({ status: 429, code: 'rate_limited', detail, retryAfterSeconds });
}

/**
 * Whether the page that asks may use the site's tag: its origin is on the site's list, or it is a page of this server, as the
 * demo's are. Without an Origin header it is no page.
 */
export function mayUse(request: FastifyRequest, site: Site, { publicUrls }: Pick<CaptureDeps, 'publicUrls'>): boolean {
  const origin = header(request, 'origin');
  return origin === null || allowsOrigin(site, origin) || isOwnOrigin(origin, request.host, publicUrls);
}

/**
 * Names the page's origin as one that may read the answer, or 403 when its pages may not use the site's tag. The refusal may be
 * read from anywhere: who sees no answer takes it for an outage and sends again. Credentials are never asked for.
 */
export function checkOrigin(
  request: FastifyRequest,
  reply: FastifyReply,
  site: Site,
  source: Refusal['source'],
  deps: CaptureDeps,
): void {
  const origin = header(request, 'origin');
  if (origin === null) return;
  if (!mayUse(request, site, deps)) {
    const detail = `Pages at ${origin.slice(0, 200)} may not use this tag. An admin can add the origin in Settings, Tag.`;
    const problem = { status: 403, code: 'origin_not_allowed', detail, field: 'Origin' } as const;
    reportTurned(request, problem, { site, source, reason: 'origin_not_allowed', key: site.tagId }, deps);
    throw new Turned(problem);
  }
  if (site.origins.length > 0) reply.header('access-control-allow-origin', origin).header('vary', 'Origin');
}

/** Tells the live debugger of a request that was turned away as a whole, once it is known whose it was. */
export function reportTurned(
  request: FastifyRequest,
  { detail, field = null }: CaptureProblem,
  whose: Pick<Refusal, 'source' | 'reason' | 'key'> & { readonly site: Site },
  deps: CaptureDeps,
): void {
  const { site, ...rest } = whose;
  const { endpoint, origin, receivedAt: at } = factsOf(request, deps, false);
  const event = { kind: null, name: null };
  const what = { lost: 'request', field, message: detail, event, origin: origin?.slice(0, 200) ?? null } as const;
  deps.reportRefusals(site.workspaceId, [{ at, endpoint, ...what, ...rest }]);
}

/** Appends what was accepted and reports what was not; resolves to what may be answered when that is safe, else 503. */
export async function keep(judged: Tally, site: Site, deps: CaptureDeps): Promise<Tally> {
  const tally = deps.recordedAs === undefined ? judged : retold(judged, deps.recordedAs);
  if (tally.refusals.length > 0) deps.reportRefusals(site.workspaceId, tally.refusals);
  if (tally.drafts.length === 0) return tally;
  try {
    await deps.log.append(site.workspaceId, tally.drafts);
  } catch (error) {
    if (!(error instanceof LogUnavailable)) throw error;
    throw new Turned(UNAVAILABLE);
  }
  return tally;
}

export function answerProblem(reply: FastifyReply, problem: CaptureProblem): FastifyReply {
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', problem.retryAfterSeconds);
  return reply.code(problem.status).type('application/problem+json').send(problemDocument(problem));
}

export function header(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return (Array.isArray(value) ? value[0] : value)?.trim() || null;
}
