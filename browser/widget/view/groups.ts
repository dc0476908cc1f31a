import type { ChatMessage } from '../../../wire/chat.ts';
import { daysBetween } from './times.ts';

/** Messages that one author sent in a row, shown as one block: one face, one name, one time. */
export interface Group {
  readonly key: string;
  readonly author: ChatMessage['author'];
  readonly name: string | null;
  readonly avatarUrl: string | null;
  /** True when it begins a day. */
  readonly newDay: boolean;
  readonly messages: readonly ChatMessage[];
}

const PAUSE_MS_MAX = 5 * 60_000;

/** In order. A block ends with its author, after a pause of five minutes, and at midnight. System messages stand alone. */
export function groupMessages(messages: readonly ChatMessage[]): readonly Group[] {
  const groups: (Group & { messages: ChatMessage[] })[] = [];
  let before: ChatMessage | null = null;
  for (const message of messages) {
    const last = groups.at(-1);
    const newDay = before === null || daysBetween(Date.parse(before.at), Date.parse(message.at)) > 0;
    const goesOn =
      last !== undefined && before !== null && !newDay && isSameAuthor(before, message) && !isPause(before, message);
    if (goesOn) last.messages.push(message);
    else {
      const { id, author, name, avatarUrl } = message;
      groups.push({ key: id, author, name, avatarUrl, newDay, messages: [message] });
    }
    before = message;
  }
  return groups;
}

function isSameAuthor(a: ChatMessage, b: ChatMessage): boolean {
  return a.author === b.author && a.author !== 'system' && a.name === b.name;
}

function isPause(a: ChatMessage, b: ChatMessage): boolean {
  return Date.parse(b.at) - Date.parse(a.at) > PAUSE_MS_MAX;
}
