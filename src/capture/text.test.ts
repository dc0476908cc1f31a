import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, storable, textOrNull } from './text.ts';

describe('cleanText', () => {
  it.each([
    ['  Pricing  ', 10, 'Pricing'],
    ['a\0b', 10, 'ab'],
    ['a\uD800b', 10, 'a\uFFFDb'],
    ['abcdef', 3, 'abc'],
    ['ab😀', 3, 'ab'],
    ['ab😀', 4, 'ab😀'],
  ])('%j at most %i is %j', (raw, max, clean) => {
    expect(cleanText(raw, max)).toBe(clean);
  });

  it('always gives text that PostgreSQL stores and that fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 20 }), (raw, max) => {
        const text = cleanText(raw, max);
        expect(text.length).toBeLessThanOrEqual(max);
        expect(text.isWellFormed() && !text.includes('\0')).toBe(true);
      }),
    );
  });

  it('changes nothing in ordinary text', () => {
    expect(storable('Zürich 東京 😀\n')).toBe('Zürich 東京 😀\n');
  });
});

describe('textOrNull', () => {
  it.each([[undefined], [null], [''], ['   '], ['\0'], [3], [{}]])('%j says nothing', (raw) => {
    expect(textOrNull(raw, 10)).toBeNull();
  });
});
