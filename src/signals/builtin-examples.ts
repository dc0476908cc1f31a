import { CATEGORIES, type Category } from '../../wire/signal.ts';
import { LANGUAGES } from './builtin-rules/languages.ts';
import { CATEGORY_OF, TOPICS } from './builtin-rules/topics.ts';

const EACH = 3;

/** What the built-in rules look for, a few words of each language per category, for reading on the settings screen. */
export function builtInExamples(): { category: Category; examples: string[] }[] {
  return CATEGORIES.map((category) => ({
    category,
    examples: [
      ...new Set(
        LANGUAGES.flatMap(({ whole, within }) =>
          TOPICS.filter((topic) => CATEGORY_OF[topic] === category)
            .sort((a, b) => Number(b === category) - Number(a === category))
            .flatMap((topic) => [whole[topic], within[topic]])
            .flatMap((words) => words?.split(',').map((word) => word.trim()) ?? [])
            .slice(0, EACH),
        ),
      ),
    ],
  })).filter(({ examples }) => examples.length > 0);
}
