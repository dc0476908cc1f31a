import type { Overview } from '../../../../wire/api/overview.ts';
import { CATEGORIES, type Category } from '../../../../wire/signal.ts';

/** More colours than these, beside that of the rest, nobody can tell apart. */
const SHOWN = 6;
export const REST = 'Everything else';

interface Stacks {
  readonly data: readonly Record<string, string | number>[];
  readonly series: readonly { readonly name: string; readonly color: string }[];
  /** All of them with how many, the most frequent first. */
  readonly totals: readonly (readonly [Category, number])[];
}

/**
 * The most frequent categories stacked, the others together. Each has its own colour and its place in the stack by the list of
 * categories, so that a glance after a change finds it where it was.
 */
export function stacksOf(days: Overview['signalsByDay']): Stacks {
  const sum = (category: Category) => days.reduce((all, { counts }) => all + (counts[category] ?? 0), 0);
  const totals = CATEGORIES.map((category) => [category, sum(category)] as const)
    .filter(([, n]) => n > 0)
    .sort((a, b) => b[1] - a[1]);
  const top = new Set(totals.slice(0, SHOWN).map(([category]) => category));
  const shown = CATEGORIES.filter((category) => top.has(category));
  const others = totals.slice(SHOWN).map(([category]) => category);
  const data = days.map(({ day, counts }) => ({
    day,
    ...Object.fromEntries(shown.map((category) => [category, counts[category] ?? 0])),
    [REST]: others.reduce((all, category) => all + (counts[category] ?? 0), 0),
  }));
  const series = shown.map((name) => ({ name: name as string, color: colorOf(name) }));
  return { data, series: others.length > 0 ? [...series, { name: REST, color: 'var(--c7)' }] : series, totals };
}

function colorOf(category: Category): string {
  return `var(--category-${category.toLowerCase().replaceAll(' ', '-')})`;
}
