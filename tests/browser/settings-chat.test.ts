import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, leaveChromium } from './chromium.ts';
import { type House, openHouse, signIn } from './house.ts';

let house: House;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  house = await openHouse();
  browser = await launchChromium();
  page = await signIn(await browser.newContext({ viewport: { width: 1440, height: 900 } }), house);
});
afterAll(async () => {
  await leaveChromium();
  await house?.close();
});

/** What a launcher on the website is told. */
async function settings(language = 'en') {
  const answer = await fetch(`${house.url}/chat/settings`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify({ tagId: house.tagId, language }),
  });
  return (await answer.json()) as { greeting: string | null; brand: { name: string; color: string; onColor: string } };
}

describe('the chat’s settings', () => {
  it('show what they will look like, warn of colours one cannot read, and reach the website', async () => {
    await page.goto(`${house.url}/settings/chat`);
    const look = page.getByRole('img', { name: /Preview of the chat/ });
    await page.getByLabel('Name').fill('Chimeboard');
    await look.getByText('Chimeboard').waitFor();
    await page.getByLabel('Colour', { exact: true }).fill('#ffe680');
    await page.getByText('hardly stands out from a white page').waitFor();
    await page.getByLabel('Colour', { exact: true }).fill('#6d3fc8');
    await page.getByText('White on it is easy to read.').waitFor();
    await page.getByLabel('Greeting in English').fill('Hi! Ask us anything.');
    await look.getByText('Hi! Ask us anything.').waitFor();
    await page.getByRole('combobox', { name: 'Language' }).click();
    await page.getByRole('option', { name: 'German' }).click();
    await page.getByLabel('Greeting in German').fill('Hallo! Fragen?');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. New chats look so at once').waitFor();
    const english = await settings('en');
    expect(english).toMatchObject({
      greeting: 'Hi! Ask us anything.',
      brand: { name: 'Chimeboard', color: '#6d3fc8', onColor: '#ffffff' },
    });
    expect((await settings('de')).greeting).toBe('Hallo! Fragen?');
    await page.reload();
    await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Chimeboard');
  });

  it('keep canned replies: made, changed, refused when the name is taken, deleted', async () => {
    await page.goto(`${house.url}/settings/replies`);
    await page.getByText('No canned replies yet').waitFor();
    const make = async (title: string, text: string) => {
      await page.getByLabel('Name').fill(title);
      await page.getByLabel('Text').fill(text);
      await page.getByRole('button', { name: 'Save' }).click();
    };
    await make('/pricing', 'For how many people?');
    await page.getByText('/pricing', { exact: true }).waitFor();
    await make('pricing', 'Again');
    await page.getByText('Another canned reply has this title.').waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Text').first().fill('For how many seats?');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('For how many seats?').waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await page.getByText('No canned replies yet').waitFor();
  });
});
