import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { ChatVisitor } from '../../../wire/chat.ts';
import { claimOf, isStaff } from '../../capture/claim.ts';
import { deviceOf } from '../../capture/device.ts';
import type { Claim } from '../../capture/draft.ts';
import { botSign } from '../../capture/human-or-bot.ts';
import { factsOf, mayUse } from '../../capture/incoming-routes.ts';
import { Buckets, type RateLimit } from '../../capture/rate-limit.ts';
import type { Site, Sites } from '../../capture/site.ts';
import { textOrNull } from '../../capture/text.ts';
import type { Outcome } from '../../foundation/outcome.ts';
import type { Millis } from '../../foundation/time.ts';
import { identityIdOf } from '../../identity/keys.ts';
import { networkOf } from '../../machinery/client-address.ts';
import { notFound, Refusal } from '../../machinery/refusal.ts';
import { findWorkspace } from '../../workspace/store.ts';
import type { LinkPlace } from '../places.ts';
import { fromPublicId } from '../public-id.ts';
import type { ChatRoom } from '../room-store.ts';
import type { ChatWord } from '../state.ts';
import type { ConversationRow } from '../store.ts';
import { unlock } from './lead-store.ts';
import type { ChatFacts } from './signals.ts';

export interface ChatLimits {
  /** Requests of one address. */
  readonly perIp: RateLimit;
  /** Conversations that one address begins. */
  readonly starts: RateLimit;
  /** Messages, files and addresses of one conversation. */
  readonly messages: RateLimit;
  /** Conversations that begin in one workspace. */
  readonly perWorkspace: RateLimit;
  /** Bytes of files that one address uploads. */
  readonly uploads: RateLimit;
}

export const CHAT_LIMITS: ChatLimits = {
  perIp: { perSecond: 20, burst: 200 },
  starts: { perSecond: 0.1, burst: 20 },
  messages: { perSecond: 1, burst: 20 },
  perWorkspace: { perSecond: 20, burst: 500 },
  uploads: { perSecond: 64 * 1024, burst: 100 * 1024 * 1024 },
};

export interface GateDeps {
  readonly sites: Sites;
  /** Where browsers reach this server, without a path. */
  readonly publicUrls: readonly string[];
  readonly country: (ip: string) => string | null;
  /** Addresses that stand for many senders, such as a proxy on this machine: not limited. */
  readonly isShared: (ip: string) => boolean;
  readonly limits: ChatLimits;
}

/** Where a conversation may begin. */
export interface Entrance {
  readonly workspaceId: string;
  readonly site: Site;
  readonly link: LinkPlace | null;
}

/** A conversation whose secret was shown. */
export interface Unlocked {
  readonly workspaceId: string;
  readonly conversation: ConversationRow;
}

const ADDRESSES_MAX = 50_000;
const CONVERSATIONS_MAX = 50_000;
const SESSION_LENGTH_MAX = 64;

/** Lets in who may come in, at the pace they may. */
export class Gate {
  readonly #room: ChatRoom;
  readonly #deps: GateDeps;
  readonly #perIp: Buckets;
  readonly #starts: Buckets;
  readonly #messages: Buckets;
  readonly #perWorkspace: Buckets;
  readonly #uploads: Buckets;
  readonly #tagIds = new Map<string, string>();

  constructor(room: ChatRoom, deps: GateDeps) {
    this.#room = room;
    this.#deps = deps;
    this.#perIp = new Buckets(deps.limits.perIp, ADDRESSES_MAX);
    this.#starts = new Buckets(deps.limits.starts, ADDRESSES_MAX);
    this.#messages = new Buckets(deps.limits.messages, CONVERSATIONS_MAX);
    this.#perWorkspace = new Buckets(deps.limits.perWorkspace, ADDRESSES_MAX);
    this.#uploads = new Buckets(deps.limits.uploads, ADDRESSES_MAX);
  }

