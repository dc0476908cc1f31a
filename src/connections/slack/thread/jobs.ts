import { hash, randomUUID } from 'node:crypto';
import type { Delivering, DeliveryOutcome } from '../../../machinery/outbox.ts';
import { type Card, cardOf, nameOf } from '../card.ts';
import type { Called } from '../client.ts';
import { publicUrlOf, type SlackDeps } from '../deps-store.ts';
import { type Step, stepsFor } from '../mirror.ts';
import { alone, answered, DONE, usableTeam } from '../outcome-store.ts';
import { call, outcomeOfProblem, PLAIN, reconcile, send, TRIES_OF_ONE, type Work } from './post-store.ts';
import { dropTwins, findThreadOf, keepCard, keepMirrored, type ThreadRow } from './store.ts';
import { uploadFile } from './upload-store.ts';
import { type ThreadView, viewThread } from './view-store.ts';

/** What a delivery does before it lets others have a turn. */
const ROUNDS_MAX = 40;

/**
 * Brings the thread up to its conversation, step by step: each is known to be done before the next begins, so the thread is in order;
 * and what was begun and not ended is looked for before it is done again, so nothing is there twice.
 */
export function keepThread(
  deps: SlackDeps,
  delivery: Delivering,
  teamId: string,
  conversationId: string,
): Promise<DeliveryOutcome> {
  return tryThread(deps, delivery, teamId, conversationId, async (work) => {
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const view = await see(work);
      if (!view) return DONE;
      const outcome = await advance(work, view);
      if (outcome !== null) return outcome;
    }
    return { done: false, problem: 'more: the rest follows', afterMs: 0, isFree: true };
  });
}

/** Updates the card alone, when it would look different. */
export function keepCardFresh(
  deps: SlackDeps,
  delivery: Delivering,
  teamId: string,
  conversationId: string,
): Promise<DeliveryOutcome> {
  return tryThread(deps, delivery, teamId, conversationId, async (work) => {
    const { workspaceId } = delivery;
    const { thread, facts } = await deps.db.inWorkspace(workspaceId, async (trx) => ({
      thread: await findThreadOf(trx, workspaceId, teamId, conversationId),
      facts: await deps.cardFacts(trx, workspaceId, conversationId),
    }));
    return thread && facts ? refreshCard(work, thread, cardOf(facts, publicUrlOf(deps))) : DONE;
  });
}

/** A try at a thread, of which there is one at a time. */
function tryThread(
  deps: SlackDeps,
  delivery: Delivering,
  teamId: string,
  conversationId: string,
  run: (work: Work) => Promise<DeliveryOutcome>,
): Promise<DeliveryOutcome> {
  return alone(deps, `thread ${teamId} ${conversationId}`, async () => {
    const found = await usableTeam(deps, delivery.workspaceId, teamId);
    if ('outcome' in found) return found.outcome;
    const outcome = await run({ deps, team: found.team, conversationId, delivery, over: new Set() });
    if (outcome.done) await answered(deps, found.team);
    return outcome;
  });
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
  const blocks = work.over.has(PLAIN) ? {} : { blocks: [...card.blocks] };
  return send(work, post, hashOf(card), (client, metadata) =>
    client.chat.postMessage({
      channel: channel.id,
      text: card.text,
      ...blocks,
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
      const isRefused = !done.ok && done.problem.word === 'refused' && work.delivery.attempts >= TRIES_OF_ONE;
      if (!done.ok && !isRefused) return outcomeOfProblem(work, done.problem);
      if (!done.ok || done.value === 'gone') work.over.add(nameOfStep(step));
      return null;
    }
    default:
      return step satisfies never;
  }
}

function nameOfStep(step: Step): string {
  return JSON.stringify(step);
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

async function refreshCard(work: Work, thread: ThreadRow, card: Card): Promise<DeliveryOutcome> {
  const { deps, team } = work;
  const present = hashOf(card);
  if (thread.card === present) return DONE;
  const { channel, threadTs: ts } = thread;
  const blocks = [...card.blocks];
  const done = await call(work, (client) => client.chat.update({ channel, ts, text: card.text, blocks }));
  // A card that somebody deleted in Slack is not missed; one that Slack will not have stays as it was.
  if (!done.ok && done.problem.word !== 'refused') return outcomeOfProblem(work, done.problem);
  await deps.db.inWorkspace(team.workspaceId, (trx) => keepCard(trx, team.workspaceId, thread, present));
  return DONE;
}

function hashOf(card: Card): string {
  return hash('sha256', JSON.stringify(card), 'base64url');
}
