import { hash, randomUUID } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { Delivering, DeliveryOutcome } from '../../../machinery/outbox.ts';
import { type Card, cardOf, nameOf } from '../card.ts';
import type { Called, SlackProblem } from '../client.ts';
import type { SlackDeps } from '../deps-store.ts';
import { type Step, stepsFor } from '../mirror.ts';
import { answered, DONE, outcomeOf, usableTeam } from '../outcome-store.ts';
import { setTeamState, type UsableTeam } from '../team-store.ts';
import { findPost, POST_EVENT } from './client.ts';
import {
  beginPost,
  dropPost,
  dropThread,
  dropTwins,
  endPost,
  findThreadOf,
  keepCard,
  keepMirrored,
  type PendingPost,
  type ThreadRow,
  type ThreadView,
  viewThread,
} from './store.ts';
import { uploadFile } from './upload-store.ts';

/** One try at a thread, with what it needs to know. */
export interface Work {
  readonly deps: SlackDeps;
  readonly team: UsableTeam;
  readonly conversationId: string;
  readonly delivery: Pick<Delivering, 'attempts' | 'workspaceId'>;
  /** Steps that leave nothing to know them by, done in this try: until the thread is complete they are asked for again. */
  readonly over: Set<string>;
}

/** What a delivery does before it lets others have a turn. */
const ROUNDS_MAX = 40;

/**
 * Brings the thread up to its conversation, step by step: each is known to be done before the next begins, so the thread is in order;
 * and what was begun and not ended is looked for before it is done again, so nothing is there twice.
 */
export async function keepThread(
  deps: SlackDeps,
  delivery: Delivering,
  teamId: string,
  conversationId: string,
): Promise<DeliveryOutcome> {
  const found = await usableTeam(deps, delivery.workspaceId, teamId);
  if ('outcome' in found) return found.outcome;
  const work: Work = { deps, team: found.team, conversationId, delivery, over: new Set() };
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const view = await see(work);
    if (!view) return DONE;
    const outcome = await advance(work, view);
    if (outcome !== null) {
      if (outcome.done) await answered(deps, found.team);
      return outcome;
    }
  }
  return { done: false, problem: 'more: the rest follows', afterMs: 0, isFree: true };
}

/** Updates the card alone, when it would look different. */
export async function keepCardFresh(
  deps: SlackDeps,
  delivery: Delivering,
  teamId: string,
  conversationId: string,
): Promise<DeliveryOutcome> {
  const found = await usableTeam(deps, delivery.workspaceId, teamId);
  if ('outcome' in found) return found.outcome;
  const work: Work = { deps, team: found.team, conversationId, delivery, over: new Set() };
  const { workspaceId } = delivery;
  const [thread, facts] = await deps.db.inWorkspace(
    workspaceId,
    async (trx) =>
      [
        await findThreadOf(trx, workspaceId, teamId, conversationId),
        await deps.cardFacts(trx, workspaceId, conversationId),
      ] as const,
  );
  return thread && facts ? refreshCard(work, thread, cardOf(facts, publicUrlOf(deps))) : DONE;
}

function see({ deps, team, conversationId }: Work): Promise<ThreadView | null> {
  const { workspaceId, key } = team;
  return deps.db.inWorkspace(workspaceId, async (trx) =>
    viewThread(trx, workspaceId, key, await deps.cardFacts(trx, workspaceId, conversationId)),
  );
}

/** Does the next thing. Null: look again; else what becomes of the delivery. */
async function advance(work: Work, view: ThreadView): Promise<DeliveryOutcome | null> {
  const { deps, team } = work;
  const { facts, thread, messages, twins, files, upTo, more } = view;
  const [pending] = view.pending;
  if (pending) return reconcile(work, pending);
  const card = cardOf(facts, publicUrlOf(deps));
  if (!thread) return beginThread(work, view, card);
  const ownPrefix = `slack:${team.key}:`;
  const steps = stepsFor({ messages, twins, files, leadName: nameOf(facts), ownPrefix, cardTs: thread.threadTs });
  const step = steps.find((one) => !work.over.has(nameOfStep(one)));
  if (step) return take(work, thread, step);
  await deps.db.inWorkspace(team.workspaceId, (trx) => keepMirrored(trx, team.workspaceId, thread, upTo));
  return more ? null : refreshCard(work, thread, card);
}

async function beginThread(work: Work, { facts, messages }: ThreadView, card: Card): Promise<DeliveryOutcome | null> {
  const channel = work.team.settings.channel;
  const first = [...messages].sort((a, b) => a.seq - b.seq).find(({ author }) => author === 'lead');
  // Nobody has said anything yet, or nobody said where to tell.
  if (!first || !channel) return DONE;
  // A first message that says nothing in words is told in the thread, with its files.
  const said = facts.firstMessage?.trim() ? [first.id] : [];
  const post = { key: randomUUID(), channel: channel.id, threadTs: null, messages: said, createdAt: work.deps.clock() };
  return send(work, post, hashOf(card), (client, metadata) =>
    client.chat.postMessage({
      channel: channel.id,
      text: card.text,
      blocks: [...card.blocks],
      metadata,
      unfurl_links: false,
      unfurl_media: false,
    }),
  );
}

