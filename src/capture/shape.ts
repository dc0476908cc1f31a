import { type Refused, refused } from '../foundation/outcome.ts';
import { MISSING } from '../foundation/shape-words.ts';
import type { RefusalReason } from './refusal.ts';

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly input?: unknown;
  /** What was too big: `string`, `array`, `int` ... */
  readonly origin?: string;
}

/** The first thing wrong with a shape, in our words: which field, and what was expected of it. */
export function shapeFault(error: { readonly issues: readonly Issue[] }): Refused<RefusalReason> {
  const issue = error.issues[0];
  if (issue === undefined) return refused('wrong_type', null, 'The event has another shape.');
  const field = issue.path.length === 0 ? null : fieldName(issue.path);
  return refused(wordOf(issue), field, issue.message);
}

function wordOf({ code, path, message, origin }: Issue): RefusalReason {
  if (message === MISSING) return 'missing';
  if (code === 'too_big' && (origin === 'number' || origin === 'int')) return 'not_allowed';
  if (code === 'too_big') return origin === 'array' ? 'too_many' : 'too_long';
  if (code === 'invalid_value' || code === 'too_small' || code === 'not_multiple_of') return 'not_allowed';
  return path.length === 0 ? 'not_an_object' : 'wrong_type';
}

// `events[3].page.url`, as the sender would write it.
function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    return name === '' ? String(part) : `${name}.${String(part)}`;
  }, '');
}
