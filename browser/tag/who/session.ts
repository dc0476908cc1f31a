import type { CollectEvent } from '../../../wire/collect.ts';
import { uuid } from '../uuid.ts';
import { load, save } from './storage.ts';

const IDLE_MS = 30 * 60_000;

/** What an event says of its session, in the words of the wire. */
type InSession = Pick<CollectEvent, 'session' | 'ordinal' | 'entry'>;

/**
 * The session that an event at `now` belongs to: the last one, or after 30 idle minutes a new one. Kept in storage, so
 * that tabs share it. `attending` keeps it alive whatever the pause: reading without a click is not idleness.
 */
export function sessionAt(now: number, isView: boolean, attending?: boolean): InSession {
  const kept = load('s').split(' ');
  const goesOn = attending || Math.abs(now - Number(kept[1])) < IDLE_MS;
  const [session = '', , count = 0, viewed] = goesOn && kept[0] ? kept : [uuid()];
  const ordinal = Number(count) + 1;
  save('s', `${session} ${now} ${ordinal} ${isView || viewed ? 1 : ''}`);
  return { session, ordinal, entry: isView && !viewed };
}
