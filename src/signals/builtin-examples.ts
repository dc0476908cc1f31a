import { CATEGORIES, type Category } from '../../wire/signal.ts';
import { en } from './builtin-rules/en.ts';
import { CATEGORY_OF, TOPICS } from './builtin-rules/topics.ts';

const SHOWN = 12;
// Decided by what was done before any word is looked at.
const BY_KIND: Readonly<Partial<Record<Category, string[]>>> = {
  Chat: ['a chat message about buying'],
  Meeting: ['a booked meeting'],
};

/** What the built-in rules look for, in English: a few words of each category, the plainest first, for people to read. */
export const BUILT_IN_EXAMPLES: readonly { readonly category: Category; readonly examples: string[] }[] =
  CATEGORIES.map((category) => ({ category, examples: BY_KIND[category] ?? wordsOf(category) })).filter(
    ({ examples }) => examples.length > 0,
  );

function wordsOf(category: Category): string[] {
  return TOPICS.filter((topic) => CATEGORY_OF[topic] === category)
    .sort((a, b) => Number(b === category) - Number(a === category))
    .flatMap((topic) => (en.whole[topic] ?? '').split(/,\s*/).filter(Boolean))
    .slice(0, SHOWN);
}
