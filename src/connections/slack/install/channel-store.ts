import type { z } from 'zod';
import type { SlackChannels } from '../../../../wire/api/connections.ts';
import { Refusal } from '../../../machinery/refusal.ts';
import type { SlackProblem } from '../client.ts';
import type { SlackDeps } from '../deps-store.ts';
import { type UsableTeam, unauthorizedWords } from '../team-store.ts';

type Channel = z.infer<typeof SlackChannels>['items'][number];

const PAGE = 200;
const CHANNELS_MAX = 2_000;

/** Channels that the app can post to or join, those it is in first, then by name. */
export async function listChannels(deps: SlackDeps, team: UsableTeam): Promise<Channel[]> {
  const found: Channel[] = [];
  let cursor: string | undefined;
  do {
    const page = cursor ? { cursor } : {};
    const read = await deps.clients.call(team.hidden.botToken, (client) =>
      client.conversations.list({
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: PAGE,
        ...page,
      }),
    );
    if (!read.ok) throw refusalFor(read.problem);
    for (const one of read.value.channels ?? []) {
      if (!one.id || !one.name) continue;
      found.push({ id: one.id, name: one.name, member: one.is_member === true, private: one.is_private === true });
    }
    cursor = read.value.response_metadata?.next_cursor;
  } while (cursor && found.length < CHANNELS_MAX);
  return found.sort((a, b) => Number(b.member) - Number(a.member) || a.name.localeCompare(b.name));
}

/** A channel by its id, joined when it is public and the app is not in it. */
export async function findChannel(
  deps: SlackDeps,
  team: UsableTeam,
  id: string,
): Promise<{ readonly id: string; readonly name: string }> {
  const told = await deps.clients.call(team.hidden.botToken, (client) => client.conversations.info({ channel: id }));
  if (!told.ok && told.problem.word !== 'refused') throw refusalFor(told.problem);
  const channel = told.ok ? told.value.channel : undefined;
  if (!channel?.name || channel.is_archived)
    throw new Refusal(
      422,
      'invalid',
      'There is no such channel, or the app cannot see it: invite the app to it.',
      'channelId',
    );
  if (channel.is_member) return { id, name: channel.name };
  const joined = await deps.clients.call(team.hidden.botToken, (client) => client.conversations.join({ channel: id }));
  if (!joined.ok)
    throw new Refusal(422, 'invalid', `Invite the app to #${channel.name} first: /invite @Knock.`, 'channelId');
  return { id, name: channel.name };
}

/** Why Slack cannot be asked now, and what to do. */
export function refusalFor(problem: SlackProblem): Refusal {
  if (problem.word === 'unauthorized') return new Refusal(409, 'conflict', unauthorizedWords(problem.error));
  const seconds = problem.word === 'rate_limited' ? Math.ceil(problem.afterMs / 1_000) : null;
  return new Refusal(503, 'unavailable', 'Slack does not answer. Try again in a moment.', null, seconds);
}
