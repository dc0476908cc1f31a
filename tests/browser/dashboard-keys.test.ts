import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium, leaveChromium } from './chromium.ts';
import { contactOf, visits } from './dashboard-world.ts';
import { type House, openHouse, signIn } from './house.ts';

let house: House;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  house = await openHouse();
  browser = await launchChromium();
  await visits(house, 'ann@acme-corp.com', ['/pricing', '/demo', '/compare/others']);
  await visits(house, 'bob@other-corp.com', ['/pricing']);
  await contactOf(house, 'bob@other-corp.com');
  page = await signIn(await browser.newContext({ viewport: { width: 1440, height: 900 } }), house);
});
beforeEach(async () => {
  await page.goto(`${house.url}/contacts`);
  await page.getByRole('row').filter({ hasText: 'ann@acme-corp.com' }).waitFor();
});
afterAll(async () => {
  await leaveChromium();
  await house?.close();
});

// Pressed on the row's own link: a key for whoever has the focus is lost when the row is drawn anew at that moment.
const rowLink = (email: string) => page.getByRole('row').filter({ hasText: email }).locator('.dt-open');

describe('the keyboard', () => {
  it('walks the rows with j and k, opens with Enter and comes back with u', async () => {
    await page.keyboard.press('j');
    await expect.poll(() => focused()).toContain('ann@acme-corp.com');
    await page.keyboard.press('j');
    await expect.poll(() => focused()).toContain('bob@other-corp.com');
    await page.keyboard.press('k');
    await expect.poll(() => focused()).toContain('ann@acme-corp.com');
    await rowLink('ann@acme-corp.com').press('Enter');
    await page.getByRole('heading', { name: 'ann@acme-corp.com' }).waitFor();
    await page.keyboard.press('u');
    await page.getByRole('heading', { name: 'Contacts' }).waitFor();
  });

  it.each(['u', 'Back'])('comes back by %s to the row that was opened, and goes on from it', async (way) => {
    for (const email of ['ann@', 'bob@']) {
      await page.keyboard.press('j');
      await expect.poll(() => focused()).toContain(email);
    }
    await rowLink('bob@other-corp.com').press('Enter');
    await page.getByRole('heading', { name: 'bob@other-corp.com' }).waitFor();
    if (way === 'u') await page.keyboard.press('u');
    else await page.goBack();
    await expect.poll(() => focused()).toContain('bob@other-corp.com');
    await page.keyboard.press('k');
    await expect.poll(() => focused()).toContain('ann@acme-corp.com');
  });

  it.each(['/', '/live'])('walks from person to person on %s too', async (screen) => {
    await page.goto(`${house.url}${screen}`);
    await page.locator('#main .dt-open').first().waitFor();
    await page.keyboard.press('j');
    await expect.poll(() => focused()).toContain('@');
  });

  it('finds a contact from anywhere with Ctrl-K and Enter', async () => {
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Find a contact, account, page or screen').fill('bob@');
    await page.getByRole('dialog').getByText('bob@other-corp.com').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'bob@other-corp.com' }).waitFor();
  });

  it('leaves letters alone while one types', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('bob2');
    expect(await page.evaluate('location.pathname')).toBe('/contacts');
    expect(await page.getByLabel('Search contacts').inputValue()).toBe('bob2');
  });

  it('can be told to ignore single keys', async () => {
    await page.keyboard.press('?');
    await page.getByRole('switch', { name: 'Single-key shortcuts' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('1');
    expect(await page.evaluate('location.pathname')).toBe('/contacts');
    await page.evaluate('localStorage.clear()');
  });
});

describe('the contacts table', () => {
  it('keeps its filters in the address, so that a view can be shared', async () => {
    await page.getByRole('button', { name: 'Known' }).click();
    await page.getByLabel('Anonymous').check();
    await page.getByText('Nobody matches').waitFor();
    expect(new URL(page.url()).searchParams.get('identified')).toBe('false');
    await page.reload();
    await page.getByText('Nobody matches').waitFor();
    await page.getByRole('link', { name: 'Clear all filters' }).click();
    await page.getByRole('row').filter({ hasText: 'ann@acme-corp.com' }).waitFor();
  });

  it('goes back from one filter or order to the one before', async () => {
    const search = () => new URL(page.url()).search;
    await page.getByRole('button', { name: 'Last signal' }).click();
    await expect.poll(search).toBe('?sort=-lastSignalAt');
    await page.getByRole('button', { name: 'Online now' }).click();
    await expect.poll(search).toContain('online=true');
    await page.getByLabel('Search contacts').fill('bob@');
    await expect.poll(search).toContain('q=bob');
    await page.goBack();
    await expect.poll(search).toBe('?sort=-lastSignalAt');
    expect(await page.getByLabel('Search contacts').inputValue()).toBe('');
    await page.goBack();
    await expect.poll(search).toBe('');
    await page.getByRole('heading', { name: 'Contacts' }).waitFor();
  });

  it('does not pass the rows of one search off as those of another', async () => {
    const { promise, resolve: answer } = Promise.withResolvers<void>();
    await page.route('**/api/v1/contacts?*q=nobody*', async (route) => {
      await promise;
      await route.continue();
    });
    const count = page.locator('.page-note');
    await count.waitFor();
    await page.getByLabel('Search contacts').fill('nobody');
    await page.locator('.dt-scroll[aria-busy="true"]').waitFor();
    expect(await count.count()).toBe(0);
    answer();
    await page.getByText('Nobody matches').waitFor();
  });

  it('remembers the chosen columns, in another browser too', async () => {
    await page.getByRole('button', { name: 'Columns' }).click();
    const kept = page.waitForResponse((answer) => answer.url().endsWith('/me/columns') && answer.ok());
    await page.getByLabel('First seen').check();
    await kept;
    await page.reload();
    await page.getByRole('columnheader', { name: 'First seen' }).waitFor();
    const elsewhere = await signIn(await browser.newContext({ viewport: { width: 1440, height: 900 } }), house);
    await elsewhere.goto(`${house.url}/contacts`);
    await elsewhere.getByRole('columnheader', { name: 'First seen' }).waitFor();
    await elsewhere.context().close();
  });
});

async function focused(): Promise<string> {
  return String(await page.evaluate('document.activeElement?.textContent ?? ""'));
}
