import { expect, test } from 'vitest';
import { BUILT_IN_EXAMPLES } from './builtin-examples.ts';
import { compileRules } from './categorize.ts';

test('what the settings screen shows as examples is what the rules find', () => {
  const categorize = compileRules([]);
  const shown = BUILT_IN_EXAMPLES;
  expect(shown.map(({ category }) => category)).toContain('Find a Job');
  // These two are decided by what was done, not by a word.
  for (const { category, examples } of shown.filter((one) => one.category !== 'Chat' && one.category !== 'Meeting')) {
    const wrong = examples
      .filter((word) => !word.endsWith('*'))
      .map((word) => {
        const subject = {
          kind: 'page_view',
          host: null,
          path: `/${word}`,
          title: null,
          text: null,
          name: null,
        } as const;
        return [word, categorize(subject).category];
      })
      .filter(([, found]) => found !== category);
    expect(wrong).toEqual([]);
  }
});
