/**
 * News for open dashboards: published after commit, numbered, kept in a ring so that a browser that lost its connection
 * resumes where it was. What has left the ring, or came from another run of the process, is answered with a `reset`:
 * fetch again.
 */
export interface LiveEvent {
  /** `<run>-<number>`; the number grows by one per workspace. */
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
}

export interface Live {
  readonly publish: (workspaceId: string, type: string, data: unknown) => void;
  /** Something happened that is told to nobody, since nobody listens: who resumes from before it starts afresh. */
  readonly skip: (workspaceId: string) => void;
  /**
   * Hears what follows `lastEventId` (null: from now on), first a `reset` when that is no longer known. `who` is the user that listens, null
   * for a program. Returns "stop".
   */
  readonly subscribe: (
    workspaceId: string,
    lastEventId: string | null,
    hear: (event: LiveEvent) => void,
    who?: string | null,
  ) => () => void;
  /** The id of the workspace's latest event: who resumes after it misses nothing that happens from now on. */
  readonly lastEventId: (workspaceId: string) => string;
  /** True while somebody listens: read models for events need not be made for nobody. */
  readonly hasListeners: (workspaceId: string) => boolean;
  /** The users who listen now: whose dashboard is open. */
  readonly whoListens: (workspaceId: string) => ReadonlySet<string>;
}

const RING_SIZE = 2_000;

interface Channel {
  number: number;
  readonly ring: LiveEvent[];
  readonly listeners: Map<(event: LiveEvent) => void, string | null>;
}

/** Fan-out inside one process. `run` tells this run of the process from an earlier one. */
export function inProcessLive(run: string): Live {
  const channels = new Map<string, Channel>();
  const channelOf = (workspaceId: string): Channel => {
    const known = channels.get(workspaceId);
    if (known) return known;
    const made: Channel = { number: 0, ring: [], listeners: new Map() };
    channels.set(workspaceId, made);
    return made;
  };
  return {
    publish: (workspaceId, type, data) => {
      const channel = channelOf(workspaceId);
      channel.number += 1;
      const event = { id: `${run}-${channel.number}`, type, data };
      channel.ring.push(event);
      if (channel.ring.length > RING_SIZE) channel.ring.shift();
      for (const hear of channel.listeners.keys()) hear(event);
    },
    skip: (workspaceId) => {
      const channel = channelOf(workspaceId);
      channel.number += 1;
      channel.ring.length = 0;
    },
    subscribe: (workspaceId, lastEventId, hear, who = null) => {
      const channel = channelOf(workspaceId);
      for (const event of missed(channel, run, lastEventId)) hear(event);
      channel.listeners.set(hear, who);
      return () => channel.listeners.delete(hear);
    },
    lastEventId: (workspaceId) => `${run}-${channels.get(workspaceId)?.number ?? 0}`,
    hasListeners: (workspaceId) => (channels.get(workspaceId)?.listeners.size ?? 0) > 0,
    whoListens: (workspaceId) =>
      new Set([...(channels.get(workspaceId)?.listeners.values() ?? [])].filter((who) => who !== null)),
  };
}

function missed(channel: Channel, run: string, lastEventId: string | null): readonly LiveEvent[] {
  if (lastEventId === null) return [];
  const seen = lastEventId.startsWith(`${run}-`) ? Number(lastEventId.slice(run.length + 1)) : Number.NaN;
  const oldest = channel.number - channel.ring.length;
  if (Number.isInteger(seen) && seen >= oldest && seen <= channel.number) return channel.ring.slice(seen - oldest);
  return [{ id: `${run}-${channel.number}`, type: 'reset', data: {} }];
}
