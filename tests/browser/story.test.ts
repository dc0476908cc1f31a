import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

describe('from a page view to a scored lead', () => {
  it('a visitor of the demo who reads prices and asks for contact is High on the open dashboard, with reasons that sum', async () => {
    const dashboard = await signIn(await browser.newContext(), house);
    await dashboard.getByRole('link', { name: 'Contacts' }).first().click();
    await dashboard.getByRole('heading', { name: 'Contacts' }).waitFor();
    const loads: string[] = [];
    dashboard.on('framenavigated', (frame) => loads.push(frame.url()));

    const visitor = await (await browser.newContext()).newPage();
    await visitor.goto(`${house.url}/demo/`);
    await visitor.getByRole('link', { name: 'Pricing' }).first().click();
    await visitor.waitForURL('**/demo/pricing/');
    await visitor.goto(`${house.url}/demo/contact/`);
    await visitor.getByLabel('Name', { exact: true }).fill('Ann Example');
    await visitor.getByLabel('Work e-mail').fill('ann@acme-corp.com');
    await visitor.getByRole('textbox', { name: 'Company' }).fill('Acme Corp');
    await visitor.getByLabel('Message').fill('How much is it for forty engineers?');
    await visitor
      .getByRole('main')
      .getByRole('button', { name: /sales|send/i })
      .click();
    await visitor.waitForURL('**/thanks/**');

    const row = dashboard.getByRole('row').filter({ hasText: 'ann@acme-corp.com' });
    await row.getByText('High').waitFor();
    expect(loads).toEqual([]);

    await row.getByText('ann@acme-corp.com').click();
    await dashboard.getByRole('heading', { name: 'Why' }).waitFor();
    // What follows the form, the page of thanks, may still be on its way to the open record.
    await expect.poll(() => points(dashboard)).toEqual({ sums: true, isHigh: true });
  });
});

async function points(page: Page): Promise<{ sums: boolean; isHigh: boolean }> {
  const id = new URL(page.url()).pathname.split('/').at(-1);
  const answer = await house.api(`/contacts/${id}/score`);
  const score = (await answer.json()) as { value: string; points: number; contributions: { points: number }[] };
  const shown = await page.getByRole('heading', { name: 'Why' }).locator('..').locator('..').innerText();
  const sum = score.contributions.reduce((total, one) => total + Math.round(one.points * 100), 0);
  const isShown = score.contributions.every((one) => shown.includes(one.points.toFixed(2)));
  return { sums: isShown && sum === Math.round(score.points * 100), isHigh: score.value === 'High' };
}
