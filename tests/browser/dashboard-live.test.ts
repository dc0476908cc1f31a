import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, leaveChromium } from './chromium.ts';
import { contactOf, visits } from './dashboard-world.ts';
import { type House, openHouse, signIn } from './house.ts';

let house: House;
let browser: Browser;
beforeAll(async () => {
  house = await openHouse();
  browser = await launchChromium();
  await visits(house, 'ann@acme-corp.com', ['/pricing']);
  await contactOf(house, 'ann@acme-corp.com');
});
afterAll(async () => {
  await leaveChromium();
  await house?.close();
});

const open = async () => signIn(await browser.newContext({ viewport: { width: 1440, height: 900 } }), house);

describe('live updates', () => {
  it('change a row in place, without a reload', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Contacts' }).first().click();
    const row = page.getByRole('row').filter({ hasText: 'ann@acme-corp.com' });
    const points = async () => Number(await row.locator('.num').first().innerText());
    const before = await points();
    await visits(house, 'ann@acme-corp.com', ['/demo', '/compare/others', '/pricing']);
    await expect.poll(points).toBeGreaterThan(before);
    await page.context().close();
  });

  it('never move rows under the pointer: new people wait behind a pill', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Contacts' }).first().click();
    await page.getByRole('row').filter({ hasText: 'ann@acme-corp.com' }).hover();
    await visits(house, 'eve@new-corp.com', ['/pricing', '/demo']);
    const pill = page.getByRole('button', { name: /more (is|are) active/ });
    await pill.waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'eve@new-corp.com' }).count()).toBe(0);
    await pill.click();
    await page.getByRole('row').filter({ hasText: 'eve@new-corp.com' }).waitFor();
    await page.context().close();
  });

  it('keep the feed still under the pointer and the keyboard: new signals wait behind a pill', async () => {
    const page = await open();
    await page.goto(`${house.url}/live`);
    const first = page.locator('.feed-row').first();
    await first.hover();
    const before = await first.boundingBox();
    await visits(house, 'ivy@hover-corp.com', ['/pricing']);
    await page.getByRole('button', { name: /^\d+ new$/ }).waitFor();
    expect(await page.locator('.feed').getByText('ivy@hover-corp.com').count()).toBe(0);
    expect(await first.boundingBox()).toEqual(before);
    await page.getByRole('heading', { name: 'Live' }).hover();
    await page.locator('.feed').getByText('ivy@hover-corp.com').first().waitFor();
    await page.keyboard.press('j');
    await visits(house, 'joe@focus-corp.com', ['/pricing']);
    await page.getByRole('button', { name: /^\d+ new$/ }).click();
    await page.locator('.feed').getByText('joe@focus-corp.com').first().waitFor();
    await page.context().close();
  });

  it('resume after the connection was lost', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Live', exact: true }).first().click();
    await page.getByText('ann@acme-corp.com').first().waitFor();
    await page.context().setOffline(true);
    await page.getByText('Offline, trying again').waitFor();
    await visits(house, 'zoe@late-corp.com', ['/pricing']);
    await contactOf(house, 'zoe@late-corp.com');
    await page.context().setOffline(false);
    await page.getByText('zoe@late-corp.com').first().waitFor();
    await page.context().close();
  });

  it('say how ready somebody is on their latest signal only', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Live', exact: true }).first().click();
    const rows = page.locator('.feed-row').filter({ hasText: 'ann@acme-corp.com' });
    await visits(house, 'ann@acme-corp.com', ['/security', '/security/audit']);
    await rows.filter({ hasText: '/security/audit' }).waitFor();
    // Signals come one after the other, and each takes the score over.
    const scores = async () => (await rows.locator('.feed-score').allInnerTexts()).join(' ').trim();
    await expect.poll(scores).toMatch(/^(High|Medium|Low)$/);
    expect(await rows.first().locator('.feed-score').innerText()).toMatch(/High|Medium|Low/);
    await page.context().close();
  });

  it('tell what happened between the first look and the opening of the stream', async () => {
    const page = await open();
    const id = await contactOf(house, 'ann@acme-corp.com');
    const { promise: recorded, resolve: goOn } = Promise.withResolvers<void>();
    await page.route('**/api/v1/stream*', async (route) => {
      await recorded;
      await route.continue();
    });
    await page.goto(`${house.url}/contacts/${id}`);
    const points = page.getByTestId('points');
    const before = await points.innerText();
    await visits(house, 'ann@acme-corp.com', ['/pricing/late']);
    goOn();
    await page.getByText('/pricing/late').first().waitFor();
    await expect.poll(() => points.innerText()).not.toBe(before);
    await page.context().close();
  });

  it('count on the overview as they come', async () => {
    const page = await open();
    await page.locator('.kpi').filter({ hasText: 'Signals' }).locator('.kpi-value').waitFor();
    // How soon the answer shows it is the server's to say, which keeps one that took long.
    const asked = page.waitForRequest('**/api/v1/overview*', { timeout: 10_000 });
    await visits(house, 'ann@acme-corp.com', ['/pricing/again']);
    await asked;
    await page.context().close();
  });

  it('show a new signal on the open record, and its points', async () => {
    const page = await open();
    const id = await contactOf(house, 'ann@acme-corp.com');
    await page.goto(`${house.url}/contacts/${id}`);
    const points = async () => Number.parseFloat(await page.getByTestId('points').innerText());
    const before = await points();
    await visits(house, 'ann@acme-corp.com', ['/security/report']);
    await page.getByText('/security/report').first().waitFor();
    await expect.poll(points).toBeGreaterThan(before);
    await page.context().close();
  });
});
