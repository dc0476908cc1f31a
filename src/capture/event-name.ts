import { EVENT_NAME } from '../../wire/collect.ts';
import { type Outcome, ok, refused } from '../foundation/outcome.ts';
import { remember } from '../foundation/remember.ts';

const NAME_LENGTH_MAX = 64;
// More cannot matter to the first 64 letters of any real name.
const RAW_LENGTH_MAX = 1_000;
const REMEMBERED_MAX = 5_000;

/**
 * A custom event's name as Knock keeps it: lower-cased, every run of anything but letters and digits an underscore,
 * none at the ends, at most 64 characters, beginning with a letter. Accents are folded (`Página vista` -> `pagina_vista`).
 * `Demo Requested`, `demo-requested` and `demo_requested` are one event.
 */
export function eventName(raw: unknown, field: string): Outcome<string, 'missing' | 'wrong_type' | 'bad_name'> {
  if (raw === undefined || raw === null) return refused('missing', field, 'An event needs a name.');
  if (typeof raw !== 'string') return refused('wrong_type', field, 'The name must be text.');
  if (EVENT_NAME.test(raw) && !raw.endsWith('_') && !raw.includes('__')) return ok(raw);
  const name = normalised(raw.slice(0, RAW_LENGTH_MAX));
  return EVENT_NAME.test(name)
    ? ok(name)
    : refused('bad_name', field, 'The name must begin with a letter and hold Latin letters, digits and underscores.');
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
