import type { Heard, LiveName } from './stream-past.ts';

export type LiveStatus = 'connecting' | 'open' | 'lost';

/** Who follows the stream, however it comes. */
export interface Follower {
  /** The id of what was heard last; what follows it is asked for. */
  readonly lastId: () => string;
  readonly hear: (event: Heard) => void;
  readonly become: (status: LiveStatus) => void;
}

/** A way on which events come. */
export interface Line {
  /** Does not wait for the next attempt. */
  readonly tryNow: () => void;
  readonly stop: () => void;
}

const NAMES: readonly LiveName[] = [
  ...(['signal', 'contact', 'refusal', 'counted', 'backlog', 'progress', 'install', 'reset'] as const),
  ...(['conversation', 'message', 'typing', 'presence'] as const),
];
const RETRY_MIN_MS = 1_000;
const RETRY_MAX_MS = 30_000;

/**
 * The connection to the server. The browser resumes it with `Last-Event-ID`; where the browser gives up (an error answer) it is opened
 * anew with `?lastEventId=`, which the server reads the same way.
 */
export class Connection {
  private source: EventSource | null = null;
  private retryMs = RETRY_MIN_MS;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isOffline = false;
  private readonly follower: Follower;

  constructor(follower: Follower) {
    this.follower = follower;
    window.addEventListener('online', this.online);
    window.addEventListener('offline', this.offline);
    this.open();
  }

  get isOver(): boolean {
    return this.source === null || this.source.readyState === EventSource.CLOSED;
  }

  open(): void {
    clearTimeout(this.timer);
    this.source?.close();
    const source = new EventSource(`/api/v1/stream?lastEventId=${encodeURIComponent(this.follower.lastId())}`);
    this.source = source;
    source.onopen = () => {
      this.retryMs = RETRY_MIN_MS;
      // An answer that was on its way when the network went says nothing.
      if (!this.isOffline) this.follower.become('open');
    };
    source.onerror = () => this.onError(source);
    for (const name of NAMES)
      source.addEventListener(name, (event) => this.deliver(name, event as MessageEvent<string>));
  }

  /** Until it is opened again. */
  rest(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
    this.follower.become('connecting');
  }

  close(): void {
    this.rest();
    window.removeEventListener('online', this.online);
    window.removeEventListener('offline', this.offline);
  }

  private readonly online = () => {
    this.isOffline = false;
    if (this.source) this.open();
  };
  // A network that went away ends no connection: it only falls silent.
  private readonly offline = () => {
    this.isOffline = true;
    if (this.source) this.follower.become('lost');
  };

  private onError(source: EventSource): void {
    if (source !== this.source) return;
    this.follower.become('lost');
    if (source.readyState !== EventSource.CLOSED) return;
    this.timer = setTimeout(() => this.open(), this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, RETRY_MAX_MS);
  }

  private deliver(name: LiveName, event: MessageEvent<string>): void {
    this.follower.hear({ id: event.lastEventId, name, data: JSON.parse(event.data) });
  }
}
