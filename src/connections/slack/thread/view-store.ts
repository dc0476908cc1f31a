import type { ConversationCard } from '../../../chat/card.ts';
import type { StoredMessage } from '../../../chat/change.ts';
import { findById, listChanges } from '../../../chat/message-store.ts';
import type { Trx } from '../../../machinery/database/database.ts';
import type { FileTwin, Twin } from '../mirror.ts';
import { listPending, type PendingPost } from './pending-store.ts';
import { findThreadOf, type ThreadRow } from './store.ts';

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
    listPending(trx, workspaceId, teamId, conversationId),
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
    pending,
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

// Of each of these messages the posts it is in, with all that they say.
const TWINS = {
  name: 'slack_twins',
  text: `select distinct o.ts, o.message_id as "messageId" from slack_message m
    join slack_message o on o.workspace_id = m.workspace_id and o.team_id = m.team_id and o.channel = m.channel and o.ts = m.ts
    where m.workspace_id = $1 and m.team_id = $2 and m.channel = $3 and m.message_id = any($4::uuid[])
    order by o.ts, o.message_id`,
};
