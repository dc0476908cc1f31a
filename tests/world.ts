import { randomUUID } from 'node:crypto';
import type { FastifyInstance, InjectOptions } from 'fastify';
import pg from 'pg';
import { pino } from 'pino';
import type { SignalLog } from '../src/capture/log.ts';
import { readConfig } from '../src/config.ts';
import type { Context } from '../src/context.ts';
import { buildHttp, type Room } from '../src/http.ts';
import { type Database, openDatabase } from '../src/machinery/database/database.ts';
import { migrate } from '../src/machinery/database/migrate.ts';
import type { Jobs } from '../src/machinery/jobs.ts';
import { inProcessLive } from '../src/machinery/live.ts';
import { openOutbox } from '../src/machinery/outbox-sender.ts';
import { secretsFrom } from '../src/machinery/secrets.ts';
import { insertKey, newKeyText } from '../src/workspace/key-store.ts';
import { insertMember, insertUser, passwordHash } from '../src/workspace/member-store.ts';
import { insertWorkspace } from '../src/workspace/store.ts';
import type { KeyScope, Role } from '../wire/api/words.ts';

/**
 * A Knock of its own for tests: the real database (embedded, in memory), the real routes, a clock that stands still until
 * it is moved. The database is made once per process and kept; each world gets a new workspace in it.
 */
export interface World {
  readonly ctx: Context;
  readonly app: FastifyInstance;
  readonly workspaceId: string;
  readonly tagId: string;
  /** May do everything. Send as `Authorization: Bearer`. */
  readonly apiKey: string;
  /** Moves the clock forward, in ms. */
  readonly pass: (ms: number) => void;
  /** A new member of this workspace, signed in. */
  readonly signIn: (role: Role) => Promise<Member>;
  /** Another key of this workspace. */
  readonly makeKey: (...scopes: KeyScope[]) => Promise<string>;
  /** Calls the API with the API key, or as `as`; 2xx or not, the answer is returned. */
  readonly call: (name: string, options?: CallOptions) => Promise<Answered>;
  /** Runs the jobs that were sent, and those they send, until none is left. */
  readonly runJobs: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Member {
  readonly email: string;
  readonly password: string;
  readonly cookie: string;
}

export interface CallOptions {
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  /** A member's session, another API key, or nobody. */
  readonly as?: Member | string | null;
  readonly headers?: Record<string, string>;
}

export interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on what they expect to find
  readonly body: any;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
}

export interface WorldOptions {
  /** Where the clock stands, ms since the epoch. */
  readonly at?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Routes of other rooms, given the world's context. */
  readonly rooms?: (ctx: Context) => readonly Room[];
  /** A database that only this world uses, in place of the one that a test file's worlds share. Takes seconds. */
  readonly ownDatabase?: boolean;
  /** Where accepted signals go. Without one, sending any is an error. */
  readonly signals?: (ctx: Omit<Context, 'signals'>) => SignalLog;
}

const ORIGIN = 'http://localhost:4000';
const START = Date.UTC(2026, 5, 15, 12);

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const db = await (options.ownDatabase ? newDatabase() : sharedDatabase());
  const config = readConfig({ KNOCK_LOG_LEVEL: 'silent', ...options.env });
  if ('problems' in config) throw new Error(config.problems.join('\n'));
  let now = options.at ?? START;
  const jobs = jobsByHand();
  const log = pino({ level: config.logLevel });
  const clock = () => now;
  let workspaceId = '';
  const base = {
    config,
    db,
    clock,
    log,
    live: inProcessLive(randomUUID()),
    jobs,
    outbox: openOutbox({ db, clock, log, chance: () => 0.5, only: () => workspaceId }),
    secrets: secretsFrom('the secret of the tests, long enough to be one'),
  };
  const ctx: Context = { ...base, signals: options.signals?.(base) ?? NO_SIGNALS };
  const app = await buildHttp(ctx, options.rooms?.(ctx) ?? []);
  await app.ready();
  const workspace = await insertWorkspace(db.system, ctx.secrets, { name: 'Acme', tagId: null, at: now });
  workspaceId = workspace.id;
  ctx.outbox.start();
  const makeKey = async (...scopes: KeyScope[]) => {
    const text = newKeyText();
    const key = { name: scopes.join(' '), scopes, createdBy: 'the tests', at: now, expiresInDays: null };
    await insertKey(db.system, workspace.id, text, key);
    return text;
  };
  const apiKey = await makeKey('admin');
  return {
    ctx,
    app,
    workspaceId: workspace.id,
    tagId: workspace.tagId,
    apiKey,
    pass: (ms) => {
      now += ms;
    },
    signIn: (role) => signInAs(app, db, workspace.id, role, now),
    makeKey,
    call: (name, call = {}) => callApi(app, name, call.as === undefined ? { ...call, as: apiKey } : call),
    runJobs: jobs.runAll,
    close: async () => {
      await app.close();
      await ctx.outbox.stop();
      if (options.ownDatabase) await db.close();
    },
  };
}

