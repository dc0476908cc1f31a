import { randomUUID } from 'node:crypto';
import type { ConversationChange } from '../../chat/change.ts';
import { conversationsOf } from '../../chat/ledger-store.ts';
import type { Announce } from '../../chat/room-store.ts';
import type { Context } from '../../context.ts';
import { MINUTE, type Millis, SECOND } from '../../foundation/time.ts';
import type { NewDelivery, Outbox } from '../../machinery/outbox.ts';
import { teamsToTell } from './team-store.ts';
import { TO_SLACK, type ToSlack } from './told.ts';

/** A card follows score and reasons no faster than this: somebody who reads page after page changes them with each. */
const CARD_EVERY_MS = 10 * SECOND;

/** The card is announced once, with its text: it waits until why the lead came was read. */
const FIRST_AFTER_MS = 700;

/**
 * Hears of a conversation's changes inside their transaction and adds what Slack is to be told to the outbox. One look for the
 * connected teams; nothing more where there are none.
 */
export function slackAnnouncer(outbox: Pick<Outbox, 'add'>): Announce {
  return async (trx, workspaceId, change) => {
    const teams = await teamsToTell(trx, workspaceId);
    if (teams.length === 0) return;
    const told = teams.flatMap(({ id, directMessages }) => [
      threadDelivery(id, change),
      ...(directMessages ? directDelivery(id, change) : []),
    ]);
    await outbox.add(trx, workspaceId, told);
  };
}

function threadDelivery(teamId: string, change: ConversationChange): NewDelivery {
  const { conversationId, at } = change;
  const payload: ToSlack = { kind: 'thread', teamId, conversationId };
  const told = delivery(laneOf(teamId, conversationId), `${teamId}:${conversationId}:${randomUUID()}`, payload);
  return change.change === 'message' && change.first ? { ...told, dueAt: at + FIRST_AFTER_MS } : told;
}

/** Who was given the conversation by somebody else, and whose link a new one came by. */
function directDelivery(teamId: string, change: ConversationChange): NewDelivery[] {
  if (change.change !== 'message') return [];
  const { conversationId, message, first } = change;
  const event = message.extra?.event;
  const given = event?.word === 'assigned' ? (event.details['rep'] ?? null) : null;
  if (!first && (given === null || given === message.authorId)) return [];
  const payload: ToSlack = { kind: 'direct', teamId, conversationId, repId: first ? null : given };
  // A lane of its own: who cannot be written to holds up nobody.
  return [delivery(`direct:${teamId}:${message.id}`, `direct:${teamId}:${message.id}`, payload)];
}

/** Keeps posted cards up to what happens to their leads. */
export interface CardWatch {
  /** These contacts' scores, types or names may have changed. Costs nothing where no Slack is connected; never throws, is not waited for. */
  readonly touched: (workspaceId: string, contactIds: Iterable<string>) => void;
  /** A team was connected or taken away. */
  readonly teamsChanged: (workspaceId: string) => void;
  /** Resolves when all that was touched so far is looked at. */
  readonly idle: () => Promise<void>;
}

/** One look a second for each workspace, however fast signals come. */
const LOOK_EVERY_MS = SECOND;
/** Another process may have connected a team: who had none is asked again after so long. */
const NO_TEAM_MS = MINUTE;
/** In a flood the latest are enough: a card shows the score of the moment it is drawn. */
const CONTACTS_MAX = 1_000;

interface Touched {
  readonly contactIds: Set<string>;
  looking: Promise<void> | null;
  /** Ends the pause between two looks. */
  hurry: () => void;
  /** Not asked before this moment: there was no team. */
  quietUntil: Millis;
}

export function openCardWatch(ctx: Pick<Context, 'db' | 'outbox' | 'clock' | 'log'>): CardWatch {
  const workspaces = new Map<string, Touched>();
  const of = (workspaceId: string): Touched => {
    const known = workspaces.get(workspaceId);
    if (known) return known;
    const made: Touched = {
      contactIds: new Set(),
      looking: null,
      hurry: () => {},
      quietUntil: Number.NEGATIVE_INFINITY,
    };
    workspaces.set(workspaceId, made);
    return made;
  };
  const look = async (workspaceId: string, touched: Touched): Promise<void> => {
    // What comes within a second is looked at together.
    for (; touched.contactIds.size > 0; await pause(touched)) {
      const contactIds = [...touched.contactIds];
      touched.contactIds.clear();
      if (await addCards(ctx, workspaceId, contactIds)) continue;
      touched.quietUntil = ctx.clock() + NO_TEAM_MS;
      return;
    }
  };
  return {
    touched: (workspaceId, contactIds) => {
      const touched = of(workspaceId);
      if (touched.quietUntil > ctx.clock()) return;
      for (const id of contactIds) if (touched.contactIds.size < CONTACTS_MAX) touched.contactIds.add(id);
      if (touched.contactIds.size === 0) return;
      touched.looking ??= look(workspaceId, touched)
        .catch((error) => ctx.log.warn({ err: error }, 'cards in Slack were not looked at'))
        .finally(() => {
          touched.looking = null;
        });
    },
    teamsChanged: (workspaceId) => {
      of(workspaceId).quietUntil = Number.NEGATIVE_INFINITY;
    },
    idle: async () => {
      for (const touched of workspaces.values()) {
        touched.hurry();
        await touched.looking;
      }
    },
  };
}

function pause(touched: Touched): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LOOK_EVERY_MS);
    touched.hurry = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

/** Has the cards of these contacts' conversations looked at again soon. False when no team is connected. */
async function addCards(
  { db, outbox, clock }: Pick<Context, 'db' | 'outbox' | 'clock'>,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<boolean> {
  const { hasTeam, rows } = await db.inWorkspace(workspaceId, async (trx) => {
    if ((await teamsToTell(trx, workspaceId)).length === 0) return { hasTeam: false, rows: [] };
    const rows = await trx.run<{ teamId: string; conversationId: string }>(TOUCHED, [workspaceId, contactIds]);
    const deliveries = rows.map((row) => cardDelivery(row.teamId, row.conversationId, clock()));
    if (rows.length > 0) await outbox.add(trx, workspaceId, deliveries);
    return { hasTeam: true, rows };
  });
  if (rows.length > 0) outbox.kick();
  return hasTeam;
}

function cardDelivery(teamId: string, conversationId: string, now: number): NewDelivery {
  const turn = Math.floor(now / CARD_EVERY_MS) + 1;
  const payload: ToSlack = { kind: 'card', teamId, conversationId };
  const lane = `card:${laneOf(teamId, conversationId)}`;
  return { ...delivery(lane, `${lane}:${turn}`, payload), dueAt: turn * CARD_EVERY_MS };
}

const TOUCHED = {
  name: 'slack_cards_touched',
  text: `select distinct t.team_id as "teamId", t.conversation_id as "conversationId"
    from ${conversationsOf('$2::uuid[]')} c
    join slack_thread t on t.workspace_id = $1 and t.conversation_id = c.id
    join conversation v on v.workspace_id = $1 and v.id = c.id and v.status not in ('Closed', 'Spam', 'Rejected')
    where exists (select from connection k where k.workspace_id = $1 and k.kind = 'slack' and k.key = t.team_id)`,
};

function laneOf(teamId: string, conversationId: string): string {
  return `${teamId}:${conversationId}`;
}

function delivery(lane: string, key: string, payload: ToSlack): NewDelivery {
  return { topic: TO_SLACK, lane, key, payload };
}
