import { expect, test } from 'vitest';
import { CHAT_LANGUAGES } from '../../../wire/chat-limits.ts';
import { fill, wordsOf } from './words.ts';

const slots = (words: string) => (words.match(/\{\w+\}/g) ?? []).sort();

test.each(CHAT_LANGUAGES)('%s says everything, with the same things to fill in as English', (language) => {
  const words = wordsOf(language);
  for (const [key, english] of Object.entries(wordsOf('en'))) {
    const said = words[key as keyof typeof words];
    expect(said.trim(), key).not.toBe('');
    expect(slots(said), key).toEqual(slots(english));
  }
});

test('names are filled in as they are', () => {
  expect(fill('{name} joined', { name: '<b>$&</b>' })).toBe('<b>$&</b> joined');
});