async function take(work: Work, thread: ThreadRow, step: Step): Promise<DeliveryOutcome | null> {
  const { deps, team } = work;
  const { channel, threadTs } = thread;
  switch (step.do) {
    case 'post': {
      const post = { key: randomUUID(), channel, threadTs, messages: step.messageIds, createdAt: deps.clock() };
      const { username, iconUrl, iconEmoji } = step.voice;
      return send(work, post, null, (client, metadata) =>
        client.chat.postMessage({
          channel,
          thread_ts: threadTs,
          text: step.text,
          username,
          ...(iconUrl ? { icon_url: iconUrl } : iconEmoji ? { icon_emoji: iconEmoji } : {}),
          metadata,
          unfurl_links: false,
          unfurl_media: false,
        }),
      );
    }
    case 'update': {
      const { ts, text } = step;
      const done = await call(work, (client) => client.chat.update({ channel, ts, text }));
      work.over.add(nameOfStep(step));
      return done.ok || done.problem.word === 'refused' ? null : outcomeOfProblem(work, done.problem);
    }
    case 'delete':
      return gone(work, channel, step.ts, await call(work, (client) => client.chat.delete({ channel, ts: step.ts })));
    case 'remove': {
      const file = step.fileKey.split(':')[1] ?? '';
      return gone(work, channel, step.fileKey, await call(work, (client) => client.files.delete({ file })));
    }
    case 'upload': {
      const done = await uploadFile(deps, team, thread, step);
      if (!done.ok) return outcomeOfProblem(work, done.problem);
      if (done.value === 'gone') work.over.add(nameOfStep(step));
      return null;
    }
    default:
      return step satisfies never;
  }
}

function nameOfStep(step: Step): string {
  return JSON.stringify(step);
}

function call<Value>({ deps, team }: Work, ask: (client: WebClient) => Promise<Value>): Promise<Called<Value>> {
  return deps.clients.call(team.hidden.botToken, ask);
}

// Done, or Slack will never do it: somebody deleted there what was to be changed.
async function gone(
  { deps, team, ...work }: Work,
  channel: string,
  ts: string,
  done: Called<unknown>,
): Promise<DeliveryOutcome | null> {
  const { workspaceId, key: teamId } = team;
  if (!done.ok && done.problem.word !== 'refused') return outcomeOfProblem({ deps, team, ...work }, done.problem);
  await deps.db.inWorkspace(workspaceId, (trx) => dropTwins(trx, workspaceId, { teamId, channel, ts }));
  return null;
}

/**
 * Posts once. Written down before, so that a lost answer, or the end of this process, leaves a trace; on a plain no the trace is removed.
 */
async function send(
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
    return null;
  }
  const problem: SlackProblem = posted.ok ? { word: 'unclear' } : posted.problem;
  if (problem.word === 'unclear') return outcomeOfProblem(work, problem);
  await deps.db.inWorkspace(workspaceId, (trx) => dropPost(trx, workspaceId, post.key));
  if (problem.word === 'rate_limited') deps.pace.hold(`${teamId}:${post.channel}`, deps.clock() + problem.afterMs);
  return problem.word === 'refused' ? refusedPost(work, post, problem.error) : outcomeOfProblem(work, problem);
}

/** What was begun: did it arrive? */
async function reconcile(work: Work, post: PendingPost): Promise<DeliveryOutcome | null> {
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

async function refreshCard(work: Work, thread: ThreadRow, card: Card): Promise<DeliveryOutcome> {
  const { deps, team } = work;
  const present = hashOf(card);
  if (thread.card === present) return DONE;
  const { channel, threadTs: ts } = thread;
  const blocks = [...card.blocks];
  const done = await call(work, (client) => client.chat.update({ channel, ts, text: card.text, blocks }));
  // A card that somebody deleted in Slack is not missed.
  const isGone =
    !done.ok &&
    done.problem.word === 'refused' &&
    ['message_not_found', 'cant_update_message'].includes(done.problem.error);
  if (!done.ok && !isGone) return outcomeOfProblem(work, done.problem);
  await deps.db.inWorkspace(team.workspaceId, (trx) => keepCard(trx, team.workspaceId, thread, present));
  return DONE;
}

async function refusedPost(work: Work, post: PendingPost, error: string): Promise<DeliveryOutcome | null> {
  const { deps, team } = work;
  const { workspaceId, key: teamId } = team;
  if (error === 'not_in_channel') {
    const joined = await call(work, (client) => client.conversations.join({ channel: post.channel }));
    if (joined.ok) return null;
  }
  if (error === 'thread_not_found' && post.threadTs !== null) {
    const { channel, threadTs } = post;
    const gone = {
      teamId,
      channel,
      threadTs,
      conversationId: work.conversationId,
      card: null,
      mirrored: 0,
      readTs: null,
    };
    await deps.db.inWorkspace(workspaceId, (trx) => dropThread(trx, workspaceId, gone));
    return null;
  }
  if (['not_in_channel', 'channel_not_found', 'is_archived', 'restricted_action'].includes(error)) {
    const name = team.settings.channel?.name ?? post.channel;
    const problem = `Knock cannot post to #${name} (${error}): invite the app to it with /invite, or choose another channel.`;
    const at = deps.clock();
    await deps.db.inWorkspace(workspaceId, (trx) =>
      setTeamState(trx, workspaceId, teamId, { state: 'connected', problem, at }),
    );
  }
  return outcomeOfProblem(work, { word: 'refused', error });
}

function outcomeOfProblem({ deps, team, delivery }: Work, problem: SlackProblem): Promise<DeliveryOutcome> {
  return outcomeOf(deps, team, problem, delivery);
}

function hashOf(card: Card): string {
  return hash('sha256', JSON.stringify(card), 'base64url');
}

/** Where people open the dashboard. */
export function publicUrlOf({ config }: Pick<SlackDeps, 'config'>): string {
  return config.publicUrls[0] ?? '';
}
