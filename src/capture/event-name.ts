import { EVENT_NAME } from '../../wire/collect.ts';
import { type Outcome, ok, refused } from '../foundation/outcome.ts';
import { remember } from '../foundation/remember.ts';
import { cleanText } from './text.ts';

const NAME_LENGTH_MAX = 64;
// More cannot matter to the first 64 letters of any real name.
const RAW_LENGTH_MAX = 1_000;
const REMEMBERED_MAX = 5_000;

type NameWord = 'missing' | 'wrong_type' | 'bad_name';

/**
 * A custom event's name as Knock keeps it: lower-cased, every run of anything but letters and digits an underscore,
 * none at the ends, at most 64 characters, beginning with a letter. Accents are folded (`Página vista` -> `pagina_vista`).
 * `Demo Requested`, `demo-requested` and `demo_requested` are one event.
 */
export function eventName(raw: unknown, field: string): Outcome<string, NameWord> {
  if (raw === undefined || raw === null) return refused('missing', field, 'An event needs a name.');
  if (typeof raw !== 'string') return refused('wrong_type', field, 'The name must be text.');
  if (isKept(raw)) return ok(raw);
  const name = normalised(raw.slice(0, RAW_LENGTH_MAX));
  return EVENT_NAME.test(name)
    ? ok(name)
    : refused('bad_name', field, 'The name must begin with a letter and hold Latin letters, digits and underscores.');
}

function isKept(raw: string): boolean {
  return EVENT_NAME.test(raw) && !raw.endsWith('_') && !raw.includes('__');
}

// A site says the same names over and over.
const normalised = remember(REMEMBERED_MAX, (raw) =>
  raw
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+/, '')
    .slice(0, NAME_LENGTH_MAX)
    .replace(/_+$/, ''),
);

// A letter of another script than Latin.
const FOREIGN = /[^\P{L}\p{Script=Latin}]/u;

/**
 * The same for Segment's API, to which any name is legal: as above where the name is in Latin letters and begins with one, so that
 * both ways in call an event the same; else its letters and digits of any script, lower-cased in Unicode's compatible form, and
 * underscores (`資料請求`, `3d_view_opened`).
 */
export function segmentEventName(raw: unknown, field: string): Outcome<string, NameWord> {
  if (typeof raw !== 'string' || isKept(raw)) return eventName(raw, field);
  const name = inAnyScript(raw.slice(0, RAW_LENGTH_MAX));
  return /[\p{L}\p{N}]/u.test(name) ? ok(name) : refused('bad_name', field, 'The name must hold a letter or a digit.');
}

const inAnyScript = remember(REMEMBERED_MAX, (raw) => {
  const folded = raw.normalize('NFKD').replace(/(\p{Script=Latin})\p{M}+/gu, '$1');
  // Marks are vowels in many scripts.
  const words = folded
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_');
  const name = cleanText(words.replace(/^_+/, ''), NAME_LENGTH_MAX).replace(/_+$/, '');
  const latin = normalised(raw);
  return EVENT_NAME.test(latin) && !FOREIGN.test(name) ? latin : name;
});
