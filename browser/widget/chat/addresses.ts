import type { ChatFile } from '../../../wire/chat.ts';

/**
 * A message with its addresses made whole: the server gives them from its own root, `/chat/files/...`, and the page that shows them may be
 * anywhere, also where the chat is mounted under a path of the website. `baseUrl` ends in `/chat/`.
 */
export function withAddresses<Message extends { readonly files: readonly ChatFile[] }>(
  message: Message,
  baseUrl: string,
): Message {
  if (message.files.length === 0) return message;
  const files = message.files.map((file) => ({
    ...file,
    url: new URL(file.url.replace(/^\/chat\//, ''), baseUrl).href,
  }));
  return { ...message, files };
}
