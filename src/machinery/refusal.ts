/** The closed words of a problem document's `code`, besides what a room adds of its own. */
export type RefusalCode =
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'unavailable'
  | 'cross_site'
  | 'last_admin'
  | (string & {});

/**
 * The caller's fault, thrown only by routes; the error handler answers it as a problem document.
 * Everything in it is shown to the caller: `message` in plain words, `field` the dotted path of the input at fault.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: RefusalCode;
  readonly field: string | null;
  /** Sets `Retry-After`, in whole seconds. */
  readonly retryAfterSeconds: number | null;

  constructor(
    status: number,
    code: RefusalCode,
    publicWords: string,
    field: string | null = null,
    retryAfterSeconds: number | null = null,
  ) {
    super(publicWords);
    this.status = status;
    this.code = code;
    this.field = field;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What to throw when nothing of that id is in this workspace; also when another workspace has it. */
export function notFound(what: string): Refusal {
  return new Refusal(404, 'not_found', `There is no such ${what}.`);
}
