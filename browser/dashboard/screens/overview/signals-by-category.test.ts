import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CATEGORIES, type Category } from '../../../../wire/signal.ts';
import { stacksOf } from './signals-by-category.ts';

const day = (counts: Partial<Record<Category, number>>) => ({ day: '2026-01-01', counts });

describe('the stacks of signals', () => {
  it('keep their order and colours when the numbers change places', () => {
    const { series } = stacksOf([day({ Demo: 9, Pricing: 1, Blog: 5 })]);
    expect(series.map((one) => one.name)).toEqual(['Pricing', 'Demo', 'Blog']);
    expect(stacksOf([day({ Demo: 1, Pricing: 9, Blog: 5 })]).series).toEqual(series);
  });

  it('are the six most frequent and the rest', () => {
    const counts = Object.fromEntries(CATEGORIES.map((category, n) => [category, n + 1]));
    const { series, data, totals } = stacksOf([day(counts), day({ Pricing: 100 })]);
    expect(series.map((one) => one.name)).toEqual([
      ...['Pricing', 'Legal', 'Home', 'Chat', 'Meeting', 'Other', 'Everything else'],
    ]);
    expect(data[0]).toMatchObject({ Pricing: 1, Other: 18, 'Everything else': 90 });
    expect(totals[0]).toEqual(['Pricing', 101]);
  });

  it('have a colour of their own, in light and dark', () => {
    const css = readFileSync(new URL('../../ui/charts/category-colors.css', import.meta.url), 'utf8');
    for (const category of CATEGORIES) {
      const [stack] = stacksOf([day({ [category]: 1 })]).series;
      const name = stack?.color.slice('var('.length, -1);
      const values = [...css.matchAll(new RegExp(`${name}: (#.{6});`, 'g'))].map((found) => found[1]);
      expect(values, category).toHaveLength(2);
      for (const value of values) expect(css.split(value ?? '').length, `${category} ${value}`).toBe(2);
    }
  });
});
