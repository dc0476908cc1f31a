import type { FilterReason } from '../../wire/signal.ts';
import type { Millis } from '../foundation/time.ts';

/** Why an event, or one field of it, was not taken. A closed list: the dashboard and the docs explain each word. */
export const REFUSAL_REASONS = [
  'not_an_object',
  'missing',
  'wrong_type',
  'not_allowed',
  'too_long',
  'too_large',
  'too_many',
  'too_deep',
  'bad_name',
  'bad_time',
  'bad_url',
  'bad_email',
  'illegal_id',
  'no_identity',
  'reserved_trait',
  'forged_token',
  'expired_token',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** What a whole request was refused for. */
export type BatchReason = 'not_json' | 'unsupported_encoding' | RefusalReason;

/** A field that was left out of an accepted event. */
export interface DroppedField {
  readonly reason: RefusalReason;
  readonly field: string | null;
  readonly message: string;
}

/** What became of one event, in the order sent. `accepted` is true only once the log has it. */
export type EventAnswer =
  | {
      readonly id: string;
      readonly status: 'accepted';
      /** Present when the event is recorded but weighs nothing. */
      readonly filtered?: FilterReason;
      readonly dropped?: readonly DroppedField[];
    }
  | {
      readonly id: string | null;
      readonly status: 'refused';
      readonly reason: RefusalReason;
      readonly field: string | null;
      readonly message: string;
    };

/** What the live debugger shows of a refusal. Holds the event's kind and name, never a value a visitor stated. */
export interface Refusal {
  readonly at: Millis;
  readonly source: 'collect' | 'segment';
  /** `/collect`, `/v1/batch` ... */
  readonly endpoint: string;
  readonly origin: string | null;
  /** `request`: nothing of it was recorded. `event`: this one was not. `field`: the event was, without that field. */
  readonly lost: 'request' | 'event' | 'field';
  readonly reason: BatchReason | 'origin_not_allowed';
  readonly field: string | null;
  readonly message: string;
  readonly event: { readonly kind: string | null; readonly name: string | null };
  /** The public tag id it came with, or `api key`. */
  readonly key: string;
}

/** Refusals kept of one request; a broken sender repeats itself. */
export const REFUSALS_PER_REQUEST_MAX = 50;
