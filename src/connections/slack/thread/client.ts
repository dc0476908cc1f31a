import type { WebClient } from '@slack/web-api';
import type { Called, SlackClients } from '../client.ts';
import type { PendingPost } from './pending-store.ts';

/** Metadata that our posts carry, so that one whose answer was lost is found again. */
export const POST_EVENT = 'knock_post';

const PAGE = 200;
const PAGES_MAX = 5;
/** Clocks differ: a post may seem to be from before we made it. */
const CLOCKS_APART_S = 900;

interface Posted {
  readonly ts?: string | undefined;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: object } | undefined;
}

/** The `ts` of what was being posted, or null when it did not arrive: looked for by its key, from a little before it was tried. */
export function findPost(clients: SlackClients, token: string, post: PendingPost): Promise<Called<string | null>> {
  return clients.call(token, (client) => {
    if (post.key.startsWith('file:')) return findShare(client, post);
    return findMessage(client, post);
  });
}

async function findMessage(
  client: WebClient,
  { key, channel, threadTs, createdAt }: PendingPost,
): Promise<string | null> {
  const oldest = String(Math.floor(createdAt / 1_000) - CLOCKS_APART_S);
  const asked = { channel, oldest, limit: PAGE, include_all_metadata: true };
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const more = cursor ? { cursor } : {};
    const read =
      threadTs === null
        ? await client.conversations.history({ ...asked, ...more })
        : await client.conversations.replies({ ...asked, ts: threadTs, ...more });
    const found = ((read.messages ?? []) as Posted[]).find((one) => isOurs(one, key));
    if (found?.ts) return found.ts;
    cursor = read.response_metadata?.next_cursor;
    if (!cursor) return null;
  }
  return null;
}

function isOurs({ metadata }: Posted, key: string): boolean {
  const payload = metadata?.event_payload as { readonly key?: unknown } | undefined;
  return metadata?.event_type === POST_EVENT && payload?.key === key;
}

/** A file that is shared anywhere was shared by us: nobody else knows its id. */
async function findShare(client: WebClient, { key }: PendingPost): Promise<string | null> {
  const { file } = await client.files.info({ file: key.split(':')[1] ?? '' });
  const { public: open = {}, private: closed = {} } = (file?.shares ?? {}) as Record<string, Record<string, unknown>>;
  return Object.keys({ ...open, ...closed }).length > 0 ? key : null;
}
