import { randomBytes } from 'node:crypto';
// Its words for a route's schema: hide.
import type {} from '@fastify/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Buckets } from '../capture/rate-limit.ts';
import { networkOf } from '../machinery/client-address.ts';
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
  const house: House = {
    deps,
    arrive: readArrivals(deps),
    settingsOf: rememberSettings(deps),
    guesses: new Buckets(GUESSES, ADDRESSES_MAX),
    knockHosts: deps.config.publicUrls.map((url) => new URL(url).hostname),
  };
  for (const [path, scanned] of [
    ['/l/:slug', false],
    ['/q/:slug', true],
  ] as const) {
    app.get<{ Params: { slug: string } }>(path, { schema: { hide: true } }, (request, reply) =>
      visit(house, { request, reply, slug: request.params.slug.toLowerCase(), scanned }),
    );
  }
  qrRoutes(app, deps);
  await seenRoute(app, deps);
}

/** What these routes work with, and remember. */
interface House {
  readonly deps: LinkDeps;
  readonly arrive: ReturnType<typeof readArrivals>;
  readonly settingsOf: LinkDeps['chatSettings'];
  readonly guesses: Buckets;
  readonly knockHosts: readonly string[];
}

/** One request for a link's address. */
interface Call {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly slug: string;
  /** Asked for by the address that the QR code has. */
  readonly scanned: boolean;
}

async function visit(house: House, call: Call): Promise<FastifyReply> {
  const kept = house.deps.links.known(call.slug) ?? (await find(house, call));
  if (kept === 'unknown') return sorry(call, 404, 'unknown', null);
  if (kept === 'away') return sorry(call, 503, 'away', null);
  const { link } = kept;
  const state = linkState(link, house.deps.clock());
  if (state !== 'active')
    return sorry(call, 410, state === 'paused' ? 'paused' : 'ended', await brandOf(house, call, kept));
  if (link.kind === 'redirect' && link.target !== null) return redirect(house, call, kept, link.target);
  try {
    return await page(house, call, kept);
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return sorry(call, 503, 'away', nameOnly(kept));
  }
}

async function find({ deps, guesses }: House, { request, slug }: Call): Promise<KeptLink | 'unknown' | 'away'> {
  if (!deps.isShared(request.ip) && guesses.take(networkOf(request.ip), deps.clock()) !== null) return 'unknown';
  try {
    return (await deps.links.find(slug)) ?? 'unknown';
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    return 'away';
  }
}

// Nothing here waits for anything: see visit-log-store.ts.
function redirect({ deps, arrive, knockHosts }: House, call: Call, kept: KeptLink, target: string): FastifyReply {
  const to = redirectTarget(target, kept.link.settings);
  const provable = isOwnPage(to, [...kept.home.ownHosts, ...knockHosts]);
  const arrival = arrive(call.request, kept, call.scanned, { provable });
  record(deps, arrival);
  if (provable && arrival.counts) to.searchParams.set(CLICK_PARAMETER, arrival.visit.id);
  return call.reply.code(302).headers(UNCACHED).header('location', to.href).send();
}

async function page({ deps, arrive, settingsOf }: House, call: Call, kept: KeptLink): Promise<FastifyReply> {
  const { link } = kept;
  const arrival = arrive(call.request, kept, call.scanned, { provable: true });
  if (arrival.counts) deps.visits.add(arrival.visit);
  const { greeting, heading, intro } = link.settings;
  const settings = await settingsOf(link.workspaceId, { language: languageOf(call), greeting });
  const boot = {
    slug: link.slug,
    kind: link.kind === 'meeting' ? ('meeting' as const) : ('chat' as const),
    visit: visitToken(arrival.visit, (text) => deps.secrets.sign(VISIT_USE, text)),
    visitor: arrival.carried,
    settings,
  };
  const url = `${deps.config.publicUrls[0]}/l/${link.slug}`;
  return sendPage(call, 200, (nonce) => linkPage({ boot, heading, intro, url, nonce }));
}

async function brandOf({ settingsOf }: House, call: Call, kept: KeptLink): Promise<Brand> {
  const asked = { language: languageOf(call), greeting: null };
  const settings = await settingsOf(kept.link.workspaceId, asked).catch(() => null);
  return settings?.brand ?? nameOnly(kept);
}

function languageOf({ request }: Call) {
  return languageAccepted(header(request, 'accept-language'));
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
  call: Call,
  status: 404 | 410 | 503,
  why: Parameters<typeof sorryPage>[0],
  brand: Brand | null,
): FastifyReply {
  if (status === 503) call.reply.header('retry-after', RETRY_SECONDS);
  return sendPage(call, status, (nonce) => sorryPage(why, { language: languageOf(call), brand, nonce }));
}

function sendPage({ reply }: Call, status: number, html: (nonce: string) => string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  return reply
    .code(status)
    .headers(UNCACHED)
    .header('content-security-policy', linkPagePolicy(nonce))
    .header('x-robots-tag', 'noindex')
    .type('text/html; charset=utf-8')
    .send(html(nonce));
}
