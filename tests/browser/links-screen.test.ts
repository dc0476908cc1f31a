import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium, leaveChromium } from './chromium.ts';
import { type House, openHouse, signIn } from './house.ts';
import { linkIn } from './inbox-world.ts';

let house: House;
let browser: Browser;
let page: Page;
let newsletter: string;
beforeAll(async () => {
  house = await openHouse();
  browser = await launchChromium();
  newsletter = await linkIn(house, 'Spring newsletter');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  page = await signIn(context, house);
});
beforeEach(async () => {
  await page.goto(`${house.url}/links`);
  await page.getByRole('row').filter({ hasText: 'Spring newsletter' }).waitFor();
});
afterAll(async () => {
  await leaveChromium();
  await house?.close();
});

const drawer = () => page.getByRole('dialog');

describe('making a link', () => {
  it('proposes an address from the name, and shows the page while one writes', async () => {
    await page.getByRole('button', { name: 'New link' }).click();
    await drawer().getByLabel('Name').fill('Trade fair Hanover');
    await expect.poll(() => drawer().getByLabel('Address').getAttribute('placeholder')).toBe('trade-fair-hanover');
    await drawer().getByLabel('Heading').fill('Meet us at B14');
    await drawer()
      .getByRole('img', { name: /Preview/ })
      .getByText('Meet us at B14')
      .waitFor();
    await drawer().getByRole('button', { name: 'Make the link' }).click();
    await page.getByRole('heading', { name: 'Trade fair Hanover' }).waitFor();
    await page.getByRole('link', { name: /\/l\/trade-fair-hanover$/ }).waitFor();
  });

  it('says at once that an address is taken, and names one that is free', async () => {
    await page.getByRole('button', { name: 'New link' }).click();
    await drawer().getByLabel('Name').fill('Another');
    await drawer().getByLabel('Address').fill('spring-newsletter');
    await drawer()
      .getByText(/^Taken\. spring-newsletter-\S+ is free$/)
      .waitFor();
    await drawer().getByLabel('Address').fill('Spring--Newsletter!');
    await drawer().getByText('2 to 60 lower-case letters').waitFor();
    await drawer().getByRole('button', { name: 'Cancel' }).click();
  });

  it('asks a redirect for its target, and no other', async () => {
    await page.getByRole('button', { name: 'New link' }).click();
    await drawer().getByLabel('Name').fill('G2 profile');
    expect(await drawer().getByLabel('Leads to').count()).toBe(0);
    await drawer().getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Redirect' }).click();
    await drawer().getByLabel('Leads to').fill('https://www.example.com/reviews');
    expect(await drawer().getByLabel('Greeting').count()).toBe(0);
    await drawer().getByRole('button', { name: 'Make the link' }).click();
    await page.getByRole('link', { name: 'www.example.com/reviews' }).waitFor();
    const answer = await fetch(`${house.url}/l/g2-profile`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toMatch(/^https:\/\/www\.example\.com\/reviews/);
  });
});

describe('a link', () => {
  it('is copied from the table, and its code downloaded as a picture', async () => {
    await page.getByRole('row').filter({ hasText: 'Spring newsletter' }).getByRole('button', { name: 'Copy' }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/\/l\/spring-newsletter$/);
    await page.goto(`${house.url}/links/${newsletter}`);
    const image = page.getByRole('img', { name: /QR code/ });
    await expect
      .poll(() => image.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth))
      .toBeGreaterThan(0);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'PNG' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('spring-newsletter.png');
    expect(
      readFileSync(await download.path())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  });

  it('takes pasted addresses, and tells row by row what is wrong with the others', async () => {
    await page.goto(`${house.url}/links/${newsletter}`);
    await page.getByText('ann@acme-corp.com').waitFor();
    await page.getByRole('button', { name: 'Add people' }).click();
    await page.getByLabel('E-mail addresses').fill('zoe@late-corp.com\nnot an address@\nann@acme-corp.com');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('1 person added, 1 was there already').waitFor();
    await page.getByText(/^Row 2:/).waitFor();
    await page.getByText('zoe@late-corp.com').first().waitFor();
  });

  it('can be paused, and its page then says so', async () => {
    await page.goto(`${house.url}/links/${newsletter}`);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    await page.getByText('Paused', { exact: true }).waitFor();
    await expect.poll(async () => (await fetch(`${house.url}/l/spring-newsletter`)).status).toBe(410);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('Active', { exact: true }).waitFor();
  });

  it('goes on leading from its former address after it was renamed', async () => {
    const id = await linkIn(house, 'One pager');
    await page.goto(`${house.url}/links/${id}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    await drawer().getByLabel('Address').fill('one-page');
    await drawer().getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: /\/l\/one-page$/ }).waitFor();
    await expect.poll(async () => (await fetch(`${house.url}/l/one-pager`)).status).toBe(200);
  });
});
