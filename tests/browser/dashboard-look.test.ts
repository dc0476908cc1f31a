import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium, leaveChromium } from './chromium.ts';
import { contactOf, sends, visits } from './dashboard-world.ts';
import { type House, openHouse, signIn } from './house.ts';

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

let house: House;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  house = await openHouse();
  browser = await launchChromium();
  await visits(house, 'ann@acme-corp.com', ['/pricing', '/demo', '/compare/others']);
  await visits(house, 'bob@acme-corp.com', ['/pricing']);
  await contactOf(house, 'bob@acme-corp.com');
  page = await signIn(await browser.newContext({ viewport: DESKTOP, reducedMotion: 'reduce' }), house);
});
afterAll(async () => {
  await leaveChromium();
  await house?.close();
});

describe('on a phone', () => {
  beforeEach(() => page.setViewportSize(PHONE));
  afterEach(() => page.setViewportSize(DESKTOP));

  it.each(['Overview', 'More'])('one can find somebody, from %s', async (from) => {
    await page.goto(house.url);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    if (from === 'More') await page.getByRole('button', { name: 'More' }).click();
    const place = from === 'More' ? page.getByRole('dialog') : page.getByRole('main');
    await place.getByRole('button', { name: 'Find' }).click();
    await page.getByPlaceholder('Find a contact, account, page or screen').fill('bob@');
    await page.getByRole('dialog').getByText('bob@acme-corp.com').first().click();
    await page.getByRole('heading', { name: 'bob@acme-corp.com' }).waitFor();
  });

  it.each(['contacts', 'accounts'])('%s can be put in another order', async (table) => {
    await page.goto(`${house.url}/${table}`);
    await page.getByRole('button', { name: 'Sort' }).click();
    await page.getByRole('menuitem', { name: 'Last signal' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('-lastSignalAt');
  });

  it('those who are hot show why', async () => {
    await page.goto(house.url);
    await page.getByRole('listitem').filter({ hasText: 'ann@acme-corp.com' }).getByText('view').first().waitFor();
  });
});

describe('the palette', () => {
  it('shows one row as chosen, the first found, though the screens stood there before it', async () => {
    await page.goto(`${house.url}/contacts`);
    await page.getByRole('row').nth(1).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Find a contact, account, page or screen').fill('ac');
    const rows = page.getByRole('dialog').locator('button');
    await rows.filter({ hasText: 'Acme' }).first().waitFor();
    const chosen = `[...document.querySelectorAll('[role=dialog] button')]
      .filter((row) => getComputedStyle(row).backgroundColor !== 'rgba(0, 0, 0, 0)').map((row) => row.innerText)`;
    const names = async () => (await page.evaluate(chosen)) as string[];
    await expect.poll(names).toHaveLength(1);
    expect((await names())[0]).toContain('@acme-corp.com');
    await page.keyboard.press('Escape');
  });
});

describe('the palette, when the server does not answer', () => {
  it('says that it is asking, then that there is no answer, and asks again', async () => {
    const { promise, resolve: fail } = Promise.withResolvers<void>();
    await page.route('**/api/v1/search*', async (route) => {
      await promise;
      await route.fulfill({
        status: 400,
        contentType: 'application/problem+json',
        body: '{"title":"No","status":400}',
      });
    });
    await page.goto(`${house.url}/contacts`);
    await page.getByRole('row').nth(1).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Find a contact, account, page or screen').fill('bob@');
    await page.getByRole('dialog').locator('.bone').first().waitFor();
    fail();
    await page.getByText('The server did not answer').waitFor();
    await page.unroute('**/api/v1/search*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('dialog').getByText('bob@acme-corp.com').first().waitFor();
    await page.keyboard.press('Escape');
  });
});

describe('an address that is out of date or mistyped', () => {
  it('shows what it can', async () => {
    await page.goto(`${house.url}/contacts?score=Hot&sort=bogus&q=ann`);
    await page.getByRole('row').filter({ hasText: 'ann@acme-corp.com' }).waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'bob@acme-corp.com' }).count()).toBe(0);
  });

  it('leads out of what the server refuses', async () => {
    await page.goto(`${house.url}/contacts?account=nobody`);
    await page.getByRole('link', { name: 'Clear all filters' }).click();
    await page.getByRole('row').filter({ hasText: 'bob@acme-corp.com' }).waitFor();
  });
});

