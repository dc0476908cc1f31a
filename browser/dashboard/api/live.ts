import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { StreamEvents } from '../../../wire/api/live.ts';

export type LiveName = keyof StreamEvents;
export type LiveStatus = 'connecting' | 'open' | 'lost';
type Listener<N extends LiveName> = (data: StreamEvents[N]) => void;

const NAMES: readonly LiveName[] = [
  ...(['signal', 'contact', 'refusal', 'counted', 'backlog', 'progress', 'install', 'reset'] as const),
  ...(['conversation', 'message', 'typing', 'presence'] as const),
];
/** After this a tab nobody looks at gives its connection back (browsers allow six per host), and catches up when it is seen again. */
const HIDDEN_GRACE_MS = 60_000;
const RETRY_MIN_MS = 1_000;
const RETRY_MAX_MS = 30_000;

/**
 * The one event stream of a tab, shared by all screens. The browser resumes it with `Last-Event-ID`; where the browser gives up
 * (an error answer, a closed tab reopened) we open it anew with `?lastEventId=`, which the server reads the same way.
 */
class LiveStream {
  status: LiveStatus = 'connecting';
  private source: EventSource | null = null;
  private lastId = '';
  private retryMs = RETRY_MIN_MS;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wake: () => void = () => {};
  private readonly listeners = new Map<LiveName, Set<Listener<LiveName>>>();
  private readonly watchers = new Set<() => void>();

  /** `lastId`: where the stream stood before the screens asked for what they show; what happened since comes first. */
  start(lastId: string): () => void {
    if (this.lastId === '') this.lastId = lastId;
    const seen = () => this.onVisibility();
    const online = () => this.tryNow();
    // A network that went away ends no connection: it only falls silent.
    const offline = () => this.become('lost');
    document.addEventListener('visibilitychange', seen);
    window.addEventListener('online', online);
    window.addEventListener('offline', offline);
    this.open();
    return () => {
      document.removeEventListener('visibilitychange', seen);
      window.removeEventListener('online', online);
      window.removeEventListener('offline', offline);
      this.close();
    };
  }

  on<N extends LiveName>(name: N, listener: Listener<N>): () => void {
    const set = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, set);
    set.add(listener as Listener<LiveName>);
    return () => set.delete(listener as Listener<LiveName>);
  }

  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** Does not wait for the next attempt, if the stream is lost. */
  tryNow(): void {
    if (this.status === 'lost') this.open();
  }

  private open(): void {
    clearTimeout(this.timer);
    this.source?.close();
    const source = new EventSource(`/api/v1/stream?lastEventId=${encodeURIComponent(this.lastId)}`);
    this.source = source;
    source.onopen = () => {
      this.retryMs = RETRY_MIN_MS;
      this.become('open');
    };
    source.onerror = () => this.onError(source);
    for (const name of NAMES)
      source.addEventListener(name, (event) => this.deliver(name, event as MessageEvent<string>));
  }

  private onError(source: EventSource): void {
    if (source !== this.source) return;
    this.become('lost');
    if (source.readyState !== EventSource.CLOSED) return;
    this.timer = setTimeout(() => this.open(), this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, RETRY_MAX_MS);
  }

  private deliver(name: LiveName, event: MessageEvent<string>): void {
    if (event.lastEventId !== '') this.lastId = event.lastEventId;
    const data: StreamEvents[LiveName] = JSON.parse(event.data);
    for (const listener of this.listeners.get(name) ?? []) listener(data);
  }

  private onVisibility(): void {
    clearTimeout(this.timer);
    if (document.visibilityState === 'hidden') {
      this.timer = setTimeout(() => void this.rest(), HIDDEN_GRACE_MS);
      return;
    }
    this.wake();
    if (this.source === null || this.source.readyState === EventSource.CLOSED) {
      this.open();
    }
  }

  /** One hidden tab of a browser stays connected, so that its member is seen as there and its title counts; the others close. */
  private async rest(): Promise<void> {
    const seen = new Promise<void>((done) => {
      this.wake = done;
    });
    await navigator.locks?.request('knock-hidden-stream', { ifAvailable: true }, (lock) => (lock ? seen : undefined));
    if (document.visibilityState === 'hidden') this.close();
  }

  private close(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
    this.become('connecting');
  }

  private become(status: LiveStatus): void {
    if (this.status === status) return;
    this.status = status;
    for (const watcher of this.watchers) watcher();
  }
}

export const live = new LiveStream();

export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(live.watch, () => live.status);
}

/** Calls `listener` for every event of that name while the component is shown. */
export function useLive<N extends LiveName>(name: N, listener: Listener<N>): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => live.on(name, (data) => latest.current(data)), [name]);
}
