import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, leaveChromium } from './chromium.ts';
import { contactOf, identifies, sends, visits } from './dashboard-world.ts';
import { type House, openHouse, signIn } from './house.ts';
import { conversationIn } from './inbox-world.ts';

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

describe('the timeline', () => {
  it('keeps its filters in the address, names what is chosen, and offers to clear them', async () => {
    const address = `${house.url}/contacts/${await contactOf(house, 'ann@acme-corp.com')}`;
    await page.goto(address);
    await page.getByRole('button', { name: 'Kind' }).click();
    await page.getByLabel('Form', { exact: false }).first().check();
    await page.getByText('No signal matches').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('button', { name: 'Kind' }).innerText()).not.toContain('_');
    expect(new URL(page.url()).searchParams.get('kind')).toMatch(/^form_/);
    await page.reload();
    await page.getByText('No signal matches').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.locator('.timeline').getByText('/pricing').first().waitFor();
    await page.goBack();
    await page.getByText('No signal matches').waitFor();
    await page.goBack();
    await page.locator('.timeline').getByText('/pricing').first().waitFor();
    expect(page.url()).toBe(address);
  });
});

describe('a merge', () => {
  it('brings the other’s conversations along, and un-merging takes them away, without a reload', async () => {
    await conversationIn(house);
    const [talk] = ((await (await house.api('/conversations')).json()) as { items: { contact: { id: string } }[] })
      .items;
    const lead = talk?.contact.id ?? '';
    await sends(house, [{ type: 'identify', userId: 'moe', traits: { email: 'moe@merge-corp.com' } }]);
    await page.goto(`${house.url}/contacts/${await contactOf(house, 'moe@merge-corp.com')}`);
    await page.getByTestId('record-points').waitFor();
    await page.getByRole('heading', { name: 'Timeline' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Conversations' }).count()).toBe(0);
    const id = new URL(page.url()).pathname.split('/').at(-1);
    await page.route('**/api/v1/search*', async (route) => {
      const contact = {
        id: lead,
        name: 'The lead',
        email: null,
        accountName: null,
        intentScore: 'Low',
        identified: true,
      };
      await route.fulfill({ json: { contacts: [contact], accounts: [], pages: [] } });
    });
    await page.getByRole('button', { name: 'Merge' }).first().click();
    await page.getByLabel('Find the other contact').fill('lead');
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'Merge The lead' }).click();
    await page.getByRole('heading', { name: 'Conversations' }).waitFor();
    await page.unroute('**/api/v1/search*');
    expect(page.url()).toContain(id);
    const theirs = page.locator('.identity').filter({ hasText: 'Chrome' });
    await theirs.getByRole('button', { name: 'Un-merge' }).click();
    await theirs.getByRole('button', { name: 'Un-merge now?' }).click();
    await page.getByText('it is its own contact’s again').waitFor();
    await expect.poll(() => page.url()).not.toContain(id);
    await page.getByRole('heading', { name: 'Conversations' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'moe@merge-corp.com' }).waitFor();
    await page.getByRole('heading', { name: 'Conversations' }).waitFor({ state: 'detached' });
  });
});

describe('what cannot be undone', () => {
  it('is asked about; a double click does not answer, Escape and looking elsewhere take the question back', async () => {
    await invited(house);
    await page.goto(`${house.url}/settings/members`);
    const bin = page.getByRole('button', { name: 'Remove Vera', exact: true });
    const question = page.getByRole('button', { name: 'Remove? Remove Vera' });
    await bin.dblclick();
    await question.waitFor();
    await page.keyboard.press('Escape');
    await bin.waitFor();
    await bin.click();
    await question.waitFor();
    await page.getByLabel('E-mail').focus();
    await bin.waitFor();
    await bin.click();
    // It can be pressed only when it no longer takes a double click.
    await question.click();
    await page.getByText('Vera was removed').waitFor();
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

describe('the identities', () => {
  it('that no merge brought are taken out for good, which is called so', async () => {
    await sends(house, [{ type: 'identify', userId: 'eve-7', traits: { email: 'eve@other-corp.com' } }]);
    await page.goto(`${house.url}/contacts/${await contactOf(house, 'eve@other-corp.com')}`);
    const user = page.locator('.identity').filter({ hasText: 'eve-7' });
    await user.getByRole('button', { name: 'Take out' }).waitFor();
    expect(await user.getByRole('button', { name: 'Un-merge' }).count()).toBe(0);
    await user.getByRole('button', { name: 'Take out' }).click();
    await user.getByRole('button', { name: 'Take out for good?' }).click();
    await page.getByText('Taken out for good, into a contact of its own').waitFor();
  });
});

/** Vera becomes a member. */
async function invited(house: House): Promise<void> {
  const made = await house.api('/invites', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'vera@knock.test', role: 'viewer' }),
  });
  const { url } = (await made.json()) as { url: string };
  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(`${house.url}${new URL(url).pathname}`);
  await theirs.getByLabel('Your name').fill('Vera');
  await theirs.getByLabel('Choose a password').fill('correct horse battery');
  await theirs.keyboard.press('Enter');
  await theirs.getByRole('heading', { name: 'Overview' }).waitFor();
  await theirs.context().close();
}
