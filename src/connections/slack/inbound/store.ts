import type { Millis } from '../../../foundation/time.ts';
import type { Trx } from '../../../machinery/database/database.ts';
import type { SlackDeps } from '../deps-store.ts';
import { laneOf, meaningOf } from '../incoming.ts';
import type { SlackTeamConnection } from '../team-store.ts';
import { FROM_SLACK, type FromSlack } from '../told.ts';

/**
 * Keeps what Slack sent, once by its id, to be processed in its lane's order; resolves when that is durable. What means nothing to us is
 * not kept: an app hears everything in its channels.
 */
export async function keepEvent(
  { db, outbox, clock }: Pick<SlackDeps, 'db' | 'outbox' | 'clock'>,
  team: SlackTeamConnection,
  id: string,
  payload: object,
): Promise<void> {
  if (meaningOf(payload, team.settings).kind === 'nothing') return;
  const { workspaceId, key: teamId } = team;
  const asked: FromSlack = { teamId, eventId: id };
  await db.inWorkspace(workspaceId, async (trx) => {
    const rows = await trx.run(INSERT, [workspaceId, id, teamId, JSON.stringify(payload), new Date(clock())]);
    if (rows.length === 0) return;
    await outbox.add(trx, workspaceId, [{ topic: FROM_SLACK, lane: laneOf(payload, teamId), key: id, payload: asked }]);
  });
  outbox.kick();
}

const INSERT = {
  name: 'slack_event_insert',
  text: `insert into slack_event (workspace_id, id, team_id, payload, received_at) values ($1, $2, $3, $4, $5)
    on conflict (workspace_id, id) do nothing returning id`,
};

/** What is still to be processed of an event; null when nothing is. */
export async function findEvent(
  trx: Trx,
  workspaceId: string,
  id: string,
): Promise<{ readonly payload: unknown; readonly receivedAt: Millis } | null> {
  const rows = await trx.run<{ payload: unknown; receivedAt: Date }>(
    {
      name: 'slack_event_find',
      text: `select payload, received_at as "receivedAt" from slack_event where workspace_id = $1 and id = $2 and done_at is null`,
    },
    [workspaceId, id],
  );
  return rows[0] ? { payload: rows[0].payload, receivedAt: rows[0].receivedAt.getTime() } : null;
}

/** It is processed; its id stays, what it said does not. */
export async function endEvent(trx: Trx, workspaceId: string, id: string, at: Millis): Promise<void> {
  await trx.run(
    {
      name: 'slack_event_end',
      text: `update slack_event set done_at = $3, payload = '{}' where workspace_id = $1 and id = $2`,
    },
    [workspaceId, id, new Date(at)],
  );
}

/** Removes what came before `before`: Slack repeats an event for an hour at most. */
export async function clearEvents({ db }: Pick<SlackDeps, 'db'>, before: Millis): Promise<void> {
  await db.system.deleteFrom('slack_event').where('received_at', '<', new Date(before)).execute();
}

/** One of our messages, by the Slack message that says it. */
export interface KnownMessage {
  readonly messageId: string;
  readonly conversationId: string;
  /** The lead never saw it. */
  readonly internal: boolean;
  /** It was written in this very Slack message; else that is a copy of ours. */
  readonly isFromHere: boolean;
}

/** Null for a message that we do not have. */
export async function findBySlack(
  trx: Trx,
  workspaceId: string,
  { teamId, channel, ts }: { readonly teamId: string; readonly channel: string; readonly ts: string },
): Promise<KnownMessage | null> {
  const rows = await trx.run<KnownMessage>(
    {
      name: 'slack_message_find',
      text: `select s.message_id as "messageId", s.conversation_id as "conversationId", m.internal, m.client_id = $5 as "isFromHere"
        from slack_message s join message m on m.workspace_id = s.workspace_id and m.id = s.message_id
        where s.workspace_id = $1 and s.team_id = $2 and s.channel = $3 and s.ts = $4 limit 1`,
    },
    [workspaceId, teamId, channel, ts, clientIdOf({ teamId, channel, ts })],
  );
  return rows[0] ?? null;
}

/** What a Slack message is called in the conversation: the same however often it is told of. */
export function clientIdOf({
  teamId,
  channel,
  ts,
}: {
  readonly teamId: string;
  readonly channel: string;
  readonly ts: string;
}): string {
  return `slack:${teamId}:${channel}:${ts}`;
}

/** Keeps what mark a rep's message shows. */
export async function keepMark(
  trx: Trx,
  workspaceId: string,
  { teamId, channel, ts }: { readonly teamId: string; readonly channel: string; readonly ts: string },
  mark: 'delivered' | 'left',
): Promise<void> {
  await trx.run(
    {
      name: 'slack_message_mark',
      text: 'update slack_message set mark = $5 where workspace_id = $1 and team_id = $2 and channel = $3 and ts = $4',
    },
    [workspaceId, teamId, channel, ts, mark],
  );
}

/** Whether a message of this conversation waits for the lead to come back. */
export async function hasLeft(trx: Trx, workspaceId: string, conversationId: string): Promise<boolean> {
  const rows = await trx.run(
    {
      name: 'slack_message_left',
      text: `select from slack_message where workspace_id = $1 and conversation_id = $2 and mark = 'left' limit 1`,
    },
    [workspaceId, conversationId],
  );
  return rows.length > 0;
}

/** Messages that were written while the lead was away, and that they have read by now. */
export async function takeRead(
  trx: Trx,
  workspaceId: string,
  conversationId: string,
  readSeq: number,
): Promise<{ readonly teamId: string; readonly channel: string; readonly ts: string; readonly threadTs: string }[]> {
  return trx.run(
    {
      name: 'slack_message_read',
      text: `update slack_message s set mark = 'delivered' from message m, slack_thread t
        where s.workspace_id = $1 and s.conversation_id = $2 and s.mark = 'left'
          and m.workspace_id = $1 and m.id = s.message_id and m.seq <= $3
          and t.workspace_id = $1 and t.conversation_id = $2 and t.team_id = s.team_id and t.channel = s.channel
        returning s.team_id as "teamId", s.channel, s.ts, t.thread_ts as "threadTs"`,
    },
    [workspaceId, conversationId, readSeq],
  );
}
