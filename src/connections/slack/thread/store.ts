import type { ConversationCard } from '../../../chat/card.ts';
import type { StoredMessage } from '../../../chat/change.ts';
import { findById, listChanges } from '../../../chat/message-store.ts';
import type { Millis } from '../../../foundation/time.ts';
import type { Trx } from '../../../machinery/database/database.ts';
import type { FileTwin, Twin } from '../mirror.ts';

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

/** Something whose posting was begun and is not known to have ended. */
export interface PendingPost {
  readonly key: string;
  readonly channel: string;
  readonly threadTs: string | null;
  readonly messages: readonly string[];
  readonly createdAt: Millis;
}

/** All that is needed to bring a thread up to its conversation. */
export interface ThreadView {
  readonly facts: ConversationCard;
  readonly thread: ThreadRow | null;
  readonly pending: readonly PendingPost[];
  readonly messages: readonly StoredMessage[];
  readonly twins: readonly Twin[];
  readonly files: readonly FileTwin[];
  /** The last change that `messages` tell of. */
  readonly upTo: number;
  readonly more: boolean;
}

const CHANGES_MAX = 200;
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

/** Everything about a conversation's thread, as of now. Null when there is no such conversation. */
export async function viewThread(
  trx: Trx,
  workspaceId: string,
  teamId: string,
  facts: ConversationCard | null,
): Promise<ThreadView | null> {
  if (!facts) return null;
  const { conversationId } = facts;
  const thread = await findThreadOf(trx, workspaceId, teamId, conversationId);
  const [changed, pending] = await Promise.all([
    listChanges(trx, workspaceId, conversationId, thread?.mirrored ?? 0, CHANGES_MAX),
    trx.run<PendingPost>(PENDING, [workspaceId, conversationId, teamId]),
  ]);
  const known = await trx.run<{ ts: string; messageId: string }>(TWINS, [
    workspaceId,
    teamId,
    thread?.channel ?? '',
    changed.map(({ id }) => id),
  ]);
  const missing = [...new Set(known.map((one) => one.messageId))].filter((id) => !changed.some((one) => one.id === id));
  const others = await Promise.all(missing.map((id) => findById(trx, workspaceId, conversationId, id)));
  return {
    facts,
    thread,
    pending: pending.map((post) => ({ ...post, createdAt: new Date(post.createdAt).getTime() })),
    messages: [...changed, ...others.filter((one) => one !== null)],
    twins: twinsOf(known),
    files: known.filter(({ ts }) => ts.startsWith('file:')).map(({ ts, messageId }) => ({ key: ts, messageId })),
    upTo: changed.reduce((last, { change }) => Math.max(last, change), thread?.mirrored ?? 0),
    more: changed.length === CHANGES_MAX,
  };
}

function twinsOf(rows: readonly { readonly ts: string; readonly messageId: string }[]): Twin[] {
  const byTs = new Map<string, string[]>();
  for (const { ts, messageId } of rows) if (!ts.startsWith('file:')) byTs.set(ts, [...(byTs.get(ts) ?? []), messageId]);
  return [...byTs].map(([ts, messageIds]) => ({ ts, messageIds }));
}

const PENDING = {
  name: 'slack_posts_pending',
  text: `select key, channel, thread_ts as "threadTs", messages, created_at as "createdAt" from slack_post
    where workspace_id = $1 and conversation_id = $2 and team_id = $3 order by created_at, key`,
};
// Of each of these messages the posts it is in, with all that they say.
const TWINS = {
  name: 'slack_twins',
  text: `select distinct o.ts, o.message_id as "messageId" from slack_message m
    join slack_message o on o.workspace_id = m.workspace_id and o.team_id = m.team_id and o.channel = m.channel and o.ts = m.ts
    where m.workspace_id = $1 and m.team_id = $2 and m.channel = $3 and m.message_id = any($4::uuid[])
    order by o.ts, o.message_id`,
};

/** Writes down that a post is about to be tried. */
export async function beginPost(
  trx: Trx,
  workspaceId: string,
  teamId: string,
  conversationId: string,
  post: PendingPost,
): Promise<void> {
  await trx.run(
    {
      name: 'slack_post_begin',
      text: `insert into slack_post (workspace_id, key, team_id, channel, thread_ts, conversation_id, messages, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    },
    [
      workspaceId,
      post.key,
      teamId,
      post.channel,
      post.threadTs,
      conversationId,
      post.messages,
      new Date(post.createdAt),
    ],
  );
}

/** It did not arrive. */
export async function dropPost(trx: Trx, workspaceId: string, key: string): Promise<void> {
  await trx.run({ name: 'slack_post_drop', text: 'delete from slack_post where workspace_id = $1 and key = $2' }, [
    workspaceId,
    key,
  ]);
}

/** It arrived as `ts`: what it says is known by it from now on, and a card begins its thread. */
export async function endPost(
  trx: Trx,
  workspaceId: string,
  teamId: string,
  conversationId: string,
  post: PendingPost & { readonly ts: string; readonly card: string | null },
): Promise<void> {
  if (post.card !== null) {
    await trx.run(
      {
        name: 'slack_thread_insert',
        text: `insert into slack_thread (workspace_id, team_id, channel, thread_ts, conversation_id, card, created_at)
          values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      },
      [workspaceId, teamId, post.channel, post.ts, conversationId, post.card, new Date(post.createdAt)],
    );
  }
  await keepTwins(trx, workspaceId, {
    teamId,
    conversationId,
    channel: post.channel,
    ts: post.ts,
    messages: post.messages,
  });
  await dropPost(trx, workspaceId, post.key);
}

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
