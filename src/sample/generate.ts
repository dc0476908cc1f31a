/**
 * The sample data: a made-up company's last 90 days. Pure and repeatable: the same arguments give the same signals.
 * Everything in it can be told from real data: browser ids begin with `sample-`, e-mail domains end in `.example`.
 */
import type { SignalDraft } from '../capture/draft.ts';
import { signalId } from '../foundation/ids.ts';
import { DAY, type Millis } from '../foundation/time.ts';
import { cast } from './cast.ts';
import { randomFrom, whole } from './random.ts';
import { type Happening, happenings } from './visit.ts';

export const SAMPLE_DAYS = 90;

export interface SampleOrder {
  /** Any whole number; another one gives other people. */
  readonly seed: number;
  /** Nothing in the sample is later, or earlier than `SAMPLE_DAYS` before. */
  readonly now: Millis;
  readonly workspaceId: string;
  /** People who said who they are, >= 40. Anonymous visitors come on top, about four for each. */
  readonly contacts: number;
}

/** The signals in the order of their time. About 40 for each contact. */
export function generateSample({ seed, now, workspaceId, contacts }: SampleOrder): SignalDraft[] {
  const oldest = now - SAMPLE_DAYS * DAY;
  const random = randomFrom(seed, 'walk');
  const all: Happening[] = [];
  for (const visit of cast({ seed, now, contacts })) {
    for (const happening of happenings(visit, random)) {
      if (happening.at >= oldest && happening.at <= now) all.push(happening);
    }
  }
  // Stable, so that what happened in the same millisecond keeps its order.
  all.sort((a, b) => a.at - b.at);
  const lag = randomFrom(seed, 'lag');
  return all.map((happening, n) => ({
    ...happening,
    id: signalId(workspaceId, `sample:${n}`, happening.at),
    receivedAt: Math.min(now, happening.at + whole(lag, 60, 1_800)),
  }));
}
