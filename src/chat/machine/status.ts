import type { ChatSetup, ChatStatus } from '../../../wire/api/conversations.ts';
import { MINUTE, type Millis } from '../../foundation/time.ts';
import type { ConversationState, Ending } from '../state.ts';

/** Minutes, as a workspace sets them. */
export type Timers = ChatSetup['timers'];

/** From when on a conversation has a status, if nothing happens. */
interface Stage {
  readonly from: Millis;
  readonly status: ChatStatus;
}

const ENDED: Readonly<Record<Ending, ChatStatus>> = {
  spam: 'Spam',
  rejected: 'Rejected',
  qualified: 'Qualified',
  closed: 'Closed',
};

/** The statuses in which somebody may still have to do something. */
export const OPEN_STATUSES: readonly ChatStatus[] = [
  'AI Discovery',
  'Rep Reply Needed',
  'Rep Discovery',
  'Follow Up Needed',
];

/** Where a conversation stands at `now`. A function of the facts and the time: however time passes, the result is the same. */
export function statusAt(state: ConversationState, timers: Timers, now: Millis): ChatStatus {
  return stagesOf(state, timers).findLast(({ from }) => from <= now)?.status ?? 'New';
}

/** When the status changes by itself after `now`, in ms; null: never. */
export function dueAt(state: ConversationState, timers: Timers, now: Millis): Millis | null {
  return stagesOf(state, timers).find(({ from }) => from > now)?.from ?? null;
}

/**
 * All stages, in order of time. Source: parity.md 9. Rejected, Spam and Qualified stay what they are; everything else is Closed some days after
 * the last message.
 */
function stagesOf(state: ConversationState, timers: Timers): readonly Stage[] {
  if (state.ending) return [atFirst(ENDED[state.ending.word])];
  const closedAt = state.activeAt + timers.close * MINUTE;
  return [...openStages(state, timers).filter(({ from }) => from < closedAt), { from: closedAt, status: 'Closed' }];
}

function openStages(state: ConversationState, timers: Timers): readonly Stage[] {
  const { waitingSince, ownerId, ownedSince, humanSeq, lastRepAt, startedAt } = state;
  if (waitingSince !== null) {
    if (ownerId === null && humanSeq === null) return [atFirst('AI Discovery')];
    const asked = Math.max(waitingSince, ownedSince ?? waitingSince);
    return [atFirst('Rep Discovery'), { from: asked + timers.replyNeeded * MINUTE, status: 'Rep Reply Needed' }];
  }
  if (lastRepAt !== null) {
    return [atFirst('Rep Discovery'), { from: lastRepAt + timers.followUp * MINUTE, status: 'Follow Up Needed' }];
  }
  return [atFirst('New'), { from: startedAt + timers.saveLead * MINUTE, status: 'Save the Lead' }];
}

function atFirst(status: ChatStatus): Stage {
  return { from: Number.NEGATIVE_INFINITY, status };
}
