import type { ChatEvents } from '../../../wire/chat.ts';
import { delayMs, fateOf } from './outbox.ts';
import { takeEvents } from './sse.ts';

export type News = {
  readonly [Name in keyof ChatEvents]: { readonly event: Name; readonly data: ChatEvents[Name] };
}[keyof ChatEvents];

interface StreamParts {
  /** Asked at each opening: the request's address and body, with the change to go on from. */
  readonly request: () => { readonly url: string; readonly body: object };
  readonly hear: (news: News) => void;
  /** Whether news arrive now. */
  readonly live: (isLive: boolean) => void;
  /** The conversation is not there any more. */
  readonly gone: () => void;
}

/** The server says something every 15 s; after this long without a word the connection is dead, whatever the browser thinks. */
const SILENCE_MS = 40_000;
const REOPEN_MS = 300;

/** The news of a conversation, opened again whenever they end. */
export class Stream {
  readonly #parts: StreamParts;
  #connection: AbortController | null = null;
  #timer = 0;
  // Openings in a row that brought nothing.
  #failures = 0;
  #wanted = false;

  constructor(parts: StreamParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#wanted = true;
    if (!this.#connection && !this.#timer) void this.#open();
  }

  stop(): void {
    this.#wanted = false;
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#connection?.abort();
    this.#connection = null;
    this.#parts.live(false);
  }

  /** The network is back, or the page is: no need to wait. */
  hurry(): void {
    if (!this.#wanted || !this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#failures = 0;
    void this.#open();
  }

  async #open(): Promise<void> {
    const connection = new AbortController();
    this.#connection = connection;
    const { url, body } = this.#parts.request();
    let status = 0;
    let retryAfterMs = 0;
    let silence = setTimeout(() => connection.abort(), SILENCE_MS);
    try {
      const signal = connection.signal;
      const response = await fetch(url, { method: 'POST', body: JSON.stringify(body), credentials: 'omit', signal });
      status = response.status;
      retryAfterMs = Number(response.headers.get('retry-after')) * 1_000 || 0;
      if (response.ok && response.body) {
        await this.#read(response.body, () => {
          clearTimeout(silence);
          silence = setTimeout(() => connection.abort(), SILENCE_MS);
        });
      }
    } catch {
      // Dropped, or stopped by us.
    }
    clearTimeout(silence);
    if (this.#connection !== connection) return;
    this.#connection = null;
    this.#parts.live(false);
    if (fateOf(status) === 'gone') this.#parts.gone();
    else this.#again(retryAfterMs);
  }

  async #read(body: ReadableStream<Uint8Array<ArrayBuffer>>, heard: () => void): Promise<void> {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      heard();
      this.#failures = 0;
      this.#parts.live(true);
      const { events, rest } = takeEvents(text + value);
      text = rest;
      for (const { event, data } of events) this.#parts.hear({ event, data: JSON.parse(data) } as News);
    }
  }

  #again(retryAfterMs: number): void {
    if (!this.#wanted) return;
    this.#failures += 1;
    const wait = this.#failures === 1 ? REOPEN_MS : delayMs(this.#failures - 1, retryAfterMs, Math.random());
    this.#timer = setTimeout(
      () => {
        this.#timer = 0;
        void this.#open();
      },
      Math.max(wait, retryAfterMs),
    );
  }
}
