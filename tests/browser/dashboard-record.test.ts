import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, leaveChromium } from './chromium.ts';
import { contactOf, identifies, visits } from './dashboard-world.ts';
import { type House, openHouse, signIn } from './house.ts';

let house: House;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  house = await openHouse();
  browser = await launchChromium();
  await visits(house, 'ann@acme-corp.com', ['/pricing', '/demo']);
  await visits(house, 'bob@other-corp.com', ['/pricing']);
  await contactOf(house, 'bob@other-corp.com');
  page = await signIn(await browser.newContext({ viewport: { width: 1280, height: 860 } }), house);
});
afterAll(async () => {
  await leaveChromium();
  await house?.close();
});

describe('the tables', () => {
  it.each(['contacts', 'accounts'])('%s fit a window of 1280 with a classic scroll bar', async (table) => {
    await page.goto(`${house.url}/${table}`);
    await page.getByRole('row').nth(1).waitFor();
    const spare = await page.locator('.dt-scroll').evaluate((scroller) => {
      const { clientWidth, firstElementChild } = scroller as unknown as {
        clientWidth: number;
        firstElementChild: { style: { minWidth: string } };
      };
      return clientWidth - Number.parseInt(firstElementChild.style.minWidth, 10);
    });
    expect(spare).toBeGreaterThanOrEqual(15);
  });
});

describe('the record page', () => {
  it('does not say twice who it is', async () => {
    const traits = { email: 'cleo@acme-corp.com', name: 'Cleo Marsh', firstName: 'Cleo', jobTitle: 'Buyer' };
    await identifies(house, { userId: 'cleo', traits });
    await page.goto(`${house.url}/contacts/${await contactOf(house, 'cleo@acme-corp.com')}`);
    await page.getByText('Job title').waitFor();
    const facts = page.locator('.facts').first();
    expect(await facts.getByText('Cleo', { exact: true }).count()).toBe(0);
    expect(await facts.getByText('Cleo Marsh').count()).toBe(0);
  });

  it('moves a contact to another account, and to none', async () => {
    await page.goto(`${house.url}/contacts/${await contactOf(house, 'ann@acme-corp.com')}`);
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByLabel('Find an account').fill('other-corp');
    await page.getByRole('radio', { name: /other-corp/i }).check();
    await page.getByRole('button', { name: 'Move' }).click();
    await page.locator('.record-head').getByRole('link', { name: /other/i }).waitFor();
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByLabel('No account').check();
    await page.getByRole('button', { name: 'Move' }).click();
    await page.getByRole('button', { name: 'Choose' }).waitFor();
    const moved = await house.api(`/contacts/${await contactOf(house, 'ann@acme-corp.com')}`);
    expect(await moved.json()).toMatchObject({ account: null });
  });
});

describe('possible duplicates', () => {
  it('are merged, and taken apart again on the record', async () => {
    for (const email of ['dee@acme-corp.com', 'dee.fox@acme-corp.com']) {
      await identifies(house, { userId: 'dee', traits: { email } });
    }
    await page.goto(`${house.url}/duplicates`);
    await page.getByRole('button', { name: 'Same person, merge' }).click();
    await page.getByText('Nothing to review').waitFor();
    await page.goto(`${house.url}/contacts/${await contactOf(house, 'dee@acme-corp.com')}`);
    const merged = page.locator('.identity').filter({ hasText: 'dee.fox@acme-corp.com' });
    await merged.getByRole('button', { name: 'Un-merge' }).click();
    await merged.getByRole('button', { name: 'Un-merge now?' }).click();
    await page.getByRole('heading', { name: 'dee.fox@acme-corp.com' }).waitFor();
  });
});
