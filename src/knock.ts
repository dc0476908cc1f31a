import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { openBacklog, watchBacklog } from './backlog.ts';
import { conversationCard } from './chat/card-store.ts';
import { startChatJobs } from './chat/jobs.ts';
import type { Config } from './config.ts';
import { askingProviders } from './connections/ai/client.ts';
import { aiTypeReader } from './connections/ai/reader-store.ts';
import { slackActivity } from './connections/slack/activity-store.ts';
import { openCardWatch, slackAnnouncer } from './connections/slack/announce-store.ts';
import { openSlack } from './connections/slack/jobs.ts';
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
import { sparingSample } from './sample-silence.ts';
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
  /** Another Slack than the real one, for tests: the address of its Web API, with a slash at the end. */
  readonly slackApiUrl?: string;
}

const TAG_BUNDLE = join(import.meta.dirname, '..', 'build', 'tag', 'tag.js');

/** Makes the world and introduces its parts to each other. @throws when the database cannot be opened or brought up to date. */
export async function openKnock({ config, log, clock, run, slackApiUrl }: KnockSettings): Promise<Knock> {
  const db = openDatabase({ url: config.databaseUrl, dataDir: join(config.dataDir, 'database') });
  await migrate(db);
  await ensurePartitions(db.pool, clock());
  const secrets = secretsFrom(config.secret ?? keptSecret(config.dataDir));
  const live = inProcessLive(run);
  const rules = openRules({ db, clock });
  const outbox = openOutbox({ db, clock, log, chance: Math.random });
  const cards = openCardWatch({ db, outbox, clock, log });
  const recorder = openRecorder({
    db,
    log,
    categorizeFor: rules.categorizeFor,
    recorded: (workspaceId, recorded) => {
      publishNews({ db, live, clock, log }, workspaceId, recorded);
      cards.touched(workspaceId, recorded.contactIds);
    },
  });
  const behind = (workspaceId: string, waiting: number) => live.publish(workspaceId, 'backlog', { waiting });
  const backlog = openBacklog({ db, clock, log, recorder, behind });
  const stopUpkeep = db.mode === 'embedded' ? startUpkeep(db.pool, log) : async () => {};
  const jobs = await startJobs(db, log);
  const ctx: Context = { config, db, clock, log, live, signals: recorder, jobs, outbox, secrets };
  await provision(ctx);
  const linkMemory = openLinkMemory(ctx);
  await startRoomJobs(ctx, { rules, ...linkMemory });
  const refusals = openRefusals({ db, live, log });
  const country = await openCountries(config.geoFile);
  const ask = askingProviders(config.privateTargets);
  const activity = slackActivity(clock);
  const conversing = openConversing(ctx, {
    types: aiTypeReader({ ...ctx, ask, builtIn: builtInTypeReader }),
    links: linkPlaces({ ...ctx, ...linkMemory }),
    announce: slackAnnouncer(sparingSample(outbox)),
    isActiveElsewhere: activity.isActive,
  });
  const slack = openSlack({
    ...ctx,
    cards,
    chat: conversing.chat,
    cardFacts: (trx, workspaceId, id) => conversationCard(trx, workspaceId, id, clock()),
    activity,
    ...(slackApiUrl && { apiUrl: slackApiUrl }),
  });
  const tagBundle = readOnce(TAG_BUNDLE);
  const parts = { incoming: backlog, rules, refusals, country, linkMemory, conversing, slack, ask, tagBundle };
  const app = await buildHttp(ctx, [(_app, { metrics }) => watchBacklog(metrics, ctx), ...roomsOf(ctx, parts)]);
  const chatJobs = startChatJobs(conversing.room);
  outbox.start();
  backlog.start();
  await slack.start();
  const stopLinkJobs = startLinkJobs({ ...ctx, ...linkMemory });
  return {
    ctx,
    app,
    close: async () => {
      await app.close();
      // Before those that hear of what is recorded.
      await backlog.stop();
      await recorder.idle();
      await chatJobs.stop();
      await slack.stop();
      await cards.idle();
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
