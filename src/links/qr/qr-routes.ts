import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { ById } from '../../../wire/api/paging.ts';
import { Buckets } from '../../capture/rate-limit.ts';
import { findSetup } from '../../chat/setup-store.ts';
import { isId } from '../../identity/keys.ts';
import { needs } from '../../machinery/auth/principal.ts';
import { networkOf } from '../../machinery/client-address.ts';
import { answered, PROBLEMS } from '../../machinery/openapi.ts';
import { notFound, Refusal } from '../../machinery/refusal.ts';
import { type Link, linkUrls } from '../link.ts';
import type { LinkDeps } from '../room-store.ts';
import { findLink } from '../store.ts';
import { type QrLogo, qrSvg } from './qr.ts';
import { PNG_SIZE_MAX, PNG_SIZE_MIN, qrPng } from './qr-png.ts';

const QrQuery = z.object({
  /** Pixels of width and height. */
  size: z.coerce.number().int().min(PNG_SIZE_MIN).max(PNG_SIZE_MAX).optional(),
  /** `1`: with the brand's logo in the middle. */
  logo: z.enum(['0', '1']).optional(),
});
type QrQuery = z.infer<typeof QrQuery>;

const SIZE = 600;
/** Drawing one takes some milliseconds. */
const PER_ADDRESS = { perSecond: 2, burst: 30 };
const TYPES = { svg: 'image/svg+xml', png: 'image/png' } as const;
const PICTURES = { svg: z.string(), png: z.file() } as const;
type Format = keyof typeof TYPES;

/** The codes of links: `/l/<slug>/qr.svg` and `.png` for everybody, the same under `/api/v1/links/:id` for the dashboard. */
export function qrRoutes(app: FastifyInstance, deps: LinkDeps): void {
  const perAddress = new Buckets(PER_ADDRESS, 10_000);
  for (const format of ['svg', 'png'] as const) {
    app.get<{ Params: { slug: string }; Querystring: QrQuery }>(
      `/l/:slug/qr.${format}`,
      { schema: { hide: true, querystring: QrQuery } },
      async (request, reply) => {
        const wait = deps.isShared(request.ip) ? null : perAddress.take(networkOf(request.ip), deps.clock());
        if (wait !== null) throw new Refusal(429, 'rate_limited', 'Too many codes at once.', null, wait);
        const kept = await deps.links.find(request.params.slug.toLowerCase());
        if (!kept) throw notFound('link');
        return sendCode(deps, reply.header('cache-control', 'public, max-age=300'), kept.link, format, request.query);
      },
    );
    app.get<{ Params: { id: string }; Querystring: QrQuery }>(
      `/api/v1/links/:id/qr.${format}`,
      {
        onRequest: [needs('read')],
        schema: {
          params: ById,
          querystring: QrQuery,
          tags: ['links'],
          operationId: `get-links-by-id-qr-${format}`,
          summary: `Draw the code of a Knock Link as ${format.toUpperCase()}`,
          documented: { response: { 200: answered('The picture.', PICTURES[format], TYPES[format]), ...PROBLEMS } },
        },
      },
      async (request, reply) => {
        const workspaceId = request.principal?.workspaceId ?? '';
        if (!isId(request.params.id)) throw notFound('link');
        const link = await deps.db.inWorkspace(workspaceId, (trx) => findLink(trx, workspaceId, request.params.id));
        if (!link) throw notFound('link');
        return sendCode(deps, reply, link, format, request.query);
      },
    );
  }
}

async function sendCode(deps: LinkDeps, reply: FastifyReply, link: Link, format: Format, query: QrQuery) {
  const [url = ''] = linkUrls(deps.config.publicUrls, link.slug, 'q');
  const { size = SIZE } = query;
  const { workspaceId } = link;
  const brand =
    query.logo === '1' ? await deps.db.inWorkspace(workspaceId, (trx) => findSetup(trx, workspaceId)) : null;
  const image = brand?.logoUrl?.startsWith('data:') ? brand.logoUrl : null;
  const logo: QrLogo | null = brand && { color: brand.color, image };
  const code = format === 'svg' ? qrSvg(url, size, logo) : qrPng(url, size, logo, pngIn(image));
  return reply
    .type(TYPES[format])
    .header('content-security-policy', "default-src 'none'; img-src data:; style-src 'none'; sandbox")
    .header('cross-origin-resource-policy', 'cross-origin')
    .send(typeof code === 'string' ? code : Buffer.from(code));
}

// Of the kinds of pictures only this one is drawn into a PNG; with another one the speech bubble stands there.
function pngIn(image: string | null): Uint8Array | null {
  const base64 = /^data:image\/png;base64,(.+)$/s.exec(image ?? '')?.[1];
  return base64 === undefined ? null : Buffer.from(base64, 'base64');
}
