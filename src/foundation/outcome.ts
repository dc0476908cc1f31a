/** An expected result: a value, or a refusal with a word from a closed list. Bugs are thrown; these are returned. */
export type Outcome<Value, Word extends string> = { readonly ok: true; readonly value: Value } | Refused<Word>;

export interface Refused<Word extends string> {
  readonly ok: false;
  readonly reason: Word;
  /** The field at fault, as the sender wrote it (`properties.plan`), or null when the whole is at fault. */
  readonly field: string | null;
  /** What to do about it, in words for the sender. Holds no internal detail. */
  readonly message: string;
}

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function refused<Word extends string>(reason: Word, field: string | null, message: string): Refused<Word> {
  return { ok: false, reason, field, message };
}
