import type { FastifyInstance } from 'fastify';
import type { Chat } from '../../chat/room-store.ts';
import type { Context } from '../../context.ts';
import { DAY, MINUTE } from '../../foundation/time.ts';
import type { Delivering, DeliveryOutcome } from '../../machinery/outbox.ts';
import type { Activity } from './activity-store.ts';
import type { CardWatch } from './announce-store.ts';
import { openSlackClients, SLACK_API_URL } from './client.ts';
import type { SlackDeps } from './deps-store.ts';
import { eraseFromSlack } from './forget-store.ts';
import { processEvent } from './inbound/jobs.ts';
import { leadRead, putMark } from './inbound/mark-store.ts';
import { webhookRoutes } from './inbound/routes.ts';
import { clearEvents } from './inbound/store.ts';
import { installRoutes } from './install/routes.ts';
import { tellRep } from './notify-store.ts';
import { Pace } from './pace.ts';
import { importPeople } from './people-store.ts';
import { openSockets } from './sockets-store.ts';
import { findTeamsAnywhere } from './team-store.ts';
import { keepCardFresh, keepThread } from './thread/jobs.ts';
import { FROM_SLACK, TO_SLACK, type ToSlack } from './told.ts';

const DAILY = 'slack-daily';
const EVENTS_KEPT_MS = 7 * DAY;

/** What Slack's part is made with; whatever is left out is as in production. */
export interface SlackParts extends Pick<Context, 'db' | 'clock' | 'log' | 'outbox' | 'secrets' | 'config' | 'jobs'> {
  readonly chat: Chat;
  readonly cardFacts: SlackDeps['cardFacts'];
  readonly activity: Activity;
  readonly cards: Pick<CardWatch, 'teamsChanged'>;
  /** Another Slack than the real one, for tests: with a slash at the end. */
  readonly apiUrl?: string;
  /** How long one call may take. */
  readonly timeoutMs?: number;
}

/** Slack's part of the house, not yet at work. */
export interface Slack {
  readonly routes: (app: FastifyInstance) => Promise<void>;
  /** Begins to hold sockets and to look after people. After the routes were added. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Introduces Slack's parts to each other and takes its topics of the outbox; call it before the outbox starts. */
export function openSlack(parts: SlackParts): Slack {
  const { apiUrl = SLACK_API_URL, activity, chat, log } = parts;
  const clients = openSlackClients(apiUrl, log, parts.timeoutMs);
  const deps: SlackDeps = { ...parts, apiUrl, clients, pace: new Pace(), busy: new Set(), saw: activity.saw };
  const sockets = openSockets(deps);
  let look: NodeJS.Timeout | undefined;
  let unwatch = () => {};
  const teamsChanged = (workspaceId: string) => {
    parts.cards.teamsChanged(workspaceId);
    void sockets.follow();
  };
  deps.outbox.handle(TO_SLACK, (delivery) => send(deps, delivery));
  deps.outbox.handle(FROM_SLACK, (delivery) => processEvent(deps, delivery));
  return {
    routes: async (app) => {
      await webhookRoutes(app, deps);
      installRoutes(app, { ...deps, teamsChanged });
    },
    start: async () => {
      await deps.jobs.work(DAILY, () => daily(deps));
      await deps.jobs.schedule(DAILY, '17 4 * * *');
      unwatch = chat.watch((workspaceId, conversationId, presence) => {
        if (presence.kind !== 'here') return;
        leadRead(deps, workspaceId, conversationId, presence.leadReadSeq).catch((error) => {
          log.warn({ err: error }, 'the mark of a read reply');
        });
      });
      look = setInterval(() => {
        activity.look(deps).catch((error) => log.warn({ err: error }, 'who is at work in Slack'));
      }, MINUTE).unref();
      await sockets.follow();
    },
    stop: async () => {
      clearInterval(look);
      unwatch();
      await sockets.stop();
    },
  };
}

function send(deps: SlackDeps, delivery: Delivering): Promise<DeliveryOutcome> {
  const told = delivery.payload as ToSlack;
  switch (told.kind) {
    case 'thread':
      return keepThread(deps, delivery, told.teamId, told.conversationId);
    case 'card':
      return keepCardFresh(deps, delivery, told.teamId, told.conversationId);
    case 'direct':
      return tellRep(deps, delivery, told);
    case 'mark':
      return putMark(deps, delivery, told);
    case 'erase':
      return eraseFromSlack(deps, delivery, told);
    default:
      return told satisfies never;
  }
}

/** People who came, left or changed without an event reaching us; and events that Slack will not repeat any more. */
async function daily(deps: SlackDeps): Promise<void> {
  await clearEvents(deps, deps.clock() - EVENTS_KEPT_MS);
  for (const team of await findTeamsAnywhere(deps.db.system, deps.secrets, null)) {
    if (team.hidden && team.state !== 'unauthorized') await importPeople(deps, { ...team, hidden: team.hidden });
  }
}
