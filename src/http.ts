import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Registry } from 'prom-client';
import type { Context } from './context.ts';
import { authRoutes } from './machinery/auth/auth-routes.ts';
import { refuseCrossSite } from './machinery/auth/same-origin.ts';
import { openAuth } from './machinery/auth.ts';
import { readAddressesWithoutPorts } from './machinery/client-address.ts';
import type { Database } from './machinery/database/database.ts';
import { secureHeaders } from './machinery/headers.ts';
import { metricsRoute } from './machinery/metrics.ts';
import { describeRoute } from './machinery/openapi.ts';
import { answerProblems, sendError } from './machinery/problems.ts';
import { answerUnreadable } from './machinery/unreadable.ts';
import { openPrincipals } from './workspace/principal-store.ts';
import { workspaceRoutes } from './workspace/routes.ts';
import { openSites, type WorkspaceSites } from './workspace/site-store.ts';

const BODY_BYTES_MAX = 1024 * 1024;
const READY_WITHIN_MS = 2_000;

/** What the shell made, for the rooms that add their routes to it. */
export interface Shell {
  readonly sites: WorkspaceSites;
  readonly metrics: Registry;
}

/** Adds a room's routes. */
export type Room = (app: FastifyInstance, shell: Shell) => void | Promise<void>;

/**
 * The HTTP server, not yet listening: errors as problem documents, security headers, sign-in, the workspace's own routes,
 * health, metrics and the API's description; then what `rooms` add. `close()` ends it after the requests in flight.
 */
export async function buildHttp(ctx: Context, rooms: readonly Room[] = []): Promise<FastifyInstance> {
  const { config, clock, db, live, log, secrets } = ctx;
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_BYTES_MAX,
    // One proxy of ours: the address it appended is believed, what the client wrote before it is not.
    trustProxy: config.trustProxy ? (_address, hop) => hop < 1 : false,
    forceCloseConnections: 'idle',
    // A request that comes while the server ends is still served, and told to come by another connection next time.
    return503OnClosing: false,
    frameworkErrors: sendError,
    clientErrorHandler: answerUnreadable,
    routerOptions: { ignoreTrailingSlash: true },
  });
  if (config.trustProxy) readAddressesWithoutPorts(app);
  app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler);
  readJson(app);
  answerProblems(app);
  secureHeaders(app, config.publicUrls[0]?.startsWith('https:') ?? false);
  refuseCrossSite(app, config.publicUrls);
  const metrics = metricsRoute(app);
  healthRoutes(app, db);
  const version = packageVersion();
  await describeApi(app, version);

  const auth = openAuth({ db, secrets, log, publicUrls: config.publicUrls });
  const principals = openPrincipals({ db, auth, clock });
  const sites = openSites({ db, secrets, clock });
  app.decorateRequest('principal', null);
  app.decorate('findPrincipal', principals.find);
  authRoutes(app, auth, principals.forget);
  const { publicUrls } = config;
  workspaceRoutes(app, { db, clock, secrets, auth, principals, sites, version, live, publicUrls });
  for (const room of rooms) await room(app, { sites, metrics });
  return app;
}

/** JSON is the one body the API reads; an empty one counts as none, since some clients name the type in any case. */
function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else parse(request, body as string, done);
  });
}

function healthRoutes(app: FastifyInstance, db: Database): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ ok: true }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const isReady = await answersWithin(READY_WITHIN_MS, db.pool.query('select 1'));
    return reply.code(isReady ? 200 : 503).send({ ok: isReady, database: isReady ? 'answers' : 'does not answer' });
  });
}

async function answersWithin(ms: number, answer: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const inTime = answer.then(
    () => true,
    () => false,
  );
  return Promise.race([inTime, late]).finally(() => clearTimeout(timer));
}

async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Knock', version, description: 'First-party buyer intent: contacts, accounts, signals, scores.' },
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'An API key from Settings, API keys.' },
          writeKey: {
            type: 'http',
            scheme: 'basic',
            description: 'The tag id or an API key as the user; no password.',
          },
          conversation: { type: 'http', scheme: 'bearer', description: 'The secret that the conversation began with.' },
          session: { type: 'apiKey', in: 'cookie', name: 'knock.session_token' },
        },
      },
      security: [{ apiKey: [] }, { session: [] }],
    },
    transform: describeRoute,
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true, uiConfig: { deepLinking: true } });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}
