import type { ChatMessage } from '../../../wire/chat.ts';

/** What is known of a conversation. */
export interface Seen {
  /** By `seq`, each message once, as its latest change left it. */
  readonly messages: readonly ChatMessage[];
  /**
   * Everything up to this change has arrived: where a dropped stream is taken up again. Only what comes in the server's order moves
   * it. The answer to a message of one's own may overtake another's message, and must not hide that one.
   */
  readonly cursor: number;
}

export const NOTHING_SEEN: Seen = { messages: [], cursor: 0 };

/** What the stream, or a page of changes, brought: in the server's order, perhaps not for the first time. */
export function receive(seen: Seen, changes: readonly ChatMessage[]): Seen {
  const cursor = changes.reduce((last, { change }) => Math.max(last, change), seen.cursor);
  return { messages: merge(seen.messages, changes), cursor };
}

/** What came another way: the answer to a message sent from here, or news from another tab. */
export function overhear(seen: Seen, message: ChatMessage): Seen {
  return { ...seen, messages: merge(seen.messages, [message]) };
}

/**
 * The list with the changes put in. Any order and any repetition of the same changes give the same list. Of two copies of one change
 * the later stays: the addresses of its files are fresher.
 */
export function merge(list: readonly ChatMessage[], changes: readonly ChatMessage[]): readonly ChatMessage[] {
  const byId = new Map(list.map((message) => [message.id, message]));
  for (const message of changes) {
    const known = byId.get(message.id);
    if (!known || known.change <= message.change) byId.set(message.id, message);
  }
  return [...byId.values()].sort((a, b) => a.seq - b.seq);
}

/** How many messages of the team came after `readSeq`. What was said by the system, or taken back, waits for nobody. */
export function unreadCount(messages: readonly ChatMessage[], readSeq: number): number {
  return messages.filter((message) => message.seq > readSeq && isFromTeam(message)).length;
}

export function isFromTeam({ author, deleted }: ChatMessage): boolean {
  return (author === 'rep' || author === 'agent') && !deleted;
}
