import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, leaveChromium } from './chromium.ts';
import { type House, openHouse, signIn } from './house.ts';

let fresh: House;
let browser: Browser;
beforeAll(async () => {
  fresh = await openHouse({ KNOCK_ADMIN_EMAIL: '', KNOCK_ADMIN_PASSWORD: '' });
  browser = await launchChromium();
});
afterAll(async () => {
  await leaveChromium();
  await fresh?.close();
});

describe('the first visit', () => {
  it('makes the admin, shows the snippet, and says by itself when the first signal arrives', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(fresh.url);
    await page.getByRole('heading', { name: 'Welcome to Knock' }).waitFor();
    await page.getByLabel('Company or team').fill('Acme');
    await page.getByLabel('Your name').fill('Ada');
    await page.getByLabel('E-mail').fill(fresh.admin.email);
    await page.getByLabel('Password').first().fill(fresh.admin.password);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('Waiting for the first signal').waitFor();
    expect(await page.locator('pre').first().innerText()).toContain(`/knock-tag/${fresh.tagId}.js`);
    await (await (await browser.newContext()).newPage()).goto(`${fresh.url}/demo/`);
    await page.getByText('The tag works').waitFor();
  });

  it('refuses a wrong password in words, and after signing in goes where one wanted to go', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${fresh.url}/accounts`);
    await page.getByLabel('E-mail').fill(fresh.admin.email);
    await page.getByLabel('Password').first().fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('E-mail or password is wrong.').waitFor();
    await page.getByLabel('Password').first().fill(fresh.admin.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Accounts' }).waitFor();
  });

  it('never goes to another site after signing in, whatever the link said', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${fresh.url}/sign-in?next=//evil.example/`);
    await page.getByLabel('E-mail').fill(fresh.admin.email);
    await page.getByLabel('Password').first().fill(fresh.admin.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    expect(new URL(page.url()).origin).toBe(fresh.url);
  });
});

describe('roles', () => {
  it('a viewer sees everything and is told why a button does nothing', async () => {
    const admin = await signIn(await browser.newContext(), fresh);
    await admin.goto(`${fresh.url}/settings/members`);
    await admin.getByLabel('E-mail').fill('vera@knock.test');
    await admin.getByRole('combobox', { name: 'Role' }).last().click();
    await admin.getByRole('option', { name: 'Viewer' }).click();
    await admin.getByRole('button', { name: 'Invite' }).click();
    await admin.getByText('vera@knock.test').waitFor();
    const invites = (await (await fresh.api('/members')).json()) as { invites: { url: string }[] };

    const page = await (await browser.newContext()).newPage();
    await page.goto(new URL(new URL(invites.invites[0]?.url ?? '').pathname, fresh.url).href);
    await page.getByLabel('Your name').fill('Vera');
    await page.getByLabel('Choose a password').first().fill('correct horse battery');
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.goto(`${fresh.url}/settings/workspace`);
    await page.getByText('Your role is viewer.').first().waitFor();
    const save = page.getByRole('button', { name: 'Save' });
    expect(await save.getAttribute('aria-disabled')).toBe('true');
  });
});
