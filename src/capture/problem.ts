import type { Problem } from '../../wire/api/paging.ts';

/** Why a whole request was turned away. The words of single events are in `refusal.ts`. */
export type ProblemCode =
  | 'not_json'
  | 'invalid'
  | 'unauthorized'
  | 'forbidden'
  | 'unknown_tag'
  | 'origin_not_allowed'
  | 'not_found'
  | 'method_not_allowed'
  | 'too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'unavailable';

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  503: 'Unavailable',
};

/** A problem document (RFC 9457) that names the field at fault, and how long to wait where waiting helps. */
export interface CaptureProblem {
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly field?: string | null;
  readonly retryAfterSeconds?: number;
  /** What `/v1` and `/collect` answer beside success for each event, when every event of the request was refused. */
  readonly refused?: readonly unknown[];
  readonly results?: readonly unknown[];
}

interface CaptureDocument extends Problem {
  readonly field?: string;
  readonly refused?: readonly unknown[];
  readonly results?: readonly unknown[];
}

export function problemDocument(problem: CaptureProblem): CaptureDocument {
  const { status, code, detail, field, refused, results } = problem;
  return {
    type: 'about:blank',
    title: TITLES[status] ?? 'Problem',
    status,
    detail,
    code,
    ...(field ? { field, errors: [{ field, message: detail }] } : {}),
    ...(refused ? { refused } : {}),
    ...(results ? { results } : {}),
  };
}
