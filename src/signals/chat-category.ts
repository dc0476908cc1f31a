import type { Category } from '../../wire/signal.ts';
import { LANGUAGES } from './builtin-rules/languages.ts';
import { CHAT_CUES, type ChatCue } from './builtin-rules/topics.ts';
import { findAll, lexicon, plain } from './lexicon.ts';

const CUES = lexicon(LANGUAGES.map(({ code, chat }) => ({ language: code, words: chat })));

/**
 * What a chat message is about, by plain cues in eight languages. THE one place that decides what a message weighs:
 * `Chat` is talk about buying and weighs much; `Product` is interest without a project; `Support`, `Find a Job` and `Partners` weigh
 * little; `Other` says that it is no purchase. `page` is the category of the page it was written on: help pages and careers
 * pages tip a message without cues.
 */
export function chatCategory(text: string | null, page: Category | null): Category {
  const heard = cuesOf(text ?? '');
  const has = (cue: ChatCue): boolean => heard.has(cue);
  if (has('away')) return 'Other';
  if (has('job')) return page !== 'Find a Job' && has('closing') ? 'Chat' : 'Find a Job';
  if (has('early')) return 'Product';
  if (has('partner')) return has('closing') ? 'Chat' : 'Partners';
  if (has('support')) return has('closing') ? 'Chat' : 'Support';
  if (has('closing')) return 'Chat';
  if (page === 'Support' || page === 'Find a Job' || page === 'Partners') return page;
  if (has('buy')) return 'Chat';
  return page === 'Login' ? 'Support' : 'Product';
}

/** The cues in a message. */
export function cuesOf(text: string): ReadonlySet<ChatCue> {
  const found = new Set(findAll(plain(text), CUES).map((hit) => hit.key));
  return new Set(CHAT_CUES.filter((cue) => found.has(cue)));
}
