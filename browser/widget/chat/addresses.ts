import type { ChatMessage } from '../../../wire/chat.ts';

/**
 * The message with its addresses made whole: the server gives them from its own root, `/chat/files/...`, and the page that shows them may be
 * anywhere, also where the chat is mounted under a path of the website. `baseUrl` ends in `/chat/`.
 */
export function withAddresses(message: ChatMessage, baseUrl: string): ChatMessage {
  if (message.files.length === 0) return message;
  const files = message.files.map((file) => ({
    ...file,
    url: new URL(file.url.replace(/^\/chat\//, ''), baseUrl).href,
  }));
  return { ...message, files };
}
