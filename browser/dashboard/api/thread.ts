import type { TeamMessage } from '../../../wire/api/conversations.ts';

/** The messages of a conversation that are loaded: an unbroken run up to the newest, by `seq`. */
export interface Thread {
  readonly items: readonly TeamMessage[];
  /** There are older ones. */
  readonly more: boolean;
  /** The newest change that is in it: what a resumed reader asks to continue after. */
  readonly change: number;
}

export function threadOf(items: readonly TeamMessage[], more: boolean): Thread {
  return mergeMessages({ items: [], more: false, change: 0 }, items, more);
}

/**
 * Takes messages in, whatever their order and however often they come: a later change of a message wins, each stands once, in order.
 * A change of a message older than what is loaded is left out; it comes with its page.
 */
export function mergeMessages(thread: Thread, incoming: readonly TeamMessage[], more = thread.more): Thread {
  const oldest = thread.items[0]?.seq ?? 0;
  const byId = new Map(thread.items.map((one) => [one.id, one]));
  let change = thread.change;
  for (const message of incoming) {
    change = Math.max(change, message.change);
    if (thread.more && message.seq < oldest) continue;
    const known = byId.get(message.id);
    if (!known || known.change <= message.change) byId.set(message.id, message);
  }
  return { items: [...byId.values()].sort((a, b) => a.seq - b.seq), more, change };
}

/** Whether a message that came by itself fits on: the one before it is there. If not, the reader asks for what is missing. */
export function fitsOn(thread: Thread, message: TeamMessage): boolean {
  return message.seq <= (thread.items.at(-1)?.seq ?? 0) + 1;
}
