import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Context } from './context.ts';
import { findFirstWorkspace } from './workspace/store.ts';

const BUILD = join(import.meta.dirname, '..', 'build');
const DASHBOARD = join(BUILD, 'dashboard');
const DEMO = join(BUILD, 'demo');
const TAG_ID_PLACEHOLDER = '__KNOCK_TAG_ID__';

/** The dashboard at `/` and the demo website at `/demo/`, as set-up built them. */
export async function pageRoutes(app: FastifyInstance, ctx: Context): Promise<void> {
  demoRoutes(app, ctx);
  await app.register(fastifyStatic, {
    root: DASHBOARD,
    prefix: '/',
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Vite names assets by their content, so a name never gets other content.
      const isNamedByContent = path.includes(`${sep}assets${sep}`);
      reply.header('cache-control', isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  // The dashboard's own addresses (`/contacts/...`) are made in the browser: they all get its one page.
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    const isPage = !NOT_PAGES.test(request.url) && (request.headers.accept ?? '').includes('text/html');
    return isPage ? sendPage(reply) : reply.callNotFound();
  });
  app.get('/', { schema: { hide: true } }, (_request, reply) => sendPage(reply));
}

const NOT_PAGES = /^\/(api|v1|knock-tag|collect|assets|metrics)(\/|\?|$)/;

function sendPage(reply: FastifyReply) {
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .send(createReadStream(join(DASHBOARD, 'index.html')));
}

function demoRoutes(app: FastifyInstance, ctx: Context): void {
  // Trailing slashes are ignored when routes are found, and matter to the site's relative links.
  app.get('/demo', { schema: { hide: true } }, (request, reply) =>
    request.url.startsWith('/demo/') ? sendDemoPage(ctx, reply, join(DEMO, 'index.html')) : reply.redirect('/demo/'),
  );
  app.get<{ Params: { '*': string } }>('/demo/*', { schema: { hide: true } }, async (request, reply) => {
    const asked = normalize(`/${request.params['*']}`);
    const file = join(DEMO, asked);
    if (!file.startsWith(DEMO)) return reply.code(404).send();
    if (extname(file) === '') return sendDemoPage(ctx, reply, join(file, 'index.html'));
    const isThere = await stat(file).then(
      (found) => found.isFile(),
      () => false,
    );
    if (!isThere) return sendDemoPage(ctx, reply, '');
    return reply
      .type(TYPES[extname(file)] ?? 'application/octet-stream')
      .header('cache-control', 'no-cache')
      .send(createReadStream(file));
  });
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

async function sendDemoPage(ctx: Context, reply: FastifyReply, file: string): Promise<FastifyReply> {
  const page = await readFile(file, 'utf8').catch(() => null);
  const html = page ?? (await readFile(join(DEMO, '404', 'index.html'), 'utf8'));
  const tagId = (await findFirstWorkspace(ctx.db.system))?.tagId ?? 'none-yet';
  return reply
    .code(page === null ? 404 : 200)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .send(html.replaceAll(TAG_ID_PLACEHOLDER, tagId));
}
