import type { FileRef } from '../../../chat/change.ts';
import type { Called } from '../client.ts';
import type { SlackDeps } from '../deps-store.ts';
import type { UsableTeam } from '../team-store.ts';
import { beginPost, endPost } from './pending-store.ts';
import type { ThreadRow } from './store.ts';

/**
 * Puts a file of a message into the thread: an address is asked for, the bytes go there, and then it is shared. Only the last step is
 * seen by anybody, so only that is written down before it is tried. `gone`: the file is no longer ours to send.
 */
export async function uploadFile(
  deps: SlackDeps,
  team: UsableTeam,
  thread: ThreadRow,
  { messageId, file, said }: { readonly messageId: string; readonly file: FileRef; readonly said: string },
): Promise<Called<'done' | 'gone'>> {
  const { workspaceId, key: teamId } = team;
  const { channel, threadTs, conversationId } = thread;
  const { clients, db } = deps;
  const stored = await deps.chat.readFile(workspaceId, file.id);
  if (!stored) return { ok: true, value: 'gone' };
  const address = await clients.call(team.hidden.botToken, (client) =>
    client.files.getUploadURLExternal({ filename: file.name, length: stored.bytes.byteLength }),
  );
  if (!address.ok) return address;
  const { upload_url: url = '', file_id: fileId = '' } = address.value;
  if (!(await clients.upload(url, stored.bytes))) return { ok: false, problem: { word: 'unclear' } };
  const key = `file:${fileId}:${file.id}`;
  const post = { key, channel, threadTs, messages: [messageId], createdAt: deps.clock() };
  await db.inWorkspace(workspaceId, (trx) => beginPost(trx, workspaceId, teamId, conversationId, post));
  const shared = await clients.call(team.hidden.botToken, (client) =>
    client.files.completeUploadExternal({
      files: [{ id: fileId, title: file.name }],
      channel_id: channel,
      thread_ts: threadTs,
      initial_comment: said,
    }),
  );
  if (!shared.ok) return shared;
  await db.inWorkspace(workspaceId, (trx) =>
    endPost(trx, workspaceId, teamId, conversationId, { ...post, ts: key, card: null }),
  );
  return { ok: true, value: 'done' };
}
