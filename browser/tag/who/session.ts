import { uuid } from '../uuid.ts';
import { load, save } from './storage.ts';

const IDLE_MS = 30 * 60_000;

export interface Session {
  readonly id: string;
  /** How many events it has had, this one included. */
  readonly ordinal: number;
  /** True until it has had a page view. */
  readonly entry: boolean;
}

/**
 * The session that an event at `now` belongs to: the last one, or after 30 idle minutes a new one. Kept in storage, so
 * that tabs share it. `attending` keeps it alive whatever the pause: reading without a click is not idleness.
 */
export function sessionAt(now: number, isView: boolean, attending?: boolean): Session {
  const [id, last, count, viewed] = (load('s') || '').split(' ');
  const goesOn = id && (attending || Math.abs(now - Number(last)) < IDLE_MS);
  const session = {
    id: goesOn ? id : uuid(),
    ordinal: goesOn ? Number(count) + 1 : 1,
    entry: !(goesOn && viewed),
  };
  save('s', `${session.id} ${now} ${session.ordinal} ${isView || !session.entry ? 1 : ''}`);
  return session;
}
