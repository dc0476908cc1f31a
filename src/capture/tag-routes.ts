import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { renderTag, type TagSettings } from '../../wire/tag-settings.ts';
import { type Gate, header } from './incoming-routes.ts';

const RENDERED_MAX = 100;

interface Rendered {
  readonly bundle: string;
  readonly settings: TagSettings;
  readonly script: Buffer;
  readonly gzipped: Buffer;
  readonly etag: string;
}

/**
 * `GET /knock-tag/<tagId>.js`: the tag with its workspace's settings. Browsers keep it 5 minutes and may use it a day longer
 * while they fetch a new one, so a change of settings arrives within minutes and an outage of ours breaks no page.
 */
export function tagRoute(app: FastifyInstance, { deps }: Gate): void {
  const rendered = new Map<string, Rendered>();

  app.get<{ Params: { file: string } }>('/knock-tag/:file', { schema: { hide: true } }, async (request, reply) => {
    reply
      .type('text/javascript; charset=utf-8')
      .header('x-content-type-options', 'nosniff')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('vary', 'Accept-Encoding');
    const tagId = /^([\w-]{1,64})\.js$/.exec(request.params.file)?.[1] ?? null;
    const site = tagId === null ? null : await deps.sites.byTagId(tagId);
    if (site === null) {
      return reply.code(404).header('cache-control', 'public, max-age=60').send('/* Knock: there is no such tag. */\n');
    }
    const bundle = await deps.tagBundle();
    if (bundle === null) {
      return reply.code(503).header('retry-after', 10).send('/* Knock: the tag is not built yet. */\n');
    }
    const settings = (await deps.tagSettings?.(site)) ?? site.tagSettings;
    const tag = fresh(rendered, site.tagId, settings, bundle);
    reply
      .header('cache-control', 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=86400')
      .header('etag', tag.etag);
    if (matches(header(request, 'if-none-match'), tag.etag)) return reply.code(304).send();
    if (!/\bgzip\b/.test(header(request, 'accept-encoding') ?? '')) return reply.send(tag.script);
    return reply.header('content-encoding', 'gzip').send(tag.gzipped);
  });
}

function fresh(rendered: Map<string, Rendered>, tagId: string, settings: TagSettings, bundle: string): Rendered {
  const kept = rendered.get(tagId);
  if (kept !== undefined && kept.bundle === bundle && kept.settings === settings) return kept;
  const script = Buffer.from(renderTag(bundle, settings));
  const etag = `W/"${createHash('sha256').update(script).digest('base64url').slice(0, 22)}"`;
  const made = { bundle, settings, script, gzipped: gzipSync(script, { level: 9 }), etag };
  if (rendered.size >= RENDERED_MAX) rendered.clear();
  rendered.set(tagId, made);
  return made;
}

function matches(ifNoneMatch: string | null, etag: string): boolean {
  const asked = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^(W\/)?/, 'W/')) ?? [];
  return asked.includes(etag) || ifNoneMatch === '*';
}
