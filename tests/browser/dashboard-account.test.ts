import { createHmac } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, leaveChromium } from './chromium.ts';
import { type House, openHouse, signIn, signInByHand } from './house.ts';

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

describe('the second factor', () => {
  it('is turned on with an app, asked for at sign-in, let in by a backup code once, and turned off', async () => {
    const page = await signIn(await browser.newContext(), house);
    await page.goto(`${house.url}/settings/account`);
    await page.getByLabel('Your password').fill('not the password');
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByText('That is not your present password.').waitFor();
    await page.getByLabel('Your password').fill(house.admin.password);
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
    const secret = await page.locator('.factor-secret').innerText();
    const [backup = ''] = await page.getByRole('list', { name: 'Backup codes' }).getByRole('listitem').allInnerTexts();
    await page.getByLabel('Code that the app shows now').fill(codeOf(secret, Date.now()));
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.getByText('On: signing in asks for a code').waitFor();

    const app = await password(await (await browser.newContext()).newPage());
    await app.getByLabel('Code').fill('000000');
    await app.getByRole('button', { name: 'Continue' }).click();
    await app.getByText('That code is not right.').waitFor();
    await app.getByLabel('Code').fill(codeOf(secret, Date.now()));
    await app.getByRole('button', { name: 'Continue' }).click();
    await app.getByRole('heading', { name: 'Accounts' }).waitFor();

    for (const outcome of ['in', 'refused'] as const) {
      const lost = await password(await (await browser.newContext()).newPage());
      await lost.getByRole('button', { name: 'Use a backup code instead' }).click();
      await lost.getByLabel('Backup code').fill(backup);
      await lost.getByRole('button', { name: 'Continue' }).click();
      if (outcome === 'in') await lost.getByRole('heading', { name: 'Accounts' }).waitFor();
      else await lost.getByText('That is none of your unused backup codes.').waitFor();
    }

    await page.getByRole('button', { name: 'Turn off' }).click();
    await page.getByLabel('Your password').fill(house.admin.password);
    await page.getByRole('button', { name: 'Turn off' }).click();
    await page.getByRole('button', { name: 'Turn on' }).waitFor();
    await signInByHand(await browser.newContext(), house);
  });
});

describe('one’s own account', () => {
  it('takes another name and another password, whatever the role', async () => {
    const page = await signIn(await browser.newContext(), house);
    await page.goto(`${house.url}/settings/account`);
    await page.getByLabel('Name').fill('Ada Byron');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: /Ada Byron/ }).waitFor();
    await page.getByLabel('Present password').fill(house.admin.password);
    await page.getByLabel('New password').fill('another horse battery');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Password changed.').waitFor();
    const admin = { ...house.admin, password: 'another horse battery' };
    const again = await signInByHand(await browser.newContext(), { ...house, admin });
    expect(new URL(again.url()).pathname).toBe('/');
  });
});

/** The first step, on the way to the accounts; answers the page at the second. */
async function password(page: Page): Promise<Page> {
  await page.goto(`${house.url}/accounts`);
  await page.getByLabel('E-mail').fill(house.admin.email);
  await page.getByLabel('Password').first().fill(house.admin.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Second step' }).waitFor();
  return page;
}

/** What an authenticator app shows for that key: RFC 6238, six digits, 30 seconds, SHA-1. */
function codeOf(secret: string, now: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

function fromBase32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, '')]
    .map((char) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
