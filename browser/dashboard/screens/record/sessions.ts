import type { SignalItem } from '../../../../wire/api/timeline.ts';

/** Signals of one visit, newest first, side by side in the timeline. */
export interface Session {
  readonly key: string;
  readonly signals: readonly SignalItem[];
  readonly from: string;
  readonly to: string;
}

/** Groups a newest-first timeline into visits. A signal without a session, from a server, stands alone. */
export function sessionsOf(signals: readonly SignalItem[]): Session[] {
  const groups: { key: string; signals: SignalItem[] }[] = [];
  for (const signal of signals) {
    const last = groups.at(-1);
    const key = signal.session === null ? signal.id : `${signal.contact.id} ${signal.session}`;
    if (last?.key === key) last.signals.push(signal);
    else groups.push({ key, signals: [signal] });
  }
  // The same visit can come up twice where two browsers' signals interleave: the first signal's id keeps the keys apart.
  return groups.map((group) => ({
    key: `${group.key} ${group.signals[0]?.id}`,
    signals: group.signals,
    from: group.signals.at(-1)?.at ?? '',
    to: group.signals[0]?.at ?? '',
  }));
}
