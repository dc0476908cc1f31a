import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium, leaveChromium } from './chromium.ts';
import { type House, openHouse, signIn } from './house.ts';

let house: House;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  house = await openHouse();
  browser = await launchChromium();
});
beforeEach(async () => {
  page = await signIn(await browser.newContext({ viewport: { width: 390, height: 844 } }), house);
  return () => page.context().close();
});
afterAll(async () => {
  await leaveChromium();
  await house?.close();
});

describe('while the server is away', () => {
  it('screens that were never opened open, and words say what is the matter, on a phone too', async () => {
    await expect.poll(fetchedScreens).toContain('simulator-screen');
    await page.context().setOffline(true);
    await page.getByText('Offline, trying again').waitFor();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('link', { name: 'Simulator' }).click();
    await page.getByRole('heading', { name: 'Simulator' }).waitFor();
    await page.context().setOffline(false);
    await page.getByText('Offline, trying again').waitFor({ state: 'detached' });
  });

  it('a screen whose code is not here leaves the navigation standing, and comes when it can', async () => {
    await page.route(/simulator-screen-.*js$/, (route) => route.abort());
    await page.reload();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.evaluate('window.stillThere = true');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('link', { name: 'Simulator' }).click();
    await page.getByText('This screen could not be loaded').waitFor();
    await page.getByRole('link', { name: 'Contacts' }).click();
    await page.getByRole('heading', { name: 'Contacts' }).waitFor();
    // The panel tries once by itself when it comes, and ends in vain by asking whether there is another build.
    const tried = page.waitForEvent(
      'requestfinished',
      (request) => request.resourceType() === 'fetch' && request.url() === `${house.url}/`,
    );
    await page.goBack();
    await page.getByText('This screen could not be loaded').waitFor();
    await tried;
    await page.unroute(/simulator-screen-.*js$/);
    // It may also come by itself before the button is reached.
    const simulator = page.getByRole('heading', { name: 'Simulator' });
    const asked = page.getByRole('button', { name: 'Try again' }).click();
    await Promise.race([asked.catch(() => simulator.waitFor()), simulator.waitFor()]);
    await simulator.waitFor();
    expect(await page.evaluate('window.stillThere')).toBe(true);
  });
});

async function fetchedScreens(): Promise<string> {
  return String(await page.evaluate("performance.getEntriesByType('resource').map((one) => one.name).join(' ')"));
}
