import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { type Config, readConfig } from './config.ts';
import { openKnock } from './knock.ts';
import { lockDataDir } from './machinery/data-lock.ts';

const STOP_WITHIN_MS = 30_000;
// Ctrl-C reaches this process twice: from the terminal, and passed on by `npm start`.
const ECHO_MS = 1_000;

/** Starts Knock by the environment, and ends it on SIGINT and SIGTERM after the requests in flight. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  if ('problems' in config) return refuse(config.problems);
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const release = lockDataDir(config.dataDir);
  if (!release) {
    return refuse([`Another Knock is running on ${config.dataDir}: stop it, or set KNOCK_DATA_DIR to another folder`]);
  }
  const log = pino({ level: config.logLevel, base: null }, pino.destination(2));
  const knock = await openKnock({ config, log, clock: Date.now, run: randomUUID() }).catch((error: unknown) => {
    throw config.databaseUrl && 'code' in Object(error) ? unreachable(config.databaseUrl, error) : error;
  });
  await knock.app.listen({ port: config.port, host: config.host }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(`Another program has port ${config.port}: stop it, or set PORT to another one`);
  });
  announce(config, addressOf(knock.app.server.address(), config));
  const stop = () => {
    // A later signal ends the process at once, and so does time: a database that hangs is not waited for.
    const since = performance.now();
    const insist = () => performance.now() - since > ECHO_MS && process.exit(1);
    process.off('SIGINT', stop).off('SIGTERM', stop).on('SIGINT', insist).on('SIGTERM', insist);
    setTimeout(() => {
      log.error('did not stop in time: what was under way is taken up again at the next start');
      process.exit(1);
    }, STOP_WITHIN_MS);
    knock.close().then(
      () => {
        release();
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ err: error }, 'did not stop in order');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

/** What PostgreSQL, or the way to it, has against us, by the name of the setting that leads there; without its password. */
function unreachable(databaseUrl: string, cause: unknown): Error {
  const { host, pathname } = new URL(databaseUrl);
  return new Error(`the database ${pathname.slice(1)} at ${host}, which DATABASE_URL names, cannot be used`, { cause });
}

function refuse(problems: readonly string[]): void {
  for (const problem of problems) process.stderr.write(`Knock does not start. ${problem}\n`);
  process.exitCode = 1;
}

function addressOf(address: unknown, config: Config): string {
  const port = typeof address === 'object' && address !== null ? (address as { port: number }).port : config.port;
  const canonical = config.publicUrls[0];
  return canonical && config.port !== 0 ? canonical : `http://localhost:${port}`;
}

function announce(config: Config, url: string): void {
  const database = config.databaseUrl ? 'PostgreSQL' : `embedded, in ${join(config.dataDir, 'database')}`;
  process.stdout.write(
    `\n  Knock is running\n\n  Dashboard  ${url}/\n  Demo site  ${url}/demo/\n  Database   ${database}\n\n`,
  );
}

main().catch((error: unknown) => {
  const reasons: string[] = [];
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) reasons.push(cause.message);
  refuse([reasons.join(': ') || String(error)]);
  if (process.env['KNOCK_LOG_LEVEL'] === 'debug') process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
});