describe('the live feed', () => {
  it('has room for what was done', async () => {
    const title = 'How to plan a week of work';
    await visits(house, 'ann@acme-corp.com', [`/${title}`]);
    await page.goto(`${house.url}/live`);
    const line = page.locator('.signal-line').filter({ hasText: title }).first();
    await line.waitFor();
    expect(await line.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
  });
});

describe('the debugger', () => {
  it('says in the row which event and field it was, and what became of the event', async () => {
    await sends(house, [
      { type: 'identify', userId: 'ann-1', traits: { email: 'nope' } },
      { type: 'track', userId: 'null', anonymousId: 'a-1', event: 'Started trial' },
    ]);
    await page.goto(`${house.url}/debugger`);
    const rows = page.locator('summary');
    const kept = rows.filter({ hasText: 'identify' });
    await kept.getByText('traits.email').waitFor();
    await kept.getByText('Event kept without it').waitFor();
    await rows.filter({ hasText: 'Started trial' }).getByText('userId').waitFor();
  });
});

describe('columns', () => {
  /** Where each of these begins, in whole pixels, without repetitions. */
  const edges = async (selector: string) =>
    (await page.evaluate(
      `[...new Set([...document.querySelectorAll('${selector}')].map((one) => Math.round(one.getBoundingClientRect().left)))]`,
    )) as number[];

  it('stand below each other under Hot now and among the people of an account', async () => {
    await page.goto(house.url);
    await page.locator('.hot-line').nth(1).waitFor();
    await expect.poll(() => edges('.hot-line .line-why')).toHaveLength(1);
    const { items } = (await (await house.api('/accounts')).json()) as { items: { id: string }[] };
    await page.goto(`${house.url}/accounts/${items[0]?.id}`);
    await page.locator('.people li').nth(1).waitFor();
    await expect.poll(() => edges('.people-why')).toHaveLength(1);
    await expect.poll(() => edges('.people .spark')).toHaveLength(1);
  });

  it('keep the lines of a reason that wraps together', async () => {
    await page.goto(`${house.url}/contacts/${await contactOf(house, 'ann@acme-corp.com')}`);
    await page.getByTestId('contributions').waitFor();
    await page.evaluate("document.querySelector('.why-table').style.width = '120px'");
    const starts = `[...new Set([...document.querySelectorAll('.why-what')].flatMap((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      return [...range.getClientRects()].map((line) => Math.round(line.left));
    }))]`;
    await expect.poll(() => page.evaluate(starts)).toHaveLength(1);
  });
});

describe('for a viewer', () => {
  it('fields that would do nothing cannot be typed into', async () => {
    const made = await house.api('/invites', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'vera@knock.test', role: 'viewer' }),
    });
    const { url } = (await made.json()) as { url: string };
    const theirs = await (await browser.newContext({ viewport: DESKTOP })).newPage();
    await theirs.goto(`${house.url}${new URL(url).pathname}`);
    await theirs.getByLabel('Your name').fill('Vera');
    await theirs.getByLabel('Choose a password').fill('correct horse battery');
    await theirs.keyboard.press('Enter');
    await theirs.getByRole('heading', { name: 'Overview' }).waitFor();
    await theirs.goto(`${house.url}/settings/members`);
    const email = theirs.getByLabel('E-mail');
    await email.waitFor();
    await expect.poll(() => email.isDisabled()).toBe(true);
    // Both at one moment: the list of members above them still comes.
    const gap = await theirs.getByText('E-mail', { exact: true }).evaluate((label) => {
      const notice = document.querySelector('.permit-notice');
      return label.getBoundingClientRect().top - (notice?.getBoundingClientRect().bottom ?? 0);
    });
    expect(gap).toBeGreaterThan(6);
    expect(gap).toBeLessThan(60);
    await theirs.context().close();
  });
});

describe('the check of the installation', () => {
  it('waits with a ring, not an oval', async () => {
    const fresh = await openHouse();
    const theirs = await signIn(await browser.newContext({ viewport: DESKTOP, reducedMotion: 'reduce' }), fresh);
    await theirs.goto(`${fresh.url}/install`);
    const ring = theirs.locator('.check-mark');
    await ring.waitFor();
    expect(await ring.evaluate((one) => one.clientWidth - one.clientHeight)).toBe(0);
    await theirs.context().close();
    await fresh.close();
  });
});
