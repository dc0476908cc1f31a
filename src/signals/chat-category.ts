import type { Category, IntentType } from '../../wire/signal.ts';
import { LANGUAGES } from './builtin-rules/languages.ts';
import { CHAT_CUES, type ChatCue } from './builtin-rules/topics.ts';
import { findAll, lexicon, plain } from './lexicon.ts';

const CUES = lexicon(LANGUAGES.map(({ code, chat }) => ({ language: code, words: chat })));

/** Why the writer of one message came, as the type model reads it. */
export interface MessageReading {
  readonly type: IntentType;
  /** Probability of `type`, 0..1. */
  readonly confidence: number;
}

/** Port: reads one message on its own. Null for one that says nothing, such as a greeting. Pure and quick: it runs while a batch is recorded. */
export type ReadMessage = (text: string) => MessageReading | null;

/** From here a reading decides over single cues. */
const SURE_FROM = 0.7;
/** A message is taken for none of our business only when that is all but certain, since it pulls a score down. */
const STRANGER_FROM = 0.9;

/**
 * What a chat message is about. THE one place that decides what a message weighs:
 * `Chat` is talk about buying and weighs much; `Product` is interest without a project; `Support`, `Find a Job` and `Partners` weigh
 * little; `Other` says that it is no purchase. "Not buying" and "not yet" are cues, in eight languages; which of the types it is says the
 * model where it is sure, else cues do. `page` is the category of the page it was written on: help pages and careers
 * pages tip a message without cues.
 */
export function chatCategory(text: string | null, page: Category | null, reading: MessageReading | null): Category {
  const heard = cuesOf(text ?? '');
  if (heard.has('away')) return 'Other';
  if (reading !== null && reading.confidence >= SURE_FROM) {
    const category = byReading(reading, heard);
    if (category !== null) return category;
  }
  return byCues(heard, page);
}

function byReading({ type, confidence }: MessageReading, heard: ReadonlySet<ChatCue>): Category | null {
  if (type === 'Job seeker') return 'Find a Job';
  if (type === 'Unknown') return confidence >= STRANGER_FROM ? 'Other' : null;
  if (heard.has('early')) return 'Product';
  if (type === 'Buying') return 'Chat';
  return type === 'Support' ? 'Support' : 'Partners';
}

function byCues(heard: ReadonlySet<ChatCue>, page: Category | null): Category {
  const has = (cue: ChatCue): boolean => heard.has(cue);
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
