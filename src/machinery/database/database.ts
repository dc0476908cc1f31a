import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Tables } from '../tables.ts';
import { type Embedded, embedded } from './embedded.ts';

/** A statement with a name, prepared once per connection. Values are bound as `$1..$n`. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** A transaction: the query builder for what is read by people, prepared statements for what runs per batch. */
export interface Trx {
  readonly q: Kysely<Tables>;
  /** Sent at once, answered in order: independent statements may be sent together and waited for together. */
  readonly run: <Row>(statement: Statement, values: readonly unknown[]) => Promise<Row[]>;
  /**
   * Commits together with the last statements, which must have been sent in this turn: one trip less. When one of them fails, nothing is
   * committed and this rejects. Nothing can be run after it.
   */
  readonly commitWith: (last: readonly Promise<unknown>[]) => Promise<void>;
}

/**
 * A statement that asks `select` for each of the ids in `$2`, as `asked.id`, in their order. Whatever the planner believes of a
 * table (a new one has no statistics, and each has an index that begins with the workspace), every look is by its key.
 */
export function eachId(select: string): string {
  // Without the offset the planner may turn the looks into one join, and that into a scan of the workspace.
  return `select found.* from unnest($2::uuid[]) as asked (id), lateral (${select} offset 0) as found`;
}

export interface Database {
  readonly mode: 'embedded' | 'server';
  /**
   * Runs `work` in one transaction that sees only the rows of `workspaceId` (row-level security).
   * Rolls back and rethrows when `work` throws. Never call another method of Database inside: the embedded database
   * has one connection, and it is this one.
   *
   * `handOver` is called when that one connection is free for the next transaction, though this one's `commitWith` is not answered yet:
   * the engine never waits for us between the two, and does one after the other all the same.
   */
  readonly inWorkspace: <Result>(
    workspaceId: string,
    work: (trx: Trx) => Promise<Result>,
    handOver?: () => void,
  ) => Promise<Result>;
  /** Queries across workspaces: sign-in, finding a workspace by its tag, migrations, the job queue. */
  readonly system: Kysely<Tables>;
  readonly pool: pg.Pool;
  /** While `work` runs, statements take as long as they take: for migrations. Else a server silent for 15 s counts as lost. */
  readonly unhurried: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly close: () => Promise<void>;
}

export interface DatabaseSettings {
  /** A `postgres://` address; null for the embedded database. */
  readonly url: string | null;
  /** Where the embedded database lives; `memory://` for one that is gone with the process. */
  readonly dataDir: string;
  readonly poolSize?: number;
}

// Our 64-bit columns are milliseconds and counts, all below 2^53: read them as numbers, not as text.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// Our arrays of numbers are sums without nulls, `{1.5,0}`; the driver's general reader of arrays takes ten times as long.
const FLOAT8_ARRAY = 1022 as Parameters<typeof pg.types.setTypeParser>[0];
pg.types.setTypeParser(FLOAT8_ARRAY, (text: string) => JSON.parse(`[${text.slice(1, -1)}]`) as number[]);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The role without log-in that row-level security applies to; made by the first migration when the user may. */
export const APP_ROLE = 'knock_app';

export function openDatabase(settings: DatabaseSettings): Database {
  const engine = settings.url === null ? embedded(settings.dataDir) : null;
  let unhurried = 0;
  const pool = new pg.Pool(engine ? embeddedPool(engine) : serverPool(settings, () => unhurried > 0));
  // An idle client that loses its server says so here; the pool replaces it, the next query says so to its caller.
  pool.on('error', () => {});
  // So does one in use that loses its server between two statements; unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  let asApp: Promise<string> | null = null;
  const roleStatement = () => {
    asApp ??= appRole(pool).catch((error) => {
      asApp = null;
      throw error;
    });
    return asApp;
  };
  return {
    mode: engine ? 'embedded' : 'server',
    pool,
    system: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    inWorkspace: async (workspaceId, work, handOver) => {
      if (!UUID.test(workspaceId)) throw new Error(`not a workspace id: ${workspaceId}`);
      const role = await roleStatement();
      const client = await pool.connect();
      let broken: Error | undefined;
      let isOurs = true;
      const passOn = () => {
        if (!engine || !handOver) return;
        isOurs = false;
        client.release();
        handOver();
      };
      try {
        // Not waited for: the first statements of the work go with it. When it fails, so do they, and nothing is committed.
        const began = client.query(`begin; ${role}set local knock.workspace = '${workspaceId}'`);
        const trx = trxOn(client, passOn);
        const [begin, done] = await Promise.allSettled([began, work(trx)]);
        if (begin.status === 'rejected') throw begin.reason;
        if (done.status === 'rejected') throw isEcho(done.reason) ? (trx.fault() ?? done.reason) : done.reason;
        if (!trx.isCommitted()) await client.query('commit');
        return done.value;
      } catch (error) {
        // What was handed over is at its end: a `commit` after a failed statement takes back the rest.
        if (isOurs) {
          await client.query('rollback').catch((lost) => {
            broken = lost;
          });
        }
        throw error;
      } finally {
        if (isOurs) client.release(broken);
      }
    },
    unhurried: async (work) => {
      unhurried += 1;
      try {
        return await work();
      } finally {
        unhurried -= 1;
      }
    },
    close: async () => {
      await pool.end();
      await engine?.close();
    },
  };
}

