import { ACCOUNT_SORTS } from '../../../../wire/api/words.ts';
import { INTENT_SCORES, INTENT_TYPES } from '../../../../wire/signal.ts';
import type { AccountSearch } from '../../api/queries.ts';
import { oneOf, textOf, wordsOf } from '../contacts/contacts-search.ts';

/** Reads the table's state from the address; what it does not understand it leaves out. */
export function readAccountSearch(search: Record<string, unknown>): AccountSearch {
  return {
    ...textOf(search, 'q'),
    ...wordsOf(search, 'intentScore', INTENT_SCORES),
    ...wordsOf(search, 'intentType', INTENT_TYPES),
    ...oneOf(search, 'sort', ACCOUNT_SORTS),
  };
}
