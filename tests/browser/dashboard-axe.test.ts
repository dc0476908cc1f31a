import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './chromium.ts';
import { contactOf, seriousFaults, visits } from './dashboard-world.ts';
import { type House, openHouse, signIn } from './house.ts';

let house: House;
let browser: Browser;
let screens: string[];
beforeAll(async () => {
  house = await openHouse();
  browser = await launchChromium();
  await visits(house, 'ann@acme-corp.com', ['/', '/pricing', '/demo', '/pricing']);
  await visits(house, 'bob@acme-corp.com', ['/blog/first', '/careers']);
  const contact = await contactOf(house, 'ann@acme-corp.com');
  const settings = ['workspace', 'members', 'keys', 'tag', 'categories', 'privacy', 'sample'];
  screens = [
    ...['/', '/live', '/contacts', `/contacts/${contact}`, '/accounts', '/duplicates'],
    ...['/debugger', '/debugger?show=filtered', '/simulator', '/install'],
    ...settings.map((page) => `/settings/${page}`),
  ];
});
afterAll(async () => {
  await browser?.close();
  await house?.close();
});

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

describe.each([
  ['desktop', DESKTOP],
  ['phone', PHONE],
] as const)('%s, light and dark', (_name, viewport) => {
  const options = {
    viewport,
    isMobile: viewport === PHONE,
    hasTouch: viewport === PHONE,
    reducedMotion: 'reduce',
  } as const;

  it('has no serious fault and no sideways scroll on any screen', { timeout: 240_000 }, async () => {
    const context = await browser.newContext(options);
    const page = await signIn(context, house);
    const faults: Record<string, string[]> = {};
    for (const screen of screens) {
      const found = await look(page, screen);
      if (found.length > 0) faults[screen] = found;
    }
    await context.close();
    expect(faults).toEqual({});
  });

  it('has no serious fault before one is signed in', async () => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const faults = [...(await look(page, '/sign-in')), ...(await look(page, '/invite/unknown'))];
    await context.close();
    expect(faults).toEqual([]);
  });
});

async function look(page: Page, screen: string): Promise<string[]> {
  await page.goto(`${house.url}${screen}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.locator('.bone').first().waitFor({ state: 'detached' });
  await page.emulateMedia({ colorScheme: 'light' });
  const faults = await seriousFaults(page);
  // Dark differs from light in nothing but colours.
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  faults.push(...(await seriousFaults(page, ['color-contrast'])).map((one) => `dark: ${one}`));
  const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  return Number(overflow) > 0 ? [...faults, `scrolls sideways by ${overflow}`] : faults;
}