function embeddedPool(engine: Embedded): pg.PoolConfig {
  // `stream` makes each new client; max 1 since the engine has one connection. A caller that waits a minute for it has
  // most likely asked for a second connection inside a transaction: an error is better than standing still.
  return {
    max: 1,
    stream: engine.connect,
    connectionTimeoutMillis: 60_000,
    idleTimeoutMillis: 0,
    pipeline: true,
  } as pg.PoolConfig;
}

// A server that says nothing for so long is taken for lost: one that hangs, or a network that swallows packets, closes no
// connection. Whoever waits hears an error, and the pool connects anew.
const SILENCE_MAX_MS = 15_000;

function serverPool(settings: DatabaseSettings, isUnhurried: () => boolean): pg.PoolConfig {
  return {
    connectionString: settings.url ?? '',
    max: settings.poolSize ?? 10,
    connectionTimeoutMillis: 5_000,
    application_name: 'knock',
    pipeline: true,
    stream: () => {
      const socket = new Socket();
      return socket.setTimeout(SILENCE_MAX_MS, () => {
        if (!isUnhurried()) socket.destroy(new Error('the database server stopped answering'));
      });
    },
  };
}

async function appRole(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ may: boolean }>(
    `select exists (select from pg_roles where rolname = $1 and pg_has_role(current_user, oid, 'member')) as may`,
    [APP_ROLE],
  );
  return rows[0]?.may ? `set local role ${APP_ROLE}; ` : '';
}

/** A transaction as its maker sees it: what has become of it, and the first statement's error. */
interface OpenTrx extends Trx {
  readonly isCommitted: () => boolean;
  readonly fault: () => unknown;
}

function trxOn(client: pg.PoolClient, onCommitSent: () => void): OpenTrx {
  let q: Kysely<Tables> | null = null;
  let committed = false;
  let fault: unknown;
  return {
    isCommitted: () => committed,
    fault: () => fault,
    commitWith: async (last) => {
      inOneWrite(client);
      // After a failed statement the server takes `commit` for `rollback`, so nothing of the rest can stay.
      const answered = Promise.all([...last, client.query('commit')]);
      onCommitSent();
      await answered;
      committed = true;
    },
    get q() {
      q ??= new Kysely<Tables>({ dialect: new PostgresDialect({ pool: onlyThis(client) }) });
      return q;
    },
    run: async <Row>(statement: Statement, values: readonly unknown[]) => {
      inOneWrite(client);
      try {
        // The driver only reads the values.
        return (await client.query({ ...statement, values: values as unknown[] })).rows as Row[];
      } catch (error) {
        fault ??= error;
        throw error;
      }
    },
  };
}

// Statements sent behind one that failed say only that one did, and may be heard of first.
function isEcho(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === '25P02';
}

/**
 * Statements that are sent without waiting for one another (`Promise.all`) travel together: one write, one answer. Each is a
 * round trip saved, and on many machines a system call costs more than the statement.
 */
function inOneWrite(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

// Kysely asks a pool for clients; inside a transaction there is one, and it is given back at the end, not by Kysely.
function onlyThis(client: pg.PoolClient) {
  const held = new Proxy(client, { get: (target, key) => (key === 'release' ? () => {} : Reflect.get(target, key)) });
  return { connect: async () => held, end: async () => {}, options: {} };
}

/** True for errors that say the database is away or cannot write: worth a retry, not a bug of the caller. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return /terminated|timeout|ended|stopped|closed|not queryable/i.test(error.message);
  // Class 53 is lack of resources (disk full, memory, connections), 57P the operator, 58 the system, 08 the connection; 57014 and 55P03 took
  // too long.
  return (
    /^(53|57P|57014|55P03|58|08|25006|XX000|40001|40P01)/.test(code) ||
    /^(ECONN|EPIPE|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|EHOST|ENOSPC)/.test(code)
  );
}

/** True when the database gave a transaction up for another one: deadlock or serialization failure. Trying again helps. */
export function isConflict(error: unknown): boolean {
  const code = error instanceof Error ? (error as { code?: unknown }).code : null;
  return code === '40001' || code === '40P01';
}
