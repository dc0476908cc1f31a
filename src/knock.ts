import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { startChatJobs } from './chat/jobs.ts';
import type { Config } from './config.ts';
import type { Context } from './context.ts';
import { openConversing } from './conversing.ts';
import { publishNews } from './dashboard/news-store.ts';
import { buildHttp } from './http.ts';
import { builtInTypeReader } from './intent/type/store.ts';
import { startLinkJobs } from './links/jobs.ts';
import { linkPlaces } from './links/places-store.ts';
import { openLinkMemory } from './links/room-store.ts';
import { openCountries } from './machinery/country.ts';
import { openDatabase } from './machinery/database/database.ts';
import { migrate } from './machinery/database/migrate.ts';
import { ensurePartitions } from './machinery/database/partitions.ts';
import { startUpkeep } from './machinery/database/upkeep.ts';
import { startJobs } from './machinery/jobs.ts';
import { inProcessLive } from './machinery/live.ts';
import { openOutbox } from './machinery/outbox-sender.ts';
import { keptSecret, secretsFrom } from './machinery/secrets.ts';
import { openRecorder } from './recorder.ts';
import { openRefusals } from './refusals.ts';
import { roomsOf, startRoomJobs } from './rooms.ts';
import { openRules } from './rules.ts';
import { provision } from './workspace/provision-store.ts';

/** A running Knock, not yet listening. */
export interface Knock {
  readonly ctx: Context;
  readonly app: FastifyInstance;
  /** Ends it in order: no new requests, what was accepted recorded, jobs returned, database closed. */
  readonly close: () => Promise<void>;
}

export interface KnockSettings {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: () => number;
  /** Tells this run of the process from others. */
  readonly run: string;
}

const TAG_BUNDLE = join(import.meta.dirname, '..', 'build', 'tag', 'tag.js');

/** Makes the world and introduces its parts to each other. @throws when the database cannot be opened or brought up to date. */
export async function openKnock({ config, log, clock, run }: KnockSettings): Promise<Knock> {
  const db = openDatabase({ url: config.databaseUrl, dataDir: join(config.dataDir, 'database') });
  await migrate(db);
  await ensurePartitions(db.pool, clock());
  const secrets = secretsFrom(config.secret ?? keptSecret(config.dataDir));
  const live = inProcessLive(run);
  const rules = openRules({ db, clock });
  const recorder = openRecorder({
    db,
    log,
    categorizeFor: rules.categorizeFor,
    recorded: (workspaceId, recorded) => publishNews({ db, live, clock, log }, workspaceId, recorded),
  });
  const stopUpkeep = db.mode === 'embedded' ? startUpkeep(db.pool, log) : async () => {};
  const jobs = await startJobs(db, log);
  const outbox = openOutbox({ db, clock, log, chance: Math.random });
  const ctx: Context = { config, db, clock, log, live, signals: recorder, jobs, outbox, secrets };
  await provision(ctx);
  await startRoomJobs(ctx, rules);
  const refusals = openRefusals({ db, live, log });
  const country = await openCountries(config.geoFile);
  const linkMemory = openLinkMemory(ctx);
  const conversing = openConversing(ctx, {
    types: builtInTypeReader,
    links: linkPlaces({ ...ctx, ...linkMemory }),
    announce: async () => {},
    isActiveElsewhere: () => false,
  });
  const parts = { rules, refusals, country, linkMemory, conversing, tagBundle: readOnce(TAG_BUNDLE) };
  const app = await buildHttp(ctx, roomsOf(ctx, parts));
  const chatJobs = startChatJobs(conversing.room);
  outbox.start();
  const stopLinkJobs = startLinkJobs({ ...ctx, ...linkMemory });
  return {
    ctx,
    app,
    close: async () => {
      await app.close();
      await chatJobs.stop();
      await stopLinkJobs();
      await linkMemory.close();
      await outbox.stop();
      await recorder.idle();
      await refusals.stop();
      await jobs.stop();
      await stopUpkeep();
      await db.close();
    },
  };
}

// Read at the first request that needs it; a missing file is asked for again.
function readOnce(file: string): () => Promise<string | null> {
  let text: string | null = null;
  return async () => {
    text ??= await readFile(file, 'utf8').catch(() => null);
    return text;
  };
}
