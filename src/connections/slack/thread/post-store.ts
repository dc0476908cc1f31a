import type { WebClient } from '@slack/web-api';
import type { Delivering, DeliveryOutcome } from '../../../machinery/outbox.ts';
import type { Called, SlackProblem } from '../client.ts';
import type { SlackDeps } from '../deps-store.ts';
import { outcomeOf } from '../outcome-store.ts';
import { setTeamState, type UsableTeam } from '../team-store.ts';
import { findPost, POST_EVENT } from './client.ts';
import { beginPost, dropPost, endPost, type PendingPost } from './pending-store.ts';
import { dropThread, keepTwins } from './store.ts';

/** One try at a thread, with what it needs to know. */
export interface Work {
  readonly deps: SlackDeps;
  readonly team: UsableTeam;
  readonly conversationId: string;
  readonly delivery: Pick<Delivering, 'attempts' | 'workspaceId'>;
  /** Steps that leave nothing to know them by, done in this try: until the thread is complete they are asked for again. */
  readonly over: Set<string>;
}

/** A message that Slack refuses so often by itself is left out. */
export const TRIES_OF_ONE = 3;
/** Step of a try: the card is posted as text, since Slack refuses its blocks again and again. Better than none. */
export const PLAIN = 'plain';
/** What Slack says of a channel that cannot be posted to. */
const CLOSED = ['not_in_channel', 'channel_not_found', 'is_archived', 'restricted_action'];

/** Asks Slack as the team's app. */
export function call<Value>({ deps, team }: Work, ask: (client: WebClient) => Promise<Value>): Promise<Called<Value>> {
  return deps.clients.call(team.hidden.botToken, ask);
}

/**
 * Posts once. Written down before, so that a lost answer, or the end of this process, leaves a trace; on a plain no the trace is removed.
 */
export async function send(
  work: Work,
  post: PendingPost,
  card: string | null,
  ask: (
    client: WebClient,
    metadata: { event_type: string; event_payload: { key: string } },
  ) => Promise<{ ts?: string | undefined }>,
): Promise<DeliveryOutcome | null> {
  const { deps, team, conversationId } = work;
  const { workspaceId, key: teamId } = team;
  const wait = deps.pace.take(`${teamId}:${post.channel}`, deps.clock());
  if (wait > 0) return { done: false, problem: 'paced: one message a second', afterMs: wait, isFree: true };
  await deps.db.inWorkspace(workspaceId, (trx) => beginPost(trx, workspaceId, teamId, conversationId, post));
  const metadata = { event_type: POST_EVENT, event_payload: { key: post.key } };
  const posted = await call(work, (client) => ask(client, metadata));
  const ts = posted.ok ? posted.value.ts : undefined;
  if (ts) {
    await deps.db.inWorkspace(workspaceId, (trx) =>
      endPost(trx, workspaceId, teamId, conversationId, { ...post, ts, card }),
    );
    if (team.problem !== null) await setProblem(work, null);
    return null;
  }
  const problem: SlackProblem = posted.ok ? { word: 'unclear' } : posted.problem;
  if (problem.word === 'unclear') return outcomeOfProblem(work, problem);
  await deps.db.inWorkspace(workspaceId, (trx) => dropPost(trx, workspaceId, post.key));
  if (problem.word === 'rate_limited') deps.pace.hold(`${teamId}:${post.channel}`, deps.clock() + problem.afterMs);
  return problem.word === 'refused' ? refusedPost(work, post, problem.error) : outcomeOfProblem(work, problem);
}

/** What was begun: did it arrive? */
export async function reconcile(work: Work, post: PendingPost): Promise<DeliveryOutcome | null> {
  const { deps, team, conversationId } = work;
  const { workspaceId, key: teamId } = team;
  const found = await findPost(deps.clients, team.hidden.botToken, post);
  if (!found.ok) return outcomeOfProblem(work, found.problem);
  const ts = found.value;
  // Its words may have changed since: then the hash differs from the present card's, and the card is updated.
  const card = post.threadTs === null ? 'as it was posted' : null;
  await deps.db.inWorkspace(workspaceId, (trx) =>
    ts === null
      ? dropPost(trx, workspaceId, post.key)
      : endPost(trx, workspaceId, teamId, conversationId, { ...post, ts, card }),
  );
  return null;
}

async function refusedPost(work: Work, post: PendingPost, error: string): Promise<DeliveryOutcome | null> {
  const { deps, team, delivery } = work;
  const { workspaceId, key: teamId } = team;
  const { channel, threadTs } = post;
  if (error === 'not_in_channel') {
    const joined = await call(work, (client) => client.conversations.join({ channel }));
    if (joined.ok) return null;
  }
  if (threadTs === null && error === 'invalid_blocks' && delivery.attempts >= TRIES_OF_ONE && !work.over.has(PLAIN)) {
    work.over.add(PLAIN);
    return null;
  }
  const isClosed = CLOSED.includes(error);
  const chosen = team.settings.channel;
  // Its thread was deleted, or its channel closed and another one chosen: what was said begins again elsewhere.
  if (threadTs !== null && (error === 'thread_not_found' || (isClosed && chosen && chosen.id !== channel))) {
    const lost = { teamId, channel, threadTs, conversationId: work.conversationId };
    await deps.db.inWorkspace(workspaceId, (trx) => dropThread(trx, workspaceId, lost));
    return null;
  }
  if (isClosed) {
    const name = chosen?.id === channel ? chosen.name : channel;
    const problem = `Knock cannot post to #${name} (${error}): invite the app to it with /invite, or choose another channel.`;
    await setProblem(work, problem);
  } else if (threadTs !== null && delivery.attempts >= TRIES_OF_ONE) {
    // One message that Slack will not have must not hold up what is said after it.
    const { messages } = post;
    const ts = `refused:${post.key}`;
    const { conversationId } = work;
    deps.log.warn({ error, messages }, 'Slack refuses a message; it is left out of the thread');
    await deps.db.inWorkspace(workspaceId, (trx) =>
      keepTwins(trx, workspaceId, { teamId, conversationId, channel, ts, messages }),
    );
    return null;
  }
  return outcomeOfProblem(work, { word: 'refused', error });
}

async function setProblem({ deps, team }: Work, problem: string | null): Promise<void> {
  const at = deps.clock();
  const { workspaceId, key } = team;
  await deps.db.inWorkspace(workspaceId, (trx) =>
    setTeamState(trx, workspaceId, key, { state: 'connected', problem, at }),
  );
}

/** What a failed call means for this try. */
export function outcomeOfProblem({ deps, team, delivery }: Work, problem: SlackProblem): Promise<DeliveryOutcome> {
  return outcomeOf(deps, team, problem, delivery);
}
