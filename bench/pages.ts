import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { readConfig } from '../src/config.ts';
import type { Context } from '../src/context.ts';
import { dashboardRoutes } from '../src/dashboard/routes.ts';
import { buildHttp } from '../src/http.ts';
import { type Database, openDatabase } from '../src/machinery/database/database.ts';
import { migrate } from '../src/machinery/database/migrate.ts';
import { ensurePartitions } from '../src/machinery/database/partitions.ts';
import type { Jobs } from '../src/machinery/jobs.ts';
import { inProcessLive } from '../src/machinery/live.ts';
import { openOutbox } from '../src/machinery/outbox-sender.ts';
import { secretsFrom } from '../src/machinery/secrets.ts';
import { insertKey, newKeyText } from '../src/workspace/key-store.ts';
import { insertWorkspace } from '../src/workspace/store.ts';
import { fillWorkspace } from './pages-data.ts';

/** What a page costs, in ms, from request to answer, one at a time. */
export interface PageCost {
  readonly page: string;
  readonly contacts: number;
  readonly p50: number;
  readonly p99: number;
  /** p50 against that of the smallest size; 1 for the smallest. */
  readonly ratio: number;
}

const SIZES = [10_000, 100_000, 1_000_000];
const WARM_UP = 30;
const MEASURED = 300;

/**
 * Measures the pages that must stay quick as contacts grow, each size in a workspace of its own. `databaseUrl` names a
 * PostgreSQL database of its own, which is filled once and left behind (about 6 GB for a million contacts).
 */
export async function benchPages(databaseUrl: string, sizes: readonly number[] = SIZES): Promise<PageCost[]> {
  const config = readConfig({ DATABASE_URL: databaseUrl, KNOCK_LOG_LEVEL: 'silent' });
  if ('problems' in config) throw new Error(config.problems.join('\n'));
  const db = openDatabase({ url: databaseUrl, dataDir: '' });
  try {
    await migrate(db);
    await ensurePartitions(db.pool, Date.now());
    const costs: PageCost[] = [];
    for (const contacts of sizes) {
      const workspaceId = await db.unhurried(() => filled(db, contacts));
      for (const cost of await measured(db, config, workspaceId)) {
        const floor = costs.find((one) => one.page === cost.page)?.p50 ?? cost.p50;
        costs.push({ ...cost, contacts, ratio: cost.p50 / floor });
      }
    }
    return costs;
  } finally {
    await db.close();
  }
}

const secrets = secretsFrom('the secret of the benchmark, long enough');

async function filled(db: Database, contacts: number): Promise<string> {
  const { rows } = await db.pool.query<{ id: string }>(
    'select id from workspace w where name = $1 and (select count(*) from contact_heat h where h.workspace_id = w.id) = $2',
    [`Bench ${contacts}`, contacts],
  );
  if (rows[0]) return rows[0].id;
  const workspace = await insertWorkspace(db.system, secrets, {
    name: `Bench ${contacts}`,
    tagId: null,
    at: Date.now(),
  });
  await fillWorkspace(db.pool, workspace.id, contacts, Date.now());
  return workspace.id;
}

type Measured = Omit<PageCost, 'contacts' | 'ratio'>;

async function measured(db: Database, config: Context['config'], workspaceId: string): Promise<Measured[]> {
  const live = inProcessLive(randomUUID());
  const log = pino({ level: 'silent' });
  const outbox = openOutbox({ db, clock: Date.now, log, chance: Math.random });
  const ctx: Context = { config, db, clock: Date.now, log, live, secrets, signals: NO_SIGNALS, jobs: NO_JOBS, outbox };
  const app = await buildHttp(ctx, [(app) => dashboardRoutes(app, ctx)]);
  try {
    const key = newKeyText();
    await insertKey(db.system, workspaceId, key, {
      name: 'bench',
      scopes: ['admin'],
      createdBy: 'the benchmark',
      at: Date.now(),
      expiresInDays: null,
    });
    return await pagesOf(app, key, await someContacts(db, workspaceId));
  } finally {
    await app.close();
  }
}

async function pagesOf(app: FastifyInstance, key: string, ids: readonly string[]): Promise<Measured[]> {
  const get = (path: string) => answerOf(app, key, path);
  const pick = (n: number) => ids[n % ids.length] ?? '';
  let cursor = '';
  return [
    await cost('contacts by score', () => get('/contacts?limit=50')),
    await cost('contacts by score, page after page', async () => {
      const page = await get(`/contacts?limit=50${cursor && `&cursor=${cursor}`}`);
      cursor = page.nextCursor ?? '';
    }),
    await cost('contacts, High and identified', () => get('/contacts?limit=50&intentScore=High&identified=true')),
    await cost('contacts by latest signal', () => get('/contacts?limit=50&sort=-lastSignalAt')),
    await cost('contacts by first seen', () => get('/contacts?limit=50&sort=-firstSeenAt')),
    await cost('contacts found by name', (n) => get(`/contacts?limit=50&q=person${3_000 + n * 21}`)),
    await cost('accounts by score', () => get('/accounts?limit=50')),
    await cost('record with timeline', async (n) => {
      await get(`/contacts/${pick(n)}`);
      await get(`/contacts/${pick(n)}/timeline`);
    }),
    await cost('record: why', (n) => get(`/contacts/${pick(n)}/score`)),
    await cost('record: identities', (n) => get(`/contacts/${pick(n)}/identities`)),
    await cost('live feed', () => get('/live')),
  ];
}

async function answerOf(app: FastifyInstance, key: string, path: string): Promise<{ nextCursor?: string | null }> {
  const answer = await app.inject({ url: `/api/v1${path}`, headers: { authorization: `Bearer ${key}` } });
  if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}: ${answer.body}`);
  return answer.json();
}

async function cost(page: string, ask: (n: number) => Promise<unknown>): Promise<Measured> {
  const times: number[] = [];
  for (let n = 0; n < WARM_UP + MEASURED; n += 1) {
    const began = performance.now();
    await ask(n);
    if (n >= WARM_UP) times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { page, p50: at(0.5), p99: at(0.99) };
}

async function someContacts(db: Database, workspaceId: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>(
    'select id from contact where workspace_id = $1 order by md5(id::text) limit $2',
    [workspaceId, WARM_UP + MEASURED],
  );
  return rows.map((row) => row.id);
}

const NO_SIGNALS: Context['signals'] = {
  append: async () => {
    throw new Error('the benchmark of pages sends no signals');
  },
};
const NO_JOBS: Jobs = { work: async () => {}, send: async () => {}, schedule: async () => {}, stop: async () => {} };

/** The costs as a table in Markdown. */
export function pageTable(costs: readonly PageCost[]): string {
  const rows = costs.map(
    ({ page, contacts, p50, p99, ratio }) =>
      `| ${page} | ${contacts.toLocaleString('en')} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${ratio.toFixed(2)} |`,
  );
  return ['| page | contacts | p50 ms | p99 ms | p50 of the smallest |', '|---|---:|---:|---:|---:|', ...rows].join(
    '\n',
  );
}

if (import.meta.main) {
  const [url, ...sizes] = process.argv.slice(2);
  if (!url) throw new Error('node bench/pages.ts postgres://.../an_empty_database [contacts ...]');
  console.log(pageTable(await benchPages(url, sizes.length > 0 ? sizes.map(Number) : SIZES)));
}
