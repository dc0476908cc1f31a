import { EMAIL, EMAIL_LENGTH_MAX } from '../../wire/email.ts';
import { oneSpelling } from '../foundation/email.ts';
import { type Outcome, ok, refused } from '../foundation/outcome.ts';
import { remember } from '../foundation/remember.ts';

const ID_LENGTH_MAX = 200;
const REMEMBERED_MAX = 500;

// What programs send when they have no id. One of them as an id would join every such visitor into one person.
// Source: PostHog's person merging (its illegal distinct ids), Segment Unify's blocked values, and our own additions.
const ILLEGAL_IDS = new Set([
  'anonymous',
  'anonymous_id',
  'anonymousid',
  'anon',
  'distinct_id',
  'distinctid',
  'email',
  'e-mail',
  'false',
  'guest',
  'id',
  'infinity',
  '-infinity',
  'nan',
  'nil',
  'none',
  'n/a',
  'na',
  'not_authenticated',
  'null',
  '[object object]',
  'object',
  'test',
  'true',
  'undefined',
  'unknown',
  'user',
  'user_id',
  'userid',
  'visitor',
  '{}',
  '[]',
  '()',
  '""',
  "''",
]);

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNREADABLE = /[\u0000-\u001f\u007f]/;

/**
 * An id the sender gives somebody: trimmed, 1..200 characters. Whole numbers are taken as their text, as Segment does.
 * Refused: blanks, zeros and dashes only (`0`, `-1`, the nil UUID), what stands for "none" in some language
 * (`null`, `undefined`, `NaN`, `[object Object]`, `guest` ...), also in quotes or brackets and in any case, and control characters.
 */
export function senderId(raw: unknown, field: string): Outcome<string, 'wrong_type' | 'illegal_id' | 'too_long'> {
  if (typeof raw !== 'string' && typeof raw !== 'number') return refused('wrong_type', field, 'An id must be text.');
  const id = String(raw).trim();
  if (id.length > ID_LENGTH_MAX)
    return refused('too_long', field, `An id must be at most ${ID_LENGTH_MAX} characters.`);
  return isIllegal(id) ? refused('illegal_id', field, 'This value stands for nobody and cannot be an id.') : ok(id);
}

// Letters, digits, dashes and underscores, with a letter, longer than anything that stands for nobody: most ids, and quickly known for one.
const PLAIN = /^(?=.*[a-z])[\w-]{20,}$/i;

const isIllegal = (id: string): boolean => !PLAIN.test(id) && isNobody(id);

const isNobody = remember(REMEMBERED_MAX, (id): boolean => {
  const bare = id
    .replace(/^[\s"'`<({[]+|[\s"'`>)}\]]+$/g, '')
    .trim()
    .toLowerCase();
  return (
    bare === '' ||
    ILLEGAL_IDS.has(bare) ||
    ILLEGAL_IDS.has(`[${bare}]`) ||
    /^[-0.]*$/.test(bare) ||
    /^-\d+(\.\d+)?$/.test(bare) ||
    UNREADABLE.test(id) ||
    !id.isWellFormed()
  );
});

/** An event's own id, from which a retry is known: 1..200 characters. `0` is one; what stands for a missing value is not. */
export function eventId(raw: unknown, field: string): Outcome<string, 'wrong_type' | 'illegal_id' | 'too_long'> {
  if (typeof raw !== 'string' && typeof raw !== 'number') return refused('wrong_type', field, 'An id must be text.');
  const id = String(raw).trim();
  if (id.length > ID_LENGTH_MAX)
    return refused('too_long', field, `An id must be at most ${ID_LENGTH_MAX} characters.`);
  return id === '' || UNREADABLE.test(id) || !id.isWellFormed() || /^(undefined|null|nan|\[object object\])$/i.test(id)
    ? refused('illegal_id', field, 'Every event needs an id of its own.')
    : ok(id);
}

/** An e-mail address in its one spelling, at most 254 characters. A claim: nobody has proved to own it. */
export function emailAddress(raw: unknown, field: string): Outcome<string, 'wrong_type' | 'bad_email'> {
  if (typeof raw !== 'string') return refused('wrong_type', field, 'An e-mail address must be text.');
  const email = oneSpelling(raw);
  return email.length <= EMAIL_LENGTH_MAX && EMAIL.test(email) && email.isWellFormed() && !email.includes('\0')
    ? ok(email)
    : refused('bad_email', field, 'This is not an e-mail address.');
}
