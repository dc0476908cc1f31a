import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium, leaveChromium } from './chromium.ts';
import { visits } from './dashboard-world.ts';
import { type House, openHouse, signIn } from './house.ts';

let house: House;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  house = await openHouse();
  browser = await launchChromium();
  page = await signIn(await browser.newContext({ viewport: { width: 1280, height: 800 } }), house);
});
afterAll(async () => {
  await leaveChromium();
  await house?.close();
});

it('the name of the workspace is refused beside its field, in words, and nowhere else', async () => {
  await page.goto(`${house.url}/settings/workspace`);
  const save = page.getByRole('button', { name: 'Save' });
  await save.waitFor();
  expect(await save.isDisabled()).toBe(true);
  await page.getByLabel('Name').fill('  ');
  await save.click();
  await page.getByText('Must not be empty.', { exact: true }).waitFor();
  expect(await page.getByText('That did not work').count()).toBe(0);
});

it('a setting opened by its address is what the tab is called', async () => {
  await page.goto(`${house.url}/settings/members`);
  await page.getByRole('heading', { name: 'Members' }).first().waitFor();
  await expect.poll(() => page.title()).toBe('Members and roles · Knock');
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect.poll(() => page.title()).toBe('Overview · Knock');
});

it.each(['contacts', 'accounts'])('%s show the last signal on a small laptop', async (table) => {
  await visits(house, 'ann@acme-corp.com', ['/pricing']);
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.goto(`${house.url}/${table}`);
  await page.getByRole('row').filter({ hasText: 'Acme' }).first().waitFor();
  const head = await page.getByRole('columnheader', { name: 'Last signal' }).boundingBox();
  expect((head?.x ?? 0) + (head?.width ?? 9_999)).toBeLessThanOrEqual(1024);
});

it('the shell stands before it is known who is here', async () => {
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/api/v1/me', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(house.url, { waitUntil: 'commit' });
  await page.locator('.shell-bare .side').waitFor();
  answer();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  expect(await page.locator('.shell-bare').count()).toBe(0);
  await page.unroute('**/api/v1/me');
});
