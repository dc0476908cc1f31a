import type { SignalDraft } from './capture/draft.ts';

/** Lanes that record side by side, on a database with connections to spare: while one waits for the database, another prepares. */
export const PLAIN_LANES = 2;

/**
 * The lane that records a draft: one of `PLAIN_LANES` by its identity, so that no two lanes write of one browser; `said` for what states
 * who somebody is, since that may join or part contacts of any lane.
 */
export function laneOf(draft: SignalDraft): number | 'said' {
  if (draft.claim !== null || draft.traits !== null) return 'said';
  const { value } = draft.identity;
  let mixed = 0;
  for (let index = 0; index < value.length; index += 1) mixed = (Math.imul(mixed, 31) + value.charCodeAt(index)) | 0;
  return (mixed >>> 8) % PLAIN_LANES;
}
