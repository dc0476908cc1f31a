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
/** "Do you offer internships?" reads like a partner's question; below this a cue of jobs says what it is. */
const FIRM_FROM = 0.85;

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
    const category = byReading(reading, heard, text ?? '');
    if (category !== null) return category;
  }
  return byCues(heard, page, text ?? '');
}

function byReading({ type, confidence }: MessageReading, heard: ReadonlySet<ChatCue>, text: string): Category | null {
  if (type === 'Job seeker') return 'Find a Job';
  if (type === 'Unknown') return confidence >= STRANGER_FROM ? 'Other' : null;
  if (heard.has('early')) return 'Product';
  if (heard.has('job') && (type === 'Buying' || confidence < FIRM_FROM) && isBareQuestion(text)) return 'Find a Job';
  if (type === 'Buying') return heard.has('able') && isBareQuestion(text) ? 'Product' : 'Chat';
  return type === 'Support' ? 'Support' : 'Partners';
}

/**
 * One thing asked, and nothing said of oneself: no price, need, number or date. Why somebody came is not how ready they are: who asks only
 * whether it connects to SAP has come to buy, some day.
 */
function isBareQuestion(text: string): boolean {
  if (QUANTITY.test(text) || !ASKS.test(text)) return false;
  if (text.split(SENTENCE_END).filter((sentence) => sentence.length >= SENTENCE_FROM).length > 1) return false;
  const words = plain(text);
  // "A free plan" is no plan to buy.
  const able = findAll(words, CUES).filter(({ key }) => key === 'able');
  const longestFirst = able.map(({ phrase }) => phrase).sort((a, b) => b.length - a.length);
  const heard = cuesOf(longestFirst.reduce((rest, phrase) => rest.replace(phrase, ' '), words));
  return !(heard.has('buy') || heard.has('closing') || heard.has('stake'));
}

const SENTENCE_END = /[.!?\n。！？]+/;
// Shorter is a greeting or the end of a name.
const SENTENCE_FROM = 14;
// Many ask without a mark, in English; Japanese questions end with a particle.
const ASKS = /[?？]|か[。\s]*$|^\s*(?:do|does|is|are|can|could|will|would|has|have|which|got|any)\b/iu;
// A number, but not that of a name or a version: "Windows 11", "ISO 27001".
const QUANTITY = /(?<!\p{Lu}[\p{L}.-]* ?)(?<![\p{L}\d.-])\d/u;

function byCues(heard: ReadonlySet<ChatCue>, page: Category | null, text: string): Category {
  const has = (cue: ChatCue): boolean => heard.has(cue);
  if (has('job')) return page !== 'Find a Job' && has('closing') ? 'Chat' : 'Find a Job';
  if (has('early')) return 'Product';
  if (has('partner')) return has('closing') ? 'Chat' : 'Partners';
  if (has('support')) return has('closing') ? 'Chat' : 'Support';
  if (has('closing')) return 'Chat';
  if (page === 'Support' || page === 'Find a Job' || page === 'Partners') return page;
  if (has('buy')) return has('able') && isBareQuestion(text) ? 'Product' : 'Chat';
  return page === 'Login' ? 'Support' : 'Product';
}

/** The cues in a message. */
export function cuesOf(text: string): ReadonlySet<ChatCue> {
  const found = new Set(findAll(plain(text), CUES).map((hit) => hit.key));
  return new Set(CHAT_CUES.filter((cue) => found.has(cue)));
}
