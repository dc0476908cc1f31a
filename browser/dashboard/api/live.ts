import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { StreamEvents } from '../../../wire/api/live.ts';
import { listenAlone } from './stream-alone.ts';
import type { Follower, Line, LiveStatus } from './stream-connection.ts';
import { type Heard, type LiveName, Past } from './stream-past.ts';
import { canShare, SharedLine } from './stream-shared.ts';

type Listener<N extends LiveName> = (data: StreamEvents[N]) => void;

/** The events of a tab, the same for all its screens, whichever tab of the browser holds the connection. */
class LiveStream {
  status: LiveStatus = 'connecting';
  private past: Past | null = null;
  private line: Line | null = null;
  private readonly listeners = new Map<LiveName, Set<Listener<LiveName>>>();
  private readonly watchers = new Set<() => void>();

  /**
   * `whose`: the member and the workspace; their tabs share a connection. `lastId`: where the stream stood before the screens asked for
   * what they show; what happened since comes first.
   */
  start(whose: string, lastId: string): () => void {
    const past = this.past ?? new Past(lastId);
    this.past = past;
    const follower: Follower = {
      lastId: () => past.lastId,
      hear: (event) => past.take(event) && this.deliver(event),
      become: (status) => this.become(status),
    };
    const line = canShare() ? new SharedLine(`knock-stream ${whose}`, past, follower) : listenAlone(follower);
    this.line = line;
    return () => line.stop();
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
    if (this.status === 'lost') this.line?.tryNow();
  }

  private deliver({ name, data }: Heard): void {
    for (const listener of this.listeners.get(name) ?? []) listener(data);
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
