import type { Trx } from '../../../machinery/database/database.ts';

/** A thread in a channel. */
export interface ThreadRow {
  readonly teamId: string;
  readonly channel: string;
  readonly threadTs: string;
  readonly conversationId: string;
  readonly card: string | null;
  readonly mirrored: number;
  readonly readTs: string | null;
}

const THREAD = `team_id as "teamId", channel, thread_ts as "threadTs", conversation_id as "conversationId", card, mirrored, read_ts as "readTs"`;

/** The latest thread of a conversation in a team. */
export async function findThreadOf(
  trx: Trx,
  workspaceId: string,
  teamId: string,
  conversationId: string,
): Promise<ThreadRow | null> {
  const rows = await trx.run<ThreadRow>(
    {
      name: 'slack_thread_of',
      text: `select ${THREAD} from slack_thread where workspace_id = $1 and conversation_id = $2 and team_id = $3 order by created_at desc limit 1`,
    },
    [workspaceId, conversationId, teamId],
  );
  return rows[0] ?? null;
}

/** The thread that begins with this message. */
export async function findThreadAt(
  trx: Trx,
  workspaceId: string,
  at: { readonly teamId: string; readonly channel: string; readonly threadTs: string },
): Promise<ThreadRow | null> {
  const rows = await trx.run<ThreadRow>(
    {
      name: 'slack_thread_at',
      text: `select ${THREAD} from slack_thread where workspace_id = $1 and team_id = $2 and channel = $3 and thread_ts = $4`,
    },
    [workspaceId, at.teamId, at.channel, at.threadTs],
  );
  return rows[0] ?? null;
}

/** These messages are said by this Slack message. */
export async function keepTwins(
  trx: Trx,
  workspaceId: string,
  twin: {
    readonly teamId: string;
    readonly conversationId: string;
    readonly channel: string;
    readonly ts: string;
    readonly messages: readonly string[];
  },
): Promise<void> {
  await trx.run(
    {
      name: 'slack_message_insert',
      text: `insert into slack_message (workspace_id, team_id, channel, ts, message_id, conversation_id)
        select $1, $2, $3, $4, id, $6 from unnest($5::uuid[]) as said (id) on conflict do nothing`,
    },
    [workspaceId, twin.teamId, twin.channel, twin.ts, twin.messages, twin.conversationId],
  );
}

/** A post or a file was taken out of the thread. */
export async function dropTwins(
  trx: Trx,
  workspaceId: string,
  { teamId, channel, ts }: { readonly teamId: string; readonly channel: string; readonly ts: string },
): Promise<void> {
  await trx.run(
    {
      name: 'slack_message_drop',
      text: 'delete from slack_message where workspace_id = $1 and team_id = $2 and channel = $3 and ts = $4',
    },
    [workspaceId, teamId, channel, ts],
  );
}

/** The thread shows everything up to this change. */
export async function keepMirrored(trx: Trx, workspaceId: string, thread: ThreadRow, mirrored: number): Promise<void> {
  await change(trx, workspaceId, thread, 'mirrored', 'mirrored = greatest(mirrored, $5)', mirrored);
}

export async function keepCard(trx: Trx, workspaceId: string, thread: ThreadRow, card: string): Promise<void> {
  await change(trx, workspaceId, thread, 'card', 'card = $5', card);
}

/** Replies up to this one have been read. */
export async function keepRead(trx: Trx, workspaceId: string, thread: ThreadRow, ts: string): Promise<void> {
  await change(trx, workspaceId, thread, 'read', "read_ts = greatest(coalesce(read_ts, ''), $5)", ts);
}

async function change(trx: Trx, workspaceId: string, thread: ThreadRow, name: string, set: string, value: unknown) {
  await trx.run(
    {
      name: `slack_thread_${name}`,
      text: `update slack_thread set ${set} where workspace_id = $1 and team_id = $2 and channel = $3 and thread_ts = $4`,
    },
    [workspaceId, thread.teamId, thread.channel, thread.threadTs, value],
  );
}

/** Somebody deleted it in Slack: the next message begins another. */
export async function dropThread(
  trx: Trx,
  workspaceId: string,
  thread: Pick<ThreadRow, 'teamId' | 'channel' | 'threadTs' | 'conversationId'>,
): Promise<void> {
  const { teamId, channel, threadTs, conversationId } = thread;
  await trx.run(
    {
      name: 'slack_thread_drop',
      text: 'delete from slack_thread where workspace_id = $1 and team_id = $2 and channel = $3 and thread_ts = $4',
    },
    [workspaceId, teamId, channel, threadTs],
  );
  await trx.run(
    {
      name: 'slack_thread_drop_messages',
      text: 'delete from slack_message where workspace_id = $1 and team_id = $2 and channel = $3 and conversation_id = $4',
    },
    [workspaceId, teamId, channel, conversationId],
  );
}
