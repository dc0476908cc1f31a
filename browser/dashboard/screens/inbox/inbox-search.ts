import { CHAT_STATUSES, type ChatStatus } from '../../../../wire/api/words.ts';
import { INTENT_TYPES } from '../../../../wire/signal.ts';
import type { ConversationSearch } from '../../api/conversations.ts';
import { oneOf, textOf, wordsOf } from '../contacts/contacts-search.ts';

export const VIEWS = ['reply', 'mine', 'unassigned', 'open', 'all'] as const;
export type View = (typeof VIEWS)[number];

/** The list's state as the address holds it. */
export interface InboxSearch {
  readonly view?: View;
  readonly status?: string;
  readonly intentType?: string;
  /** A rep's id; the views say `me` and `none`. */
  readonly owner?: string;
  readonly q?: string;
}

export function readInboxSearch(search: Record<string, unknown>): InboxSearch {
  return {
    ...oneOf(search, 'view', VIEWS),
    ...wordsOf(search, 'status', CHAT_STATUSES),
    ...wordsOf(search, 'intentType', INTENT_TYPES),
    ...textOf(search, 'owner'),
    ...textOf(search, 'q'),
  };
}

const ENDED: ReadonlySet<ChatStatus> = new Set(['Spam', 'Rejected', 'Closed', 'Qualified']);
export const hasEnded = (status: ChatStatus): boolean => ENDED.has(status);
/** Somebody may still have to do something: they have written, and it is not over. What the counts count. */
const OPEN_STATUSES: readonly ChatStatus[] = ['AI Discovery', 'Rep Reply Needed', 'Rep Discovery', 'Follow Up Needed'];
const OPEN = OPEN_STATUSES.join(',');

const VIEW_QUERIES: Readonly<Record<View, ConversationSearch>> = {
  reply: { status: 'Rep Reply Needed' },
  mine: { owner: 'me', status: OPEN },
  unassigned: { owner: 'none', status: OPEN },
  open: { status: OPEN },
  all: {},
};

/** What a view and the filters on top of it ask of the API. A status or owner that was chosen replaces the view's. */
export function queryOf({ view = 'open', ...filters }: InboxSearch): ConversationSearch {
  return { ...VIEW_QUERIES[view], ...filters };
}
