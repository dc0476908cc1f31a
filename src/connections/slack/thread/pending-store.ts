import type { Millis } from '../../../foundation/time.ts';
import type { Trx } from '../../../machinery/database/database.ts';
import { keepTwins } from './store.ts';

/** Something whose posting was begun and is not known to have ended. */
export interface PendingPost {
  readonly key: string;
  readonly channel: string;
  readonly threadTs: string | null;
  readonly messages: readonly string[];
  readonly createdAt: Millis;
}

/** What was begun for a conversation, the oldest first. */
export async function listPending(
  trx: Trx,
  workspaceId: string,
  teamId: string,
  conversationId: string,
): Promise<PendingPost[]> {
  const rows = await trx.run<Omit<PendingPost, 'createdAt'> & { createdAt: Date }>(PENDING, [
    workspaceId,
    conversationId,
    teamId,
  ]);
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.getTime() }));
}

const PENDING = {
  name: 'slack_posts_pending',
  text: `select key, channel, thread_ts as "threadTs", messages, created_at as "createdAt" from slack_post
    where workspace_id = $1 and conversation_id = $2 and team_id = $3 order by created_at, key`,
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
