import { randomBytes } from 'node:crypto';
// Its words for a route's schema: hide.
import type {} from '@fastify/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Buckets } from '../capture/rate-limit.ts';
import { isUnavailable } from '../machinery/database/database.ts';
import type { KeptLink } from './kept-links-store.ts';
import { linkState } from './link.ts';
import { type Brand, linkPage, linkPagePolicy, sorryPage } from './page/page.ts';
import { rememberSettings } from './page/page-settings-store.ts';
import { languageAccepted } from './page/page-words.ts';
import { qrRoutes } from './qr/qr-routes.ts';
import { CLICK_PARAMETER, isOwnPage, redirectTarget } from './redirect.ts';
import type { LinkDeps } from './room-store.ts';
import { type Arrival, header, readArrivals, VISIT_USE } from './visits/arrival-routes.ts';
import { prove } from './visits/prove-store.ts';
import { seenRoute } from './visits/seen-routes.ts';
import { visitToken } from './visits/visit.ts';

/** Slugs that are not in memory cost a look at the database: guessing them is limited. */
const GUESSES = { perSecond: 5, burst: 100 };
const ADDRESSES_MAX = 20_000;
const RETRY_SECONDS = 5;

/**
 * What the public sees of links: `/l/<slug>`, its twin `/q/<slug>` that only QR codes name, their codes, and the proof that a page was
 * seen. HEAD answers as GET does.
 */
export async function linkPageRoutes(app: FastifyInstance, deps: LinkDeps): Promise<void> {
  const visit = walk(deps);
  for (const [path, scanned] of [
    ['/l/:slug', false],
    ['/q/:slug', true],
  ] as const) {
    app.get<{ Params: { slug: string } }>(path, { schema: { hide: true } }, (request, reply) =>
      visit(request, reply, request.params.slug.toLowerCase(), scanned),
    );
  }
  qrRoutes(app, deps);
  await seenRoute(app, deps);
}

function walk(deps: LinkDeps) {
  const arrive = readArrivals(deps);
  const settingsOf = rememberSettings(deps);
  const guesses = new Buckets(GUESSES, ADDRESSES_MAX);
  const knockHosts = deps.config.publicUrls.map((url) => new URL(url).hostname);

  const find = async (request: FastifyRequest, slug: string): Promise<KeptLink | 'unknown' | 'away'> => {
    const kept = deps.links.find(slug);
    if (!(kept instanceof Promise)) return kept ?? 'unknown';
    if (!deps.isShared(request.ip) && guesses.take(request.ip, deps.clock()) !== null) return 'unknown';
    try {
      return (await kept) ?? 'unknown';
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      return 'away';
    }
  };

  const redirect = (request: FastifyRequest, reply: FastifyReply, kept: KeptLink, target: string, scanned: boolean) => {
    const to = redirectTarget(target, kept.link.settings);
    const provable = isOwnPage(to, [...kept.home.ownHosts, ...knockHosts]);
    const arrival = arrive(request, kept, scanned, { provable });
    record(deps, arrival);
    if (provable && arrival.counts) to.searchParams.set(CLICK_PARAMETER, arrival.visit.id);
    return reply.code(302).headers(UNCACHED).header('location', to.href).send();
  };

  const page = async (request: FastifyRequest, reply: FastifyReply, kept: KeptLink, scanned: boolean) => {
    const { link } = kept;
    const language = languageAccepted(header(request, 'accept-language'));
    const arrival = arrive(request, kept, scanned, { provable: true });
    if (arrival.counts) deps.visits.add(arrival.visit);
    const { greeting, heading, intro } = link.settings;
    const settings = await settingsOf(link.workspaceId, { language, greeting });
    const nonce = randomBytes(16).toString('base64');
    const boot = {
      slug: link.slug,
      kind: link.kind === 'meeting' ? ('meeting' as const) : ('chat' as const),
      visit: visitToken(arrival.visit, (text) => deps.secrets.sign(VISIT_USE, text)),
      visitor: arrival.carried,
      settings,
    };
    const url = `${deps.config.publicUrls[0]}/l/${link.slug}`;
    return sendPage(reply, 200, nonce, linkPage({ boot, heading, intro, url, nonce }));
  };

  const brandOf = async (request: FastifyRequest, kept: KeptLink): Promise<Brand> => {
    const language = languageAccepted(header(request, 'accept-language'));
    const settings = await settingsOf(kept.link.workspaceId, { language, greeting: null }).catch(() => null);
    return settings?.brand ?? nameOnly(kept);
  };

  return async (request: FastifyRequest, reply: FastifyReply, slug: string, scanned: boolean) => {
    const kept = await find(request, slug);
    if (kept === 'unknown') return sorry(request, reply, 404, 'unknown', null);
    if (kept === 'away') return sorry(request, reply, 503, 'away', null);
    const { link } = kept;
    const state = linkState(link, deps.clock());
    if (state !== 'active') {
      const brand = await brandOf(request, kept);
      return sorry(request, reply, 410, state === 'paused' ? 'paused' : 'ended', brand);
    }
    if (link.kind === 'redirect' && link.target !== null) return redirect(request, reply, kept, link.target, scanned);
    try {
      return await page(request, reply, kept, scanned);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      return sorry(request, reply, 503, 'away', nameOnly(kept));
    }
  };
}

// Behind the answer. A click on the website says itself whose it is; all others wait for the page that they lead to.
function record(deps: LinkDeps, { visit, carried, counts }: Arrival): void {
  if (!counts) return;
  deps.visits.add(visit);
  if (carried === null || visit.sign !== null) return;
  const browser = { id: carried, session: null };
  prove(deps, visit.workspaceId, visit.id, browser, { page: false, known: visit }).catch((error) =>
    deps.log.debug({ err: error, visitId: visit.id }, 'a click on the website is not proven'),
  );
}

// What is known of whose a link is while the database is away.
function nameOnly({ home }: KeptLink): Brand {
  return { name: home.name, logoUrl: null, color: '#5b6270', onColor: '#ffffff' };
}

const UNCACHED = { 'cache-control': 'private, no-store', 'referrer-policy': 'strict-origin-when-cross-origin' };

function sorry(
  request: FastifyRequest,
  reply: FastifyReply,
  status: 404 | 410 | 503,
  why: Parameters<typeof sorryPage>[0],
  brand: Brand | null,
): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  const language = languageAccepted(header(request, 'accept-language'));
  if (status === 503) reply.header('retry-after', RETRY_SECONDS);
  return sendPage(reply, status, nonce, sorryPage(why, { language, brand, nonce }));
}

function sendPage(reply: FastifyReply, status: number, nonce: string, html: string): FastifyReply {
  return reply
    .code(status)
    .headers(UNCACHED)
    .header('content-security-policy', linkPagePolicy(nonce))
    .header('x-robots-tag', 'noindex')
    .type('text/html; charset=utf-8')
    .send(html);
}
