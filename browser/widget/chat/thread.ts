import type { Keep } from './keep.ts';
import type { Outgoing } from './outbox.ts';
import type { Person } from './person.ts';

/** The key of a conversation, as this browser keeps it. Whoever has it reads along; nobody else does. */
export interface Thread {
  /** Made before the conversation is asked for: asking twice finds the same one. */
  readonly clientId: string;
  readonly secret: string;
  /** Null until the server answered. */
  readonly id: string | null;
  readonly person: Person;
}

/** What is kept of one visitor's conversation at one place. Nothing under another visitor's id is looked at. */
export interface Drawer {
  readonly thread: () => Thread | null;
  readonly keepThread: (thread: Thread) => void;
  readonly readSeq: () => number;
  readonly keepReadSeq: (seq: number) => void;
  readonly outgoing: () => readonly Outgoing[];
  readonly keepOutgoing: (item: Outgoing) => void;
  readonly dropOutgoing: (clientId: string) => void;
  readonly dismissed: () => boolean;
  readonly dismiss: () => void;
  /** Everything of this conversation. */
  readonly empty: () => void;
  /** Whether a key of the keep is of this drawer, and of what kind. */
  readonly kindOf: (key: string) => 'thread' | 'read' | 'outgoing' | null;
}

const HELD_MS = 7 * 86_400_000;

/** Each thing has a key of its own, so that two tabs never write over each other's. `visitorId` and `slug` hold no dots. */
export function openDrawer(keep: Keep, visitorId: string, slug: string | null): Drawer {
  const root = `${visitorId}.${slug ?? ''}.`;
  const read = <T>(key: string): T | null => {
    try {
      return JSON.parse(keep.get(root + key) ?? 'null') as T | null;
    } catch {
      return null;
    }
  };
  return {
    thread: () => read<Thread>('thread'),
    keepThread: (thread) => keep.set(`${root}thread`, JSON.stringify(thread)),
    readSeq: () => Number(read<number>('read')) || 0,
    keepReadSeq: (seq) => keep.set(`${root}read`, String(seq)),
    outgoing: () =>
      keep
        .under(`${root}out.`)
        .map((id) => read<Outgoing>(`out.${id}`))
        // What could not be said for a week is not said any more.
        .filter((item): item is Outgoing => !!item?.clientId && Date.now() - item.at < HELD_MS),
    keepOutgoing: (item) => keep.set(`${root}out.${item.clientId}`, JSON.stringify(item)),
    dropOutgoing: (clientId) => keep.remove(`${root}out.${clientId}`),
    dismissed: () => read<number>('dismissed') === 1,
    dismiss: () => keep.set(`${root}dismissed`, '1'),
    empty: () => {
      for (const key of keep.under(root)) keep.remove(root + key);
    },
    kindOf(key) {
      if (!key.startsWith(root)) return null;
      const [kind] = key.slice(root.length).split('.');
      return kind === 'thread' || kind === 'read' ? kind : kind === 'out' ? 'outgoing' : null;
    },
  };
}

/** 24 and 43 characters of base64url. */
export function newThread(person: Person): Thread {
  return { clientId: random(18), secret: random(32), id: null, person };
}

/** `bytes` random bytes as base64url. */
export function random(bytes: number): string {
  const values = crypto.getRandomValues(new Uint8Array(bytes));
  return btoa(String.fromCharCode(...values))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
