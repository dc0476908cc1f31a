import { CHAT_FILE_BYTES_MAX, CHAT_FILES_MAX } from '../../../../wire/chat-limits.ts';
import type { SlackFile } from '../incoming.ts';
import type { Work } from './jobs.ts';

/** Files that were kept for a message, and for each of the others a sentence to who sent it. */
export interface Taken {
  readonly files: readonly string[];
  readonly problems: readonly string[];
}

/** Fetches the files of a Slack message and keeps them for ours. */
export async function takeFiles(work: Work, conversationId: string, sent: readonly SlackFile[]): Promise<Taken> {
  const files: string[] = [];
  const problems: string[] = [];
  if (sent.length > CHAT_FILES_MAX) problems.push(`A message takes ${CHAT_FILES_MAX} files.`);
  for (const file of sent.slice(0, CHAT_FILES_MAX)) {
    const taken = await takeFile(work, conversationId, file);
    if (typeof taken === 'string') problems.push(`"${file.name.slice(0, 80)}": ${taken}`);
    else files.push(taken.id);
  }
  return { files, problems };
}

async function takeFile(
  { deps, team }: Work,
  conversationId: string,
  file: SlackFile,
): Promise<string | { readonly id: string }> {
  const tooLarge = `it is larger than ${CHAT_FILE_BYTES_MAX / 1024 / 1024} MB.`;
  if (file.url === null) return 'it is not kept in this Slack.';
  if (file.size > CHAT_FILE_BYTES_MAX) return tooLarge;
  const bytes = await deps.clients.download(team.hidden.botToken, file.url, CHAT_FILE_BYTES_MAX);
  switch (bytes) {
    case 'too_large':
      return tooLarge;
    case 'foreign':
      return 'it is not kept in this Slack.';
    case 'away':
      return 'Slack would not hand it over.';
    default: {
      const kept = await deps.chat.addFile(team.workspaceId, conversationId, { name: file.name, bytes });
      return kept.ok ? kept.value : kept.message;
    }
  }
}
