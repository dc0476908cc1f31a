import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const BUILT = join(import.meta.dirname, '..', 'build', 'widget');
const SCRIPTS = ['widget.js', 'page.js'];

interface Script {
  readonly builtAt: number;
  readonly code: Buffer;
  readonly gzipped: Buffer;
  readonly etag: string;
}

/**
 * `GET /knock-chat/widget.js` and `/knock-chat/page.js`: the chat's scripts, the same for everybody. Browsers keep them an hour, and may use
 * them a week longer while they fetch new ones, so a release arrives soon and an outage of ours breaks no page.
 */
export function chatFileRoutes(app: FastifyInstance): void {
  const kept = new Map<string, Script>();
  for (const name of SCRIPTS) {
    app.get(`/knock-chat/${name}`, { schema: { hide: true } }, async (request, reply) => {
      reply
        .type('text/javascript; charset=utf-8')
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('access-control-allow-origin', '*')
        .header('vary', 'Accept-Encoding');
      const script = await readScript(name, kept.get(name));
      if (script === null) {
        return reply.code(503).header('retry-after', 10).send('/* Knock: the chat is not built yet. */\n');
      }
      kept.set(name, script);
      reply
        .header('cache-control', 'public, max-age=3600, stale-while-revalidate=604800, stale-if-error=604800')
        .header('etag', script.etag);
      if (request.headers['if-none-match']?.includes(script.etag)) return reply.code(304).send();
      if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(script.code);
      return reply.header('content-encoding', 'gzip').send(script.gzipped);
    });
  }
}

/** The script as it was built last; null while it is not built. */
async function readScript(name: string, kept: Script | undefined): Promise<Script | null> {
  const file = join(BUILT, name);
  const builtAt = await stat(file).then(
    (found) => found.mtimeMs,
    () => null,
  );
  if (builtAt === null) return null;
  if (kept?.builtAt === builtAt) return kept;
  const code = await readFile(file);
  const etag = `"${createHash('sha256').update(code).digest('base64url').slice(0, 22)}"`;
  return { builtAt, code, gzipped: gzipSync(code, { level: 9 }), etag };
}
