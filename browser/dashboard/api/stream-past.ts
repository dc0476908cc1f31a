import type { StreamEvents } from '../../../wire/api/live.ts';

export type LiveName = keyof StreamEvents;

/** One event of the stream. `id` is `<run>-<number>`; the number grows by one from event to event. */
export interface Heard {
  readonly id: string;
  readonly name: LiveName;
  readonly data: StreamEvents[LiveName];
}

const KEPT_MAX = 500;

/** What a tab heard last, so that it knows where it stands and can tell another tab what that one missed. */
export class Past {
  /** All that followed this is in `kept`. */
  private since: string;
  private kept: Heard[] = [];

  constructor(since: string) {
    this.since = since;
  }

  get lastId(): string {
    return this.kept.at(-1)?.id ?? this.since;
  }

  /** False if it was heard before. */
  take(event: Heard): boolean {
    const known = placeOf(this.lastId);
    const place = placeOf(event.id);
    // Nobody can say what came before a reset, or before the first word of another run of the server.
    if (event.name === 'reset' || place.run !== known.run) {
      this.since = event.id;
      this.kept = [];
      return true;
    }
    if (place.number <= known.number) return false;
    this.kept.push(event);
    if (this.kept.length > KEPT_MAX) this.since = this.kept.shift()?.id ?? this.since;
    return true;
  }

  /** What came after `id`; null when that is not known. */
  after(id: string): readonly Heard[] | null {
    const from = placeOf(id);
    const since = placeOf(this.since);
    if (from.run !== since.run || from.number < since.number) return null;
    return this.kept.filter((event) => placeOf(event.id).number > from.number);
  }
}

function placeOf(id: string): { readonly run: string; readonly number: number } {
  const dash = id.lastIndexOf('-');
  return { run: id.slice(0, Math.max(0, dash)), number: Number(id.slice(dash + 1)) };
}
