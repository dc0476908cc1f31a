import type { Logger } from 'pino';
import type { SignalLog } from './capture/log.ts';
import type { Config } from './config.ts';
import type { Database } from './machinery/database/database.ts';
import type { Jobs } from './machinery/jobs.ts';
import type { Live } from './machinery/live.ts';
import type { Outbox } from './machinery/outbox.ts';
import type { Secrets } from './machinery/secrets.ts';

/** The world, as one plain object made in `main.ts` and handed down. Rules never receive it: they get values. */
export interface Context {
  readonly config: Config;
  readonly db: Database;
  /** Milliseconds since the epoch. Tests move it. */
  readonly clock: () => number;
  readonly log: Logger;
  readonly live: Live;
  /** Where accepted signals go. */
  readonly signals: SignalLog;
  readonly jobs: Jobs;
  /** Where everything goes out that others are to be told. */
  readonly outbox: Outbox;
  readonly secrets: Secrets;
}
