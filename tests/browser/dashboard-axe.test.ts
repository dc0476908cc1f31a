import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bringAxe } from './axe.ts';
import { launchChromium, leaveChromium } from './chromium.ts';
import { contactOf, sends, seriousFaults, visits } from './dashboard-world.ts';
import { type House, openHouse, signIn } from './house.ts';
import { conversationIn, linkIn } from './inbox-world.ts';

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
// In the order of the fewest changes.
const LOOKS = [
  ['desktop', DESKTOP, 'light'],
  ['desktop', DESKTOP, 'dark'],
  ['phone', PHONE, 'dark'],
  ['phone', PHONE, 'light'],
] as const;

let house: House;
let browser: Browser;
let page: Page;
let screens: string[];
let conversation: string;
beforeAll(async () => {
  house = await openHouse();
  browser = await launchChromium();
  await visits(house, 'ann@acme-corp.com', ['/', '/pricing', '/demo', '/pricing']);
  await visits(house, 'bob@acme-corp.com', ['/blog/first', '/careers']);
  const contact = await contactOf(house, 'ann@acme-corp.com');
  const { items } = (await (await house.api('/accounts')).json()) as { items: { id: string }[] };
  await sends(house, [
    { type: 'track', userId: 'ann-1', event: 'Tried' },
    { type: 'track', userId: 'null', event: 'Tried' },
  ]);
  conversation = await conversationIn(house);
  const link = await linkIn(house);
  const settings = ['workspace', 'members', 'keys', 'tag', 'categories', 'privacy', 'sample', 'account'];
  const talking = ['chat', 'replies', 'slack', 'ai', 'deliveries'];
  screens = [
    ...['/', '/live', '/contacts', `/contacts/${contact}`, '/accounts', `/accounts/${items[0]?.id}`, '/duplicates'],
    ...['/debugger', '/debugger?show=filtered', '/simulator', '/install'],
    ...['/inbox', `/inbox/${conversation}`, '/inbox?view=mine', '/links', `/links/${link}`, '/links?edit=new'],
    ...[...settings, ...talking].map((name) => `/settings/${name}`),
  ];
  page = await (await visitor()).newPage();
});
afterAll(async () => {
  await leaveChromium();
  await house?.close();
});

// One page goes through all of them: each is looked at in both widths and both colours before the next is loaded.
describe('no screen has a serious fault or scrolls sideways, on desktop and phone, light and dark', () => {
  it('before one is signed in', async () => {
    for (const screen of ['/sign-in', '/invite/unknown']) expect(await look(screen), screen).toEqual([]);
  });

  it('and after', { timeout: 240_000 }, async () => {
    await page.close();
    page = await signIn(await visitor(), house);
    const faults: Record<string, string[]> = {};
    for (const screen of screens) {
      const found = await look(screen);
      if (found.length > 0) faults[screen] = found;
    }
    expect(faults).toEqual({});
  });

  it('nor those that have nothing to show yet', async () => {
    const empty = await openHouse();
    const context = await visitor();
    try {
      const nobody = await signIn(context, empty);
      await nobody.setViewportSize(PHONE);
      const faults: Record<string, string[]> = {};
      for (const screen of ['/', '/live', '/contacts', '/accounts', '/inbox', '/links', '/duplicates', '/debugger']) {
        await nobody.goto(`${empty.url}${screen}`);
        await nobody.locator('.state-title').first().waitFor();
        const found = [...(await seriousFaults(nobody)), ...(await cutOff(nobody))];
        if (found.length > 0) faults[screen] = found;
      }
      expect(faults).toEqual({});
    } finally {
      await context.close();
      await empty.close();
    }
  });
});

describe('what opens on a screen has no serious fault either', () => {
  beforeAll(async () => {
    await page.close();
    page = await signIn(await visitor(), house);
  });

  it.each([
    ['a refusal with its particulars', openRefusal],
    ['the palette with a row chosen by the arrow keys', openPalette],
    ['the choice of whom to merge', openMerge],
    ['the choice of why they came', openCorrection],
    ['what the member may do', openMemberMenu],
    ['a word that something worked', showToast],
    ['a word that something did not', showProblem],
    ['a main button under the pointer', hoverMainButton],
  ])('%s', async (_, open) => {
    await resize(DESKTOP);
    await open();
    expect(await inspect()).toEqual([]);
  });
});

