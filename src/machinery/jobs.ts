import { randomUUID } from 'node:crypto';
import { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import type { Database } from './database/database.ts';

/** Durable work that outlives a request: replays, retention, imports. A shell over pg-boss, on either database. */
export interface Jobs {
  /** Names the queue and what does its work. `payload` is what `send` was given; a throw is retried with backoff. */
  readonly work: <Payload extends object>(queue: string, run: (payload: Payload) => Promise<void>) => Promise<void>;
  /** Enqueues; with a `key`, not while one of the same key waits or runs. */
  readonly send: (queue: string, payload: object, options?: { readonly key?: string }) => Promise<void>;
  /** Runs `queue` by a cron expression in UTC. */
  readonly schedule: (queue: string, cron: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

const RETRY_LIMIT = 5;
const JOB_SECONDS_MAX = 6 * 3_600;

/** How soon it is noticed that a job's process died, or could not say how the job ended: then the job runs again. */
export interface Heartbeat {
  /** A running job shows that it lives at least so often; at least 10. */
  readonly everySeconds: number;
  /** Looked after so often. */
  readonly checkedEverySeconds: number;
}

// The embedded database has one connection, shared with requests: look often enough, not more.
const HEARTBEAT: Heartbeat = { everySeconds: 30, checkedEverySeconds: 60 };

/** Starts the queue in its own schema of the same database. */
export async function startJobs(db: Database, log: Logger, heartbeat: Heartbeat = HEARTBEAT): Promise<Jobs> {
  const boss = new PgBoss({
    db: { executeSql: async (text: string, values?: unknown[]) => db.pool.query(text, values as unknown[]) },
    schema: 'jobs',
    monitorIntervalSeconds: heartbeat.checkedEverySeconds,
    superviseIntervalSeconds: heartbeat.checkedEverySeconds,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'job queue'));
  await boss.start();
  const made = new Set<string>();
  const ensure = async (queue: string) => {
    if (made.has(queue)) return;
    await boss.createQueue(queue, {
      policy: 'exclusive',
      retryLimit: RETRY_LIMIT,
      retryBackoff: true,
      expireInSeconds: JOB_SECONDS_MAX,
      heartbeatSeconds: heartbeat.everySeconds,
    });
    made.add(queue);
  };
  return {
    work: async (queue, run) => {
      await ensure(queue);
      await boss.work(queue, { pollingIntervalSeconds: 1 }, async (jobs) => {
        for (const job of jobs) await run(job.data as Parameters<typeof run>[0]);
      });
    },
    send: async (queue, payload, options) => {
      await ensure(queue);
      // The policy holds for jobs without a key too, as if they shared one.
      await boss.send(queue, payload, { singletonKey: options?.key ?? randomUUID() });
    },
    schedule: async (queue, cron) => {
      await ensure(queue);
      await boss.schedule(queue, cron, {}, { tz: 'UTC' });
    },
    stop: async () => {
      // With the database away nothing can be returned to it: what ran is run again when its time is up.
      await boss.stop({ graceful: true, timeout: 5_000 }).catch((error) => log.warn({ err: error }, 'job queue'));
    },
  };
}
