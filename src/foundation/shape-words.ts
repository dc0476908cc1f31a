import { z } from 'zod';

export const MISSING = 'Is missing.';

type Issue = z.core.$ZodRawIssue;

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  date: 'a date',
  null: 'null',
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'an e-mail address',
  url: 'an absolute address, such as https://example.com',
  uuid: 'a UUID',
  datetime: 'a time as ISO 8601 writes it',
  date: 'a date as ISO 8601 writes it',
};

/**
 * What is wrong with a value, in a plain sentence that says what it must be. `z.config` below makes it the one that every schema
 * speaks, but where a schema has words of its own.
 */
export function shapeSentence(issue: Issue): string {
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) return MISSING;
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected in TYPES ? `Must be ${TYPES[issue.expected]}.` : 'Is of another type than it must be.';
    case 'invalid_value':
      return `Must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      return bound(
        issue.origin,
        issue.minimum,
        issue.exact ? 'exactly' : issue.inclusive === false ? 'more than' : 'at least',
      );
    case 'too_big':
      return bound(
        issue.origin,
        issue.maximum,
        issue.exact ? 'exactly' : issue.inclusive === false ? 'less than' : 'at most',
      );
    case 'invalid_format':
      return issue.format in FORMATS ? `Must be ${FORMATS[issue.format]}.` : 'Is not of the form it must have.';
    case 'not_multiple_of':
      return `Must be a multiple of ${issue.divisor}.`;
    case 'unrecognized_keys':
      return 'There is nothing of this name here.';
    case 'invalid_union':
      return 'Is of none of the forms it may have.';
    case 'invalid_key':
      return 'Has a key that is not allowed.';
    default:
      return 'Is not allowed.';
  }
}

function bound(origin: string, limit: number | bigint, words: string): string {
  const isEmptyRefused = words === 'at least' && limit === 1;
  if (origin === 'string') return isEmptyRefused ? 'Must not be empty.' : `Must be ${words} ${limit} characters long.`;
  if (origin === 'array' || origin === 'set') {
    return isEmptyRefused ? 'Must not be empty.' : `Must hold ${words} ${limit}.`;
  }
  return `Must be ${words} ${limit}.`;
}

z.config({ localeError: shapeSentence });