async function openRefusal(): Promise<void> {
  await page.goto(`${house.url}/debugger`);
  await page.locator('summary').first().click();
  await page.locator('pre').first().waitFor();
}

async function openPalette(): Promise<void> {
  await page.goto(`${house.url}/contacts`);
  await page.getByRole('row').nth(1).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Find a contact, account, page or screen').fill('acme');
  await page.getByRole('dialog').getByText('ann@acme-corp.com').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.locator('[data-selected]').waitFor();
}

async function openMerge(): Promise<void> {
  await page.goto(`${house.url}/contacts/${await contactOf(house, 'ann@acme-corp.com')}`);
  await page.getByRole('button', { name: 'Merge' }).first().click();
  await page.getByLabel('Find the other contact').fill('bob');
  await page.getByRole('radio').first().check();
}

async function openCorrection(): Promise<void> {
  await page.goto(`${house.url}/inbox/${conversation}`);
  await page.getByRole('button', { name: 'Correct', exact: true }).first().click();
  await page.getByRole('menu').waitFor();
}

async function openMemberMenu(): Promise<void> {
  await page.goto(`${house.url}/contacts`);
  await page.getByRole('button', { name: 'admin' }).click();
  await page.getByRole('menu').waitFor();
}

async function showToast(): Promise<void> {
  await page.goto(`${house.url}/settings/workspace`);
  const name = page.getByLabel('Name');
  await name.fill(`${await name.inputValue()} and more`);
  await page.getByRole('button', { name: 'Save' }).click();
  // It stays while one points at it.
  await page.locator('.mantine-Notification-root').hover();
}

async function showProblem(): Promise<void> {
  await page.route('**/api/auth/sign-out', (route) => route.abort());
  await openMemberMenu();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.locator('.mantine-Notification-root').hover();
  await page.unroute('**/api/auth/sign-out');
}

async function hoverMainButton(): Promise<void> {
  await page.goto(`${house.url}/links`);
  await page.getByRole('button', { name: 'New link' }).first().hover();
}

async function look(screen: string): Promise<string[]> {
  await resize(DESKTOP);
  await page.goto(`${house.url}${screen}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.locator('.bone').first().waitFor({ state: 'detached' });
  return inspect();
}

/** What one cannot come to see, sideways: it reaches out of the window, or out of a part that does not scroll. */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (one: Element) => /auto|scroll/.test(getComputedStyle(one).overflowX) && one.id !== 'main';
    const isReachable = (one: Element | null): boolean =>
      one !== null && (scrolls(one) || isReachable(one.parentElement));
    return [
      ...document.querySelectorAll(
        '#root button, #root a, #root input, #root h1, #root h2, #root p, #root td, #root svg',
      ),
    ]
      .filter((one) => {
        const { left, right, width } = one.getBoundingClientRect();
        return width > 1 && (left < -1 || right > innerWidth + 1) && one.checkVisibility() && !isReachable(one);
      })
      .map((one) => `${one.tagName.toLowerCase()} ${one.textContent?.slice(0, 40)}`);
  });
}

/** The page as it stands, in both widths and both colours. */
async function inspect(): Promise<string[]> {
  const faults: string[] = [];
  for (const [width, viewport, colorScheme] of LOOKS) {
    await turn(viewport, colorScheme);
    if (colorScheme === 'dark') {
      // Dark differs from light in nothing but colours.
      faults.push(...(await seriousFaults(page, ['color-contrast'])).map((one) => `${width}, dark: ${one}`));
      continue;
    }
    faults.push(...(await seriousFaults(page)).map((one) => `${width}: ${one}`));
    const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
    if (overflow > 0) faults.push(`${width}: scrolls sideways by ${overflow}`);
    faults.push(...(await cutOff(page)).map((one) => `${width}: is cut off at the side of the window: ${one}`));
  }
  return faults;
}

/** Another window and colours for the page as it is, once it has drawn itself anew. */
async function turn(viewport: typeof DESKTOP, colorScheme: 'light' | 'dark'): Promise<void> {
  await resize(viewport);
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: 'attached' });
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
}

/** A window that is given the size that it has draws itself anew all the same. */
async function resize(viewport: typeof DESKTOP): Promise<void> {
  if (page.viewportSize()?.width !== viewport.width) await page.setViewportSize(viewport);
}

/** A visitor whose window is wide, on whose pages nothing moves. */
async function visitor(): Promise<BrowserContext> {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: DESKTOP });
  await bringAxe(context);
  return context;
}
