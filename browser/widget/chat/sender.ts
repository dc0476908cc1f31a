import type { ChatMessage, ChatSent } from '../../../wire/chat.ts';
import { delayMs, fateOf, nextToSend, type Outgoing } from './outbox.ts';
import type { Answer } from './post.ts';
import type { Drawer } from './thread.ts';

interface SenderParts {
  readonly drawer: Drawer;
  readonly deliver: (item: Outgoing) => Promise<Answer<ChatSent>>;
  readonly sent: (message: ChatMessage) => void;
  /** The conversation is not there any more: the next try begins another. */
  readonly gone: () => void;
  /** What waits has changed, or whether it is held up. */
  readonly changed: () => void;
}

/** Sends what was written, one after the other, until the server has answered for it. */
export class Sender {
  readonly #parts: SenderParts;
  // Written on this page; those of other tabs are theirs to send, while they live.
  readonly #own = new Set<string>();
  #busy = false;
  #timer = 0;
  #failures = 0;
  #ended = false;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    // Left over from an earlier page: nobody else will send them.
    this.#timer = setTimeout(() => this.hurry(), 0);
  }

  /** True while tries fail. */
  get heldUp(): boolean {
    return this.#failures > 1;
  }

  add(item: Outgoing): void {
    this.#own.add(item.clientId);
    this.#parts.drawer.keepOutgoing(item);
    this.#parts.changed();
    this.hurry();
  }

  retry(item: Outgoing): void {
    this.add({ ...item, refused: null });
  }

  discard(clientId: string): void {
    this.#parts.drawer.dropOutgoing(clientId);
    this.#parts.changed();
  }

  /** Tries now, not when it is time again. */
  hurry(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    void this.#pump();
  }

  /** The page ends: the next one may go on at once. */
  leave(): void {
    for (const item of this.#parts.drawer.outgoing()) {
      if (this.#own.has(item.clientId)) this.#parts.drawer.keepOutgoing({ ...item, orphan: true });
    }
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  async #pump(): Promise<void> {
    if (this.#busy || this.#ended) return;
    this.#busy = true;
    let wait: number | null = null;
    let restarted = false;
    while (wait === null && !this.#ended) {
      const item = nextToSend(this.#parts.drawer.outgoing(), this.#own, Date.now());
      if (!item) break;
      const answer = await this.#parts.deliver(item);
      if (this.#ended) return;
      if (answer.ok) this.#settle(item, answer.value.message);
      else if (fateOf(answer.status) === 'again') wait = delayMs(++this.#failures, answer.retryAfterMs, Math.random());
      else if (fateOf(answer.status) === 'gone' && !restarted) {
        restarted = true;
        this.#parts.gone();
      } else this.#parts.drawer.keepOutgoing({ ...item, refused: answer.code });
      this.#parts.changed();
    }
    this.#busy = false;
    if (wait === null) wait = this.#parts.drawer.outgoing().some(({ refused }) => !refused) ? 15_000 : null;
    if (wait !== null && !this.#timer) this.#timer = setTimeout(() => this.hurry(), wait);
  }

  #settle({ clientId }: Outgoing, message: ChatMessage): void {
    this.#failures = 0;
    // First shown as arrived, then no longer as waiting: it never disappears in between.
    this.#parts.sent(message);
    this.#parts.drawer.dropOutgoing(clientId);
  }
}
