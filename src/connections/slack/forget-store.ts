import type { Millis } from '../../foundation/time.ts';
import type { Trx } from '../../machinery/database/database.ts';
import type { Delivering, DeliveryOutcome, NewDelivery } from '../../machinery/outbox.ts';
import { addDeliveries } from '../../machinery/outbox-store.ts';
import type { SlackDeps } from './deps-store.ts';
import { DONE, outcomeOf, usableTeam } from './outcome-store.ts';
import { TO_SLACK, type ToSlack } from './told.ts';

/** Tables of Slack's that `forgetSlack` takes a person out of. */
export const FORGOTTEN = ['slack_thread', 'slack_post', 'slack_message', 'slack_event'];

/** Posts that are taken away in one delivery. */
const ERASED_AT_ONCE = 20;

/**
 * Forgets which threads these conversations had, and has what Knock posted about them taken out of Slack. What members of the team
 * wrote there themselves is theirs to delete. Needs the conversations to be there still.
 */
export async function forgetSlack(
  trx: Trx,
  workspaceId: string,
  conversationIds: readonly string[],
  at: Millis,
): Promise<void> {
  if (conversationIds.length === 0) return;
  const posts = await trx.run<{ teamId: string; channel: string; ts: string }>(POSTS, [workspaceId, conversationIds]);
  await addDeliveries(trx, workspaceId, erasures(posts), at);
  await trx.run(EVENTS, [workspaceId, conversationIds]);
  for (const statement of DELETE) await trx.run(statement, [workspaceId, conversationIds]);
}

/** Lets go of which threads conversations had, when they are no longer kept. What stands in Slack is kept as long as the team keeps it there. */
export async function dropThreads(trx: Trx, workspaceId: string, conversationIds: readonly string[]): Promise<void> {
  for (const statement of DELETE) await trx.run(statement, [workspaceId, conversationIds]);
}

// Events that still wait say what was written in these threads.
const EVENTS = {
  name: 'slack_forget_events',
  text: `update slack_event e set payload = '{}', done_at = coalesce(done_at, received_at) from slack_thread t
    where e.workspace_id = $1 and t.workspace_id = $1 and t.conversation_id = any($2::uuid[]) and e.team_id = t.team_id
      and e.done_at is null and position(t.thread_ts in e.payload::text) > 0`,
};
const POSTS = {
  name: 'slack_forget_posts',
  text: `select team_id as "teamId", channel, thread_ts as ts from slack_thread where workspace_id = $1 and conversation_id = any($2::uuid[])
    union
    select s.team_id, s.channel, s.ts from slack_message s join message m on m.workspace_id = s.workspace_id and m.id = s.message_id
    where s.workspace_id = $1 and s.conversation_id = any($2::uuid[]) and m.via <> 'slack'
    order by 1, 2, 3`,
};
const DELETE = ['slack_message', 'slack_post', 'slack_thread'].map((table) => ({
  name: `forget_${table}`,
  text: `delete from ${table} where workspace_id = $1 and conversation_id = any($2::uuid[])`,
}));

function erasures(
  posts: readonly { readonly teamId: string; readonly channel: string; readonly ts: string }[],
): NewDelivery[] {
  const places = new Map<string, typeof posts>();
  for (const post of posts) {
    const place = `${post.teamId} ${post.channel}`;
    places.set(place, [...(places.get(place) ?? []), post]);
  }
  return [...places.values()].flatMap((all) =>
    Array.from({ length: Math.ceil(all.length / ERASED_AT_ONCE) }, (_none, index) => {
      const some = all.slice(index * ERASED_AT_ONCE, (index + 1) * ERASED_AT_ONCE);
      const { teamId = '', channel = '' } = some[0] ?? {};
      const payload: ToSlack = { kind: 'erase', teamId, channel, ts: some.map(({ ts }) => ts) };
      const lane = `erase:${teamId}:${channel}`;
      return { topic: TO_SLACK, lane, key: `${lane}:${some[0]?.ts}`, payload };
    }),
  );
}

/** Deletes posts and files of ours. One that is gone already is as good as deleted. */
export async function eraseFromSlack(
  deps: SlackDeps,
  delivery: Delivering,
  { teamId, channel, ts }: Extract<ToSlack, { kind: 'erase' }>,
): Promise<DeliveryOutcome> {
  const found = await usableTeam(deps, delivery.workspaceId, teamId);
  if ('outcome' in found) return found.outcome;
  for (const one of ts) {
    const [, file] = one.startsWith('file:') ? one.split(':') : [];
    const done = await deps.clients.call<unknown>(found.team.hidden.botToken, (client) =>
      file ? client.files.delete({ file }) : client.chat.delete({ channel, ts: one }),
    );
    if (!done.ok && done.problem.word !== 'refused') return outcomeOf(deps, found.team, done.problem, delivery);
  }
  return DONE;
}
