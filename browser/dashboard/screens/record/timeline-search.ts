import { DEVICE_TYPES } from '../../../../wire/api/words.ts';
import { CATEGORIES, SIGNAL_KINDS } from '../../../../wire/signal.ts';
import type { TimelineSearch } from '../../api/queries.ts';
import { textOf, wordsOf } from '../contacts/contacts-search.ts';

/** Reads a timeline's filters from the address of its record; what it does not understand it leaves out. */
export function readTimelineSearch(search: Record<string, unknown>): TimelineSearch {
  return {
    ...wordsOf(search, 'kind', SIGNAL_KINDS),
    ...wordsOf(search, 'category', CATEGORIES),
    ...wordsOf(search, 'device', DEVICE_TYPES),
    ...textOf(search, 'page'),
  };
}
