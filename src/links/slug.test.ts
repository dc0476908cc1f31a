import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Slug } from '../../wire/api/links.ts';
import { freeSlug, isSlug, slugOf } from './slug.ts';

describe('slugOf', () => {
  it.each([
    ['LinkedIn autumn campaign', 'linkedin-autumn-campaign'],
    ['Été 2026: Größe & Preise', 'ete-2026-groesse-preise'],
    ['Привет, щука', 'privet-shchuka'],
    ['Ελλάδα', 'ellada'],
    ['チャット きょうと', 'chatto-kyouto'],
    ['Łódź İstanbul', 'lodz-istanbul'],
    ["O'Reilly’s", 'oreillys'],
    ['Messe München, Stand 4B, really a long name', 'messe-muenchen-stand-4b-really-a-long'],
    ['x', 'link-x'],
    ['産業 🎉', 'link'],
  ])('%s -> %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it('is a slug that the API takes, whatever the name', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (name) => {
        expect(Slug.safeParse(slugOf(name)).success).toBe(true);
      }),
    );
  });
});

describe('freeSlug', () => {
  it('counts up to the first that nobody has, and stays a slug', () => {
    expect(freeSlug('pricing', new Set())).toBe('pricing');
    expect(freeSlug('pricing', new Set(['pricing', 'pricing-2']))).toBe('pricing-3');
    const long = 'a'.repeat(60);
    expect(isSlug(freeSlug(long, new Set([long])))).toBe(true);
  });
});

it('isSlug says what the API says', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b', '7', '-', '_', 'A', ' '), maxLength: 64 }), (text) => {
      expect(isSlug(text)).toBe(Slug.safeParse(text).success);
    }),
  );
});
