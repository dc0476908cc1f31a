import type { CollectEvent } from '../../../wire/collect.ts';
import { soon } from '../guard.ts';
import { load, remove, save } from '../who/storage.ts';
import { flushSoon } from './transport.ts';

const KEPT_MAX = 100;
const KEPT_MS = 24 * 3_600_000;
const QUEUE_MAX = 1000;

/** An event and the visitor it belongs to, who may not be today's. */
export interface Entry {
  readonly v: string;
  readonly e: CollectEvent;
}

// What this page has to send, oldest first. An entry leaves it when the server has answered for it.
let queue: Entry[] = [];
// Those on their way. Filled and emptied by the transport.
export const busy = new Set<Entry>();
// Ids that this page is done with. Grows until the page ends.
const done = new Set<string>();
// True between a change and its keeping, so that a thousand events in one task are kept once.
let keeping = false;

/** Takes over what earlier pages could not send. */
export function openOutbox(): void {
  queue = kept();
  flushSoon();
}

export function enqueue(entry: Entry): void {
  queue.push(entry);
  if (queue.length > QUEUE_MAX) queue.shift();
  keepSoon();
  flushSoon();
}

/** What is not on its way, oldest first. */
export function waitingEntries(): Entry[] {
  return queue.filter((entry) => !busy.has(entry));
}

/** The server answered for these, or will never take them. */
export function settle(entries: readonly Entry[]): void {
  for (const { e } of entries) done.add(e.id);
  queue = queue.filter(({ e }) => !done.has(e.id));
  keepSoon();
}

export function emptyOutbox(): void {
  settle(queue);
}

function keepSoon(): void {
  if (!keeping) soon(keep);
  keeping = true;
}

// Other tabs keep theirs in the same place: only what is ours is replaced.
function keep(): void {
  keeping = false;
  const ours = new Set(queue.map(({ e }) => e.id));
  const others = kept().filter(({ e }) => !ours.has(e.id) && !done.has(e.id));
  const all = [...others, ...queue].slice(-KEPT_MAX);
  if (all[0]) save('q', JSON.stringify(all));
  else remove('q');
}

function kept(): Entry[] {
  try {
    return (JSON.parse(load('q')) as Entry[]).filter(({ v, e }) => v && Date.now() - e.at < KEPT_MS);
  } catch {
    // Nothing kept, or spoilt by other code.
    return [];
  }
}
