import type { StoredMessage } from './change.ts';
import type { Presence } from './presence.ts';

/** What somebody with the chat open is told. */
export type Notice =
  | { readonly kind: 'messages'; readonly messages: readonly StoredMessage[] }
  | { readonly kind: 'typing'; readonly name: string | null; readonly typing: boolean }
  | { readonly kind: 'read'; readonly seq: number }
  | { readonly kind: 'status'; readonly closed: boolean }
  /** The conversation is no more. */
  | { readonly kind: 'end' };

type Watcher = (workspaceId: string, conversationId: string, presence: Presence) => void;

interface Place {
  readonly listeners: Set<(notice: Notice) => void>;
  /** The page says that nobody looks at it. */
  isHidden: boolean;
  leadReadSeq: number;
}

/**
 * Who is in which conversation now: the open chats of leads, and who watches them. In this process and in memory; after a restart the
 * chats open again by themselves.
 */
export class Floor {
  readonly #places = new Map<string, Place>();
  readonly #watchers = new Set<Watcher>();

  /** A lead's chat opened. Returns "it closed". */
  open(workspaceId: string, conversationId: string, leadReadSeq: number, hear: (notice: Notice) => void): () => void {
    const key = `${workspaceId} ${conversationId}`;
    const place = this.#places.get(key) ?? { listeners: new Set(), isHidden: false, leadReadSeq };
    const before = isIn(place);
    place.listeners.add(hear);
    place.isHidden = false;
    place.leadReadSeq = Math.max(place.leadReadSeq, leadReadSeq);
    this.#places.set(key, place);
    if (!before) this.#tellHere(workspaceId, conversationId, true, place.leadReadSeq);
    return () => {
      if (!place.listeners.delete(hear) || place.listeners.size > 0) return;
      if (this.#places.get(key) === place) this.#places.delete(key);
      if (!place.isHidden) this.#tellHere(workspaceId, conversationId, false, place.leadReadSeq);
    };
  }

  /** How many chats show this conversation: tabs, mostly. */
  count(workspaceId: string, conversationId: string): number {
    return this.#places.get(`${workspaceId} ${conversationId}`)?.listeners.size ?? 0;
  }

  tell(workspaceId: string, conversationId: string, notice: Notice): void {
    for (const hear of this.#places.get(`${workspaceId} ${conversationId}`)?.listeners ?? []) hear(notice);
  }

  /** The page was hidden or shown. */
  show(workspaceId: string, conversationId: string, here: boolean): void {
    const place = this.#places.get(`${workspaceId} ${conversationId}`);
    if (!place || place.isHidden === !here) return;
    place.isHidden = !here;
    this.#tellHere(workspaceId, conversationId, here, place.leadReadSeq);
  }

  read(workspaceId: string, conversationId: string, leadReadSeq: number): void {
    const place = this.#places.get(`${workspaceId} ${conversationId}`);
    if (place) place.leadReadSeq = Math.max(place.leadReadSeq, leadReadSeq);
    this.#tellHere(workspaceId, conversationId, place !== undefined && isIn(place), leadReadSeq);
  }

  isHere(workspaceId: string, conversationId: string): boolean {
    const place = this.#places.get(`${workspaceId} ${conversationId}`);
    return place !== undefined && isIn(place);
  }

  leadTypes(workspaceId: string, conversationId: string, typing: boolean): void {
    const presence: Presence = { kind: 'typing', who: 'lead', name: null, typing };
    for (const hear of this.#watchers) hear(workspaceId, conversationId, presence);
  }

  repTypes(workspaceId: string, conversationId: string, name: string, typing: boolean): void {
    this.tell(workspaceId, conversationId, { kind: 'typing', name, typing });
    for (const hear of this.#watchers) hear(workspaceId, conversationId, { kind: 'typing', who: 'rep', name, typing });
  }

  watch(hear: Watcher): () => void {
    this.#watchers.add(hear);
    return () => this.#watchers.delete(hear);
  }

  #tellHere(workspaceId: string, conversationId: string, here: boolean, leadReadSeq: number): void {
    for (const hear of this.#watchers) hear(workspaceId, conversationId, { kind: 'here', here, leadReadSeq });
  }
}

function isIn(place: Place): boolean {
  return place.listeners.size > 0 && !place.isHidden;
}
