import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'];

export interface Look {
  /** All rules, unless some are named. */
  readonly rules?: readonly string[];
  /** Selectors of what is looked at, and of what is not; the whole page without them. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/** What axe finds wrong in the page. */
export async function violations(page: Page, { rules, include, exclude }: Look = {}): Promise<Violations> {
  const options = {
    resultTypes: ['violations' as const],
    ...(rules && { runOnly: { type: 'rule' as const, values: [...rules] } }),
  };
  // Handing axe over costs more than most of its runs: a page that has it keeps it.
  if (await page.evaluate("typeof axe === 'object'")) {
    const context = include || exclude ? { include: include ?? [':root'], exclude: exclude ?? [] } : null;
    return (await page.evaluate(
      `(async ([context, options]) => (await axe.run(context ?? document, options)).violations)(${JSON.stringify([context, options])})`,
    )) as Violations;
  }
  // Our pages hold no frames: without looking for them axe needs no second page, which is most of its time.
  const axe = new AxeBuilder({ page }).setLegacyMode().options(options);
  for (const selector of include ?? []) axe.include(selector);
  for (const selector of exclude ?? []) axe.exclude(selector);
  return (await axe.analyze()).violations;
}
