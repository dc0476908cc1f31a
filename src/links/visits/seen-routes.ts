import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LinkSeen, type LinkSeenAnswer } from '../../../wire/link-page.ts';
import { Buckets } from '../../capture/rate-limit.ts';
import { senderId } from '../../capture/sender.ts';
import { textOrNull } from '../../capture/text.ts';
import { DAY } from '../../foundation/time.ts';
import { networkOf } from '../../machinery/client-address.ts';
import { Refusal } from '../../machinery/refusal.ts';
import type { LinkDeps } from '../room-store.ts';
import { header, VISIT_USE } from './arrival-routes.ts';
import { isSeen } from './proof.ts';
import { prove } from './prove-store.ts';
import { readVisitToken, type Visit, type VisitProof } from './visit.ts';

const BODY_BYTES_MAX = 16 * 1024;
const PER_ADDRESS = { perSecond: 5, burst: 100 };
const ADDRESSES_MAX = 20_000;
/** A page that was left open for longer begins anew. */
const TOKEN_LIFE = DAY;

/** `POST /l/<slug>/seen`: the page was visible to somebody. See wire/link-page.ts. */
export async function seenRoute(app: FastifyInstance, deps: LinkDeps): Promise<void> {
  const perAddress = new Buckets(PER_ADDRESS, ADDRESSES_MAX);
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_BYTES_MAX }, (_request, body, done) =>
      done(null, body),
    );
    scope.post<{ Params: { slug: string } }>('/l/:slug/seen', { schema: { hide: true } }, async (request, reply) => {
      const wait = deps.isShared(request.ip) ? null : perAddress.take(networkOf(request.ip), deps.clock());
      if (wait !== null) throw new Refusal(429, 'rate_limited', 'Too many pages at once.', null, wait);
      reply.header('cache-control', 'no-store');
      return { ok: true, proven: await see(deps, request) } satisfies LinkSeenAnswer;
    });
  });
}

async function see(deps: LinkDeps, request: FastifyRequest<{ Params: { slug: string } }>): Promise<boolean> {
  const { visit: token, visitor, proof } = readSeen(request.body);
  const said = readVisitToken(token, (text) => deps.secrets.sign(VISIT_USE, text));
  const now = deps.clock();
  const kept = await deps.links.find(request.params.slug.toLowerCase());
  if (!said || said.linkId !== kept?.link.id || said.workspaceId !== kept.link.workspaceId)
    throw new Refusal(403, 'forbidden', 'This visit is not one of this page.', 'visit');
  if (now - said.at > TOKEN_LIFE)
    throw new Refusal(410, 'gone', 'This page was left open too long. Load it again.', 'visit');
  const id = senderId(visitor.id, 'visitor.id');
  if (!id.ok) throw new Refusal(400, 'invalid', id.message, id.field);
  const userAgent = textOrNull(header(request, 'user-agent'), 1_000);
  if (!isSeen(said.sign, { userAgent, webdriver: visitor.webdriver === true, proof })) return false;
  const browser = { id: id.value, session: textOrNull(visitor.session, 64) };
  const url = `${deps.config.publicUrls[0]}/l/${kept.link.slug}`;
  const context = { url, userAgent, title: kept.link.name, provable: true, country: deps.country(request.ip) };
  return prove(deps, said.workspaceId, said.visitId, browser, { page: true, known: visitOf(said, context) });
}

// The visit as its proof tells it, for when the request itself could not be stored.
function visitOf({ visitId, ...said }: VisitProof, context: Visit['context']): Visit {
  return { ...said, id: visitId, context };
}

function readSeen(body: unknown): LinkSeen {
  let stated: unknown;
  try {
    stated = JSON.parse(String(body));
  } catch {
    throw new Refusal(400, 'invalid', 'The body must be JSON.');
  }
  const read = LinkSeen.safeParse(stated);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new Refusal(400, 'invalid', issue?.message ?? 'Not valid.', issue?.path.join('.') || null);
}
