import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Page } from 'playwright-core';

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'];

export interface Look {
  /** All rules, unless some are named. */
  readonly rules?: readonly string[];
  /** Selectors of what is looked at, and of what is not; the whole page without them. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

const installed = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
const AXE = readFileSync(installed.resolve('axe-core/axe.min.js'), 'utf8');

/** Every page of this visitor comes with axe: where most pages are looked at, that costs less than handing it over to each. */
export async function bringAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: AXE });
}

/** What axe finds wrong in the page. */
export async function violations(page: Page, { rules, include, exclude }: Look = {}): Promise<Violations> {
  const options = {
    resultTypes: ['violations' as const],
    ...(rules && { runOnly: { type: 'rule' as const, values: [...rules] } }),
  };
  const context = include || exclude ? { include: include ?? [':root'], exclude: exclude ?? [] } : null;
  // Its builder for Playwright hands axe over twice each time, which costs more than most runs. Our pages hold no frames, for which it
  // would be needed; and a page that has axe keeps it.
  if (!(await page.evaluate("typeof axe === 'object'"))) await page.evaluate(AXE);
  return (await page.evaluate(
    `(async ([context, options]) => (await axe.run(context ?? document, options)).violations)(${JSON.stringify([context, options])})`,
  )) as Violations;
}
