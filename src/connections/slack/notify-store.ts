import type { Delivering, DeliveryOutcome } from '../../machinery/outbox.ts';
import { nameOf } from './card.ts';
import { publicUrlOf, type SlackDeps } from './deps-store.ts';
import { escapeMrkdwn } from './mrkdwn.ts';
import { answered, DONE, outcomeOf, usableTeam } from './outcome-store.ts';
import { userOfRep } from './people-store.ts';
import type { UsableTeam } from './team-store.ts';
import { findThreadOf, type ThreadRow } from './thread/store.ts';
import type { ToSlack } from './told.ts';

/** The card may be on its way: the message links to it. */
const CARD_WAIT_MS = 2_000;
const CARD_WAITS_MAX = 5;

/** Tells a rep, in their own channel with the app, that a conversation is theirs. */
export async function tellRep(
  deps: SlackDeps,
  delivery: Delivering,
  { teamId, conversationId, repId }: Extract<ToSlack, { kind: 'direct' }>,
): Promise<DeliveryOutcome> {
  const { workspaceId } = delivery;
  const found = await usableTeam(deps, workspaceId, teamId);
  if ('outcome' in found) return found.outcome;
  const { team } = found;
  const { facts, thread, userId } = await deps.db.inWorkspace(workspaceId, async (trx) => {
    const facts = await deps.cardFacts(trx, workspaceId, conversationId);
    const owner = repId ?? facts?.owner?.id ?? null;
    const userId = owner === null ? null : await userOfRep(trx, workspaceId, teamId, owner);
    return { facts, userId, thread: await findThreadOf(trx, workspaceId, teamId, conversationId) };
  });
  // Nobody's, or somebody else's by now.
  if (!facts || userId === null || (repId !== null && facts.owner?.id !== repId)) return DONE;
  if (!thread && team.settings.channel && delivery.attempts < CARD_WAITS_MAX)
    return { done: false, problem: 'early: the card is on its way', afterMs: CARD_WAIT_MS };
  const link = (await permalink(deps, team, thread)) ?? `${publicUrlOf(deps)}/inbox/${conversationId}`;
  const who = escapeMrkdwn(nameOf(facts));
  const account = facts.account ? ` (${escapeMrkdwn(facts.account.name.slice(0, 80))})` : '';
  const text = `${who}${account} is yours: ${facts.score} intent, ${facts.type}. <${link}|Open the conversation>`;
  const told = await deps.clients.call(team.hidden.botToken, async (client) => {
    const { channel } = await client.conversations.open({ users: userId });
    return client.chat.postMessage({ channel: channel?.id ?? '', text, unfurl_links: false, unfurl_media: false });
  });
  if (told.ok) {
    await answered(deps, team);
    return DONE;
  }
  // Its thread says the same: better none than two.
  if (told.problem.word === 'unclear') return DONE;
  // Who cannot be written to, because they left or want no messages of apps, is not asked again.
  return told.problem.word === 'refused' ? DONE : outcomeOf(deps, team, told.problem, delivery);
}

async function permalink(deps: SlackDeps, team: UsableTeam, thread: ThreadRow | null): Promise<string | null> {
  if (!thread) return null;
  const { channel, threadTs } = thread;
  const asked = await deps.clients.call(team.hidden.botToken, (client) =>
    client.chat.getPermalink({ channel, message_ts: threadTs }),
  );
  const link = asked.ok ? asked.value.permalink : null;
  return link?.startsWith('https://') ? link : null;
}
