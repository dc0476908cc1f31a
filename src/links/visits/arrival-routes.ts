import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { deviceOf } from '../../capture/device.ts';
import { cleanUrl } from '../../capture/page.ts';
import { Buckets } from '../../capture/rate-limit.ts';
import { textOrNull } from '../../capture/text.ts';
import type { Millis } from '../../foundation/time.ts';
import { networkOf } from '../../machinery/client-address.ts';
import type { KeptLink } from '../kept-links-store.ts';
import { readRecipientToken } from '../recipients/recipient-token.ts';
import type { LinkDeps } from '../room-store.ts';
import { carriedVisitor } from './carried-visitor.ts';
import { isTwoSystems, type VisitSign, visitSign } from './proof.ts';
import type { Visit } from './visit.ts';
import { touchOfVisit } from './visit-touch.ts';

/** What `recipientToken` and `visitToken` are signed for. */
export const RECIPIENT_USE = 'link-recipient';
export const VISIT_USE = 'link-visit';

const AGENT_LENGTH_MAX = 1_000;
/** More requests of one address than people make: they are answered, and not recorded. */
const PER_ADDRESS = { perSecond: 10, burst: 300 };
const REMEMBERED_MAX = 20_000;

/** A request for a link's address, understood. */
export interface Arrival {
  readonly visit: Visit;
  /** The browser that a click on the website carried here, or null. */
  readonly carried: string | null;
  /** False when this address asks too often. */
  readonly counts: boolean;
}

/** Where a request leads, which decides whether somebody can be proven there. */
export interface Destination {
  readonly provable: boolean;
}

/** Understands requests for links. Remembers, in this process, on which system each recipient was last seen. */
export function readArrivals(deps: LinkDeps) {
  const perAddress = new Buckets(PER_ADDRESS, REMEMBERED_MAX);
  const lastSystems = new Map<string, { os: string | null; at: Millis }>();
  const publicUrl = deps.config.publicUrls[0] ?? '';
  const knockHosts = deps.config.publicUrls.map((url) => new URL(url).hostname);

  const signOf = (request: FastifyRequest, recipientId: string | null, userAgent: string | null, at: Millis) => {
    const asked = {
      method: request.method,
      userAgent,
      purpose: header(request, 'sec-purpose') ?? header(request, 'purpose') ?? header(request, 'x-moz'),
      fetchMode: header(request, 'sec-fetch-mode'),
      secure: publicUrl.startsWith('https:'),
    };
    const sign = visitSign(asked);
    if (recipientId === null) return sign;
    const system = { os: userAgent === null ? null : deviceOf(userAgent).os, at };
    const before = lastSystems.get(recipientId) ?? null;
    lastSystems.delete(recipientId);
    lastSystems.set(recipientId, system);
    if (lastSystems.size > REMEMBERED_MAX) lastSystems.delete(lastSystems.keys().next().value ?? '');
    return sign ?? (isTwoSystems(system, before) ? ('two_systems' satisfies VisitSign) : null);
  };

  return (request: FastifyRequest, { link, home }: KeptLink, scanned: boolean, to: Destination): Arrival => {
    const at = deps.clock();
    const url = new URL(request.url, publicUrl);
    const follows = !(home.honoursPrivacy && asksForPrivacy(request));
    const recipient = follows ? url.searchParams.get('r') : null;
    const recipientId = readRecipientToken(link.id, recipient, (text) => deps.secrets.sign(RECIPIENT_USE, text));
    const carried = follows ? carriedVisitor(url.searchParams.get('knock_v'), at) : null;
    for (const ours of ['r', 'knock_v']) if (url.searchParams.has(ours)) url.searchParams.delete(ours);
    const userAgent = textOrNull(header(request, 'user-agent'), AGENT_LENGTH_MAX);
    const referrer = textOrNull(header(request, 'referer'), AGENT_LENGTH_MAX);
    const ownHosts = [...home.ownHosts, ...knockHosts];
    const visit: Visit = {
      ...{ id: randomUUID(), workspaceId: link.workspaceId, linkId: link.id, at, recipientId },
      touch: touchOfVisit({ link, url, referrer, ownHosts, scanned, carried: carried !== null }),
      sign: signOf(request, recipientId, userAgent, at),
      context: {
        ...{ url: cleanUrl(url), userAgent, title: link.name, provable: to.provable },
        country: deps.country(request.ip),
      },
    };
    const counts = deps.isShared(request.ip) || perAddress.take(networkOf(request.ip), at) === null;
    return { visit, carried, counts };
  };
}

// Global Privacy Control, Do Not Track: who a link was made for is not asked then.
function asksForPrivacy(request: FastifyRequest): boolean {
  return header(request, 'sec-gpc') === '1' || header(request, 'dnt') === '1';
}

export function header(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return (Array.isArray(value) ? value[0] : value)?.trim() || null;
}