  /** One request of an address. */
  arrive(request: FastifyRequest): void {
    if (!this.#deps.isShared(request.ip)) this.#pass(this.#perIp, networkOf(request.ip));
  }

  /** One conversation that begins. */
  mayBegin(request: FastifyRequest, workspaceId: string): void {
    if (!this.#deps.isShared(request.ip)) this.#pass(this.#starts, networkOf(request.ip));
    this.#pass(this.#perWorkspace, workspaceId);
  }

  /** One message, file or address. */
  maySay(conversationId: string): void {
    this.#pass(this.#messages, conversationId);
  }

  /** A file of so many bytes. */
  mayUpload(request: FastifyRequest, bytes: number): void {
    if (this.#deps.isShared(request.ip)) return;
    const sender = networkOf(request.ip);
    this.#pass(this.#uploads, sender);
    this.#uploads.spend(sender, bytes);
  }

  #pass(buckets: Buckets, key: string): void {
    const wait = buckets.take(key, this.#room.clock());
    if (wait === null) return;
    throw new Refusal(429, 'rate_limited', 'Too many requests. Wait as long as Retry-After says.', null, wait);
  }

  /** The website or link that a request names. `isAllowed` is false for a page whose origin the website's list leaves out. */
  async entrance(
    request: FastifyRequest,
    named: { readonly tagId?: string | null | undefined; readonly slug?: string | null | undefined },
  ): Promise<Entrance & { readonly isAllowed: boolean }> {
    const link = named.slug ? await this.#room.links.find(named.slug) : null;
    if (named.slug && !link) throw notFound('link');
    const site = link ? await this.siteOf(link.workspaceId) : await this.#deps.sites.byTagId(named.tagId ?? '');
    if (!site) throw new Refusal(403, 'unknown_tag', 'There is no such tag.', 'tagId');
    // A link's page is ours; only a website is bound to its origins.
    const isAllowed = link !== null || mayUse(request, site, this.#deps);
    return { workspaceId: site.workspaceId, site, link, isAllowed };
  }

  /** Refuses who may not read. A wrong secret and a conversation that is not there are answered alike. */
  async unlock(named: { readonly conversation: string; readonly secret: string }): Promise<Unlocked> {
    const place = fromPublicId(named.conversation);
    const conversation = place && (await unlock(this.#room, place.workspaceId, place.id, named.secret));
    if (!place || !conversation) throw notFound('conversation');
    return { workspaceId: place.workspaceId, conversation };
  }

  async siteOf(workspaceId: string): Promise<Site | null> {
    const known = this.#tagIds.get(workspaceId);
    const site = known === undefined ? null : await this.#deps.sites.byTagId(known);
    if (site?.workspaceId === workspaceId) return site;
    const workspace = await findWorkspace(this.#room.db.system, workspaceId);
    if (!workspace) return null;
    this.#tagIds.set(workspaceId, workspace.tagId);
    return this.#deps.sites.byTagId(workspace.tagId);
  }

  /** What a request shows of its sender, as capture reads it. `filtered` of a link's visit stands beside the request's own signs. */
  facts(
    request: FastifyRequest,
    site: Site,
    said: { readonly visitor: ChatVisitor | null; readonly page: ChatFacts['page'] },
  ): ChatFacts {
    const { clock } = this.#room;
    const { userAgent, purpose, country } = factsOf(request, { clock, country: this.#deps.country }, false);
    const claim = said.visitor && claimIn(said.visitor, site, clock());
    const seen = { userAgent, purpose, webdriver: said.visitor?.webdriver === true, signs: [] };
    return {
      claim,
      page: said.page,
      session: textOrNull(said.visitor?.session, SESSION_LENGTH_MAX),
      device: userAgent === null ? null : deviceOf(userAgent),
      country,
      filtered: (site.countAutomation ? null : botSign(seen)) ?? (isStaff(claim, site) ? 'own_staff' : null),
      ownHosts: site.ownHosts,
    };
  }
}

function claimIn({ token, email }: ChatVisitor, site: Site, now: Millis): Claim | null {
  const proof = { secrets: [site.identitySecret, site.formerIdentitySecret], now, trusted: false };
  return claimOf({ token, email }, { userId: 'visitor', email: 'visitor.email' }, proof, []);
}

/** The identities that a signed token proved; none for a mere claim. */
export function verifiedIn(workspaceId: string, claim: Claim | null): string[] {
  if (!claim?.verified) return [];
  const key = (kind: 'user' | 'email', value: string | null) =>
    value === null ? [] : [identityIdOf(workspaceId, { kind, value })];
  return [...key('user', claim.userId), ...key('email', claim.email)];
}

/** The body, JSON by any name. @throws Refusal 400 naming the field at fault. */
export function bodyOf<Shape extends z.ZodType>(request: FastifyRequest, shape: Shape): z.output<Shape> {
  let body: unknown;
  try {
    body = JSON.parse(Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '');
  } catch {
    throw new Refusal(400, 'not_json', 'The body must be JSON.');
  }
  const read = shape.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Refusal(400, 'invalid', issue?.message ?? 'The body is not valid.', issue?.path.join('.') || null);
}

/** The value, or the refusal as HTTP says it. */
export function granted<Value>(outcome: Outcome<Value, ChatWord>): Value {
  if (outcome.ok) return outcome.value;
  const { reason, field, message } = outcome;
  throw new Refusal(STATUS[reason], reason, message, field);
}

const STATUS: Readonly<Record<ChatWord, number>> = {
  not_found: 404,
  conflict: 409,
  too_large: 413,
  invalid: 400,
  unsupported_type: 415,
};

/** Any page may ask; what it may do, its body says. */
export function openToPages(_request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  reply.header('access-control-allow-origin', '*').header('cache-control', 'no-store');
  done();
}
