import type { SlackDeps } from '../deps-store.ts';
import { escapeMrkdwn } from '../mrkdwn.ts';
import type { UsableTeam } from '../team-store.ts';

/** Tells one person something in a thread, for their eyes. Not tried again: it is about what just happened. */
export async function whisper(
  { clients }: Pick<SlackDeps, 'clients'>,
  team: UsableTeam,
  { channel, threadTs, userId }: { readonly channel: string; readonly threadTs: string; readonly userId: string },
  text: string,
): Promise<void> {
  await clients.call(team.hidden.botToken, (client) =>
    client.chat.postEphemeral({ channel, thread_ts: threadTs, user: userId, text: escapeMrkdwn(text) }),
  );
}
