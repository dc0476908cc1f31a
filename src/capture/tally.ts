import type { Outcome } from '../foundation/outcome.ts';
import type { SignalDraft } from './draft.ts';
import {
  type DroppedField,
  type EventAnswer,
  REFUSALS_PER_REQUEST_MAX,
  type Refusal,
  type RefusalReason,
} from './refusal.ts';
import { textOrNull } from './text.ts';

/** What a request's events became: drafts for the log, one answer an event in the order sent, refusals for the debugger. */
export interface Tally {
  readonly drafts: readonly SignalDraft[];
  readonly answers: readonly EventAnswer[];
  readonly refusals: readonly Refusal[];
}

/** An event understood, and the fields it had to leave behind. `id` is the sender's, or the one made for it. */
export interface Drafted {
  readonly id: string;
  readonly draft: SignalDraft;
  readonly dropped: readonly DroppedField[];
}

/** Judges each event alone and keeps the tally. */
export function tallied(
  events: readonly unknown[],
  request: Pick<Refusal, 'source' | 'endpoint' | 'origin' | 'key' | 'at'>,
  judge: (event: unknown) => Outcome<Drafted, RefusalReason>,
): Tally {
  const drafts: SignalDraft[] = [];
  const answers: EventAnswer[] = [];
  const refusals: Refusal[] = [];
  const report = (event: unknown, lost: Refusal['lost'], why: DroppedField) => {
    if (refusals.length >= REFUSALS_PER_REQUEST_MAX) return;
    const { reason, field, message } = why;
    refusals.push({ ...request, lost, reason, field: bounded(field), message, event: sampleOf(event) });
  };
  for (const event of events) {
    const judged = judge(event);
    if (judged.ok) {
      drafts.push(judged.value.draft);
      answers.push(accepted(judged.value));
      for (const field of judged.value.dropped) report(event, 'field', field);
    } else {
      const { reason, message } = judged;
      answers.push({ id: idOf(event), status: 'refused', reason, field: bounded(judged.field), message });
      report(event, 'event', judged);
    }
  }
  return { drafts, answers, refusals };
}

/** The tally of the same events when their drafts are recorded as `recordedAs` gives them; the same object if that changes none. */
export function retold(tally: Tally, recordedAs: (draft: SignalDraft) => SignalDraft): Tally {
  const drafts = tally.drafts.map(recordedAs);
  if (drafts.every((draft, index) => draft === tally.drafts[index])) return tally;
  let next = 0;
  const answers = tally.answers.map((answer) => {
    if (answer.status === 'refused') return answer;
    const draft = drafts[next++] as SignalDraft;
    return accepted({ id: answer.id, draft, dropped: answer.dropped ?? [] });
  });
  return { ...tally, drafts, answers };
}

function accepted({ id, draft, dropped }: Drafted): EventAnswer {
  return {
    id,
    status: 'accepted',
    ...(draft.filtered === null ? {} : { filtered: draft.filtered }),
    ...(dropped.length === 0 ? {} : { dropped }),
  };
}

// A field's name can hold a key that the sender chose.
function bounded(field: string | null): string | null {
  return textOrNull(field, 200);
}

function idOf(event: unknown): string | null {
  const { id, messageId } = fieldsOf(event);
  return textOrNull(id, 200) ?? textOrNull(messageId, 200);
}

function sampleOf(event: unknown): Refusal['event'] {
  const { kind, type, name, event: named } = fieldsOf(event);
  return { kind: textOrNull(kind, 64) ?? textOrNull(type, 64), name: textOrNull(name, 64) ?? textOrNull(named, 64) };
}

function fieldsOf(event: unknown): Record<string, unknown> {
  return typeof event === 'object' && event !== null ? (event as Record<string, unknown>) : {};
}