const NO_SIGNALS: SignalLog = {
  append: async () => {
    throw new Error('this world has no signal log: pass createWorld({ signals })');
  },
};

let shared: Promise<Database> | null = null;

function sharedDatabase(): Promise<Database> {
  shared ??= newDatabase();
  return shared;
}

/** An empty one with the tables of all migrations: in memory, or on the PostgreSQL server that TEST_DATABASE_URL names. */
export async function newDatabase(): Promise<Database> {
  const server = process.env['TEST_DATABASE_URL'];
  const db = openDatabase({ url: server ? await newOnServer(server) : null, dataDir: 'memory://' });
  await migrate(db);
  return db;
}

async function newOnServer(server: string): Promise<string> {
  const name = `knock_test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client(server);
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = name;
  return url.href;
}

async function signInAs(app: FastifyInstance, db: Database, workspaceId: string, role: Role, at: number) {
  const member = { email: `${role}-${randomUUID()}@acme.test`, password: 'correct horse battery' };
  const hash = await passwordHash(member.password);
  await db.system.transaction().execute(async (q) => {
    const user = await insertUser(q, { name: `A ${role}`, email: member.email, passwordHash: hash, at });
    await insertMember(q, workspaceId, { userId: user.id, role, at });
  });
  return { ...member, cookie: await cookieFor(app, member) };
}

/** The session cookie of a sign-in with e-mail and password. Each comes from an address of its own: sign-in is limited by it. */
export async function cookieFor(app: FastifyInstance, member: { readonly email: string; readonly password: string }) {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { origin: ORIGIN },
    remoteAddress: `fd00:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}::1`,
    payload: { email: member.email, password: member.password },
  });
  if (answer.statusCode !== 200) throw new Error(`sign-in answered ${answer.statusCode}: ${answer.body}`);
  return answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
}

async function callApi(
  app: FastifyInstance,
  name: string,
  { query, body, as, headers }: CallOptions,
): Promise<Answered> {
  const [method, path] = name.split(' ') as [NonNullable<InjectOptions['method']>, string];
  const who =
    typeof as === 'string' ? { authorization: `Bearer ${as}` } : as ? { cookie: as.cookie, origin: ORIGIN } : {};
  const answer = await app.inject({
    method,
    url: path.startsWith('/api/') ? path : `/api/v1${path}`,
    headers: { ...who, ...headers },
    ...(query && { query }),
    ...(body !== undefined && { payload: body as object }),
  });
  const isJson = /json/.test(String(answer.headers['content-type']));
  return { status: answer.statusCode, body: isJson ? answer.json() : answer.body, headers: answer.headers };
}

/** The queue, worked when the test says so: nothing runs behind its back. */
function jobsByHand(): Jobs & { readonly runAll: () => Promise<void> } {
  const workers = new Map<string, (payload: object) => Promise<void>>();
  const waiting: { readonly queue: string; readonly payload: object; readonly key: string | undefined }[] = [];
  return {
    work: async (queue, run) => {
      workers.set(queue, run as (payload: object) => Promise<void>);
    },
    send: async (queue, payload, options) => {
      const key = options?.key;
      if (key !== undefined && waiting.some((job) => job.queue === queue && job.key === key)) return;
      waiting.push({ queue, payload, key });
    },
    schedule: async () => {},
    stop: async () => {},
    runAll: async () => {
      for (let job = waiting.shift(); job; job = waiting.shift()) {
        const run = workers.get(job.queue);
        if (!run) throw new Error(`nobody works the queue ${job.queue}`);
        await run(job.payload);
      }
    },
  };
}
