import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium, leaveChromium } from './chromium.ts';
import { type House, openHouse, signIn } from './house.ts';

let house: House;
let browser: Browser;
beforeAll(async () => {
  house = await openHouse();
  browser = await launchChromium();
});
afterAll(async () => {
  await leaveChromium();
  await house?.close();
});

it('says that a snippet of this computer works nowhere else, and shows Segment’s own lines for all its libraries', async () => {
  const page = await signIn(await browser.newContext(), house);
  for (const path of ['/install', '/settings/tag']) {
    await page.goto(house.url + path);
    await page.getByText('This address works only on this computer.').waitFor();
    expect(await page.getByRole('note').innerText()).toContain('KNOCK_PUBLIC_URL');
  }
  await page.goto(`${house.url}/install`);
  await page.getByRole('tab', { name: 'Segment' }).click();
  const guide = page.getByRole('tabpanel');
  await guide.getByText('Browser: @segment/analytics-next').waitFor();
  expect(await guide.innerText()).toMatch(new RegExp(`writeKey: '${house.tagId}',\\s+cdnURL: 'http`));
});
