import { describe, expect, it } from 'vitest';
import { isSmallTalk } from './small-talk.ts';
import { readable, tokensOf } from './tokens.ts';

const wordsOf = (text: string) => tokensOf(text).map(({ word }) => word);

describe('tokens', () => {
  it.each([
    ["I'm on the Café plan", ['im', 'on', 'the', 'cafe', 'plan']],
    ['I’m  ON', ['im', 'on']],
    ['1,200 seats?', ['#4', 'seats', '?']],
    ['write ana@shop.example or see https://a.example/x now', ['write', '<mail>', 'or', 'see', '<link>', 'now']],
    ['win bit.ly/abc 🎉', ['win', '<link>', '<emoji>']],
    ['プランを教えて', ['プラン', 'を', '教', 'えて']],
    ['', []],
  ])('of %j', (text, expected) => {
    expect(wordsOf(text)).toEqual(expected);
  });

  it('of a very long text are those of its beginning and its end', () => {
    const words = wordsOf(`first ${'- . '.repeat(5000)} last`);
    expect(words).toEqual(['first', 'last']);
    expect(readable('x'.repeat(100_000)).length).toBeLessThan(2100);
  });
});

it.each([
  ['hiii', true],
  ['good morning everyone!', true],
  ['thanks a lot', true],
  ['👋👋', true],
  ['help', true],
  ['x', true],
  ['hahaha', true],
  ['こんにちは', true],
  ['hello, price?', false],
  ['jobs', false],
  ['the app crashes', false],
  ['料金は', false],
])('%j is small talk: %s', (message, expected) => {
  expect(isSmallTalk(message)).toBe(expected);
});
