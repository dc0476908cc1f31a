import type { Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LinkPageBoot } from '../../wire/link-page.ts';
import { violations } from './axe.ts';
import {
  context,
  field,
  house,
  latest,
  launcher,
  openWebsite,
  reply,
  said,
  say,
  setUp,
  visitDemo,
  withChat,
} from './chat-world.ts';
import { knock, tagReady } from './tag-site.ts';

withChat();
let website: Awaited<ReturnType<typeof openWebsite>>;
beforeAll(async () => {
  await setUp({ askEmail: 'never', askType: false });
  const answer = await house.api('/links', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Sales',
      slug: 'sales',
      kind: 'chat',
      channel: 'email',
      greeting: 'This is the sales team.',
      target: null,
      ownerId: null,
      utm: { source: null, medium: null, campaign: null, term: null, content: null },
      heading: null,
      intro: null,
      active: true,
      expiresAt: null,
    }),
  });
  expect(answer.status, await answer.clone().text()).toBeLessThan(300);
});
beforeEach(async () => {
  website = await openWebsite();
});
afterEach(() => website.close());

const HEARD = ['modal:open', 'modal:close', 'widget:open', 'widget:close', 'error'];

describe('on a website of another origin, under a strict policy', () => {
  test('opens, sends and hears, without breaking the policy', async () => {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(website.url);
    await launcher(page).click();
    await say(page, 'from elsewhere');
    await page.getByText('Sent', { exact: true }).waitFor();
    await reply((await latest()).id, 'heard');
    await page.getByText('heard', { exact: true }).first().waitFor();
    // Styled all the same: the sheet is adopted, not written into the page.
    expect(await page.locator('.launcher').evaluate((button: HTMLElement) => button.offsetWidth)).toBe(56);
    expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([]);
  });

  test('the calls of window.Knock open and close it, and tell the page', async () => {
    const page = await context.newPage();
    await page.goto(website.url);
    await tagReady(page);
    await launcher(page).waitFor();
    await page.evaluate((names) => {
      // biome-ignore lint/suspicious/noExplicitAny: the runtime is what is under test.
      const w = window as any;
      w.heard = [];
      for (const name of names) w.Knock.on(name, () => w.heard.push(name));
    }, HEARD);
    await knock(page, 'widget.open');
    await field(page).waitFor();
    await knock(page, 'modal.open', { magicLinkId: 'sales' });
    await page.getByText('This is the sales team.').waitFor();
    await knock(page, 'modal.close');
    await knock(page, 'widget.hide');
    await expect.poll(() => page.locator('.launcher').count()).toBe(0);
    await knock(page, 'widget.show');
    await launcher(page).waitFor();
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([
      'widget:open',
      'widget:close',
      'modal:open',
      'modal:close',
    ]);
  });

  test('a launcher that the page hides before it is there stays away, until the page shows it', async () => {
    const page = await context.newPage();
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    await page.route('**/chat/settings', async (route) => {
      await held;
      await route.continue();
    });
    const asked = page.waitForRequest('**/chat/settings');
    await page.goto(website.url);
    await asked;
    await knock(page, 'widget.hide');
    const answered = page.waitForResponse('**/chat/settings');
    goOn();
    await (await answered).finished();
    // Whatever the answer leads to is drawn within a frame.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect(await page.locator('.launcher').count()).toBe(0);
    await knock(page, 'widget.show');
    await launcher(page).waitFor();
  });

  test("a link's conversation is its own; a link with #_km opens the modal, Escape closes it and gives focus back", async () => {
    const page = await context.newPage();
    await page.goto(website.url);
    await launcher(page).click();
    await say(page, 'on the website');
    await page.getByText('Sent', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.evaluate(() => document.querySelector('#open')?.setAttribute('href', '#_km=sales'));
    await page.locator('#open').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await page.getByRole('dialog').getAttribute('aria-modal')).toBe('true');
    await page.getByRole('dialog').getByText('This is the sales team.').waitFor();
    expect(await said(page)).toEqual([]);
    await say(page, 'to the sales team');
    await page.getByText('Sent', { exact: true }).waitFor();
    expect((await latest()).link?.name).toBe('Sales');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('open');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('to the sales team').first().waitFor();
    // Keys are the chat's once it has the focus.
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('KNOCK-CHAT');
    await page.keyboard.press('Escape');
    await launcher(page).click();
    await page.getByText('on the website').first().waitFor();
    expect(await said(page)).toEqual(['on the website']);
  });

  /** What the page hears when it opens `magicLinkId`, or the website's chat. */
  async function errorOf(page: Page, magicLinkId: string | null): Promise<unknown> {
    await page.goto(website.url);
    await tagReady(page);
    return page.evaluate(async (magicLinkId) => {
      // biome-ignore lint/suspicious/noExplicitAny: the runtime is what is under test.
      const { Knock } = window as any;
      const first = new Promise((resolve) =>
        Knock.on('error', ({ code, message }: { code: string; message: string }) => resolve({ code, message })),
      );
      if (magicLinkId) Knock.modal.open({ magicLinkId });
      else Knock.widget.show();
      if (!magicLinkId) Knock.widget.open();
      return first;
    }, magicLinkId);
  }

  test('a link that there is none of is not taken for a chat that is switched off', async () => {
    const message = expect.stringContaining('no such link');
    expect(await errorOf(await context.newPage(), 'zzz')).toEqual({ code: 'not_available', message });
  });

  test('switched off, there is no launcher, and a page that asks is told so', async () => {
    await setUp({ enabled: false });
    const page = await context.newPage();
    const message = 'The chat is switched off here';
    expect(await errorOf(page, null)).toEqual({ code: 'not_available', message });
    expect(await page.locator('.launcher').count()).toBe(0);
    await setUp({ enabled: true });
  });
});

describe('the page of a link', () => {
  test('proves its visit, is a chat, and is the same one after a reload', async () => {
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${house.url}/l/sales`);
    const boot = LinkPageBoot.parse(JSON.parse((await page.locator('#knock-page').textContent()) ?? ''));
    expect(boot.slug).toBe('sales');
    await field(page).waitFor();
    await expect.poll(() => asked).toContain('/chat/start');
    expect(asked.indexOf('/l/sales/seen')).toBeLessThan(asked.indexOf('/chat/start'));
    await say(page, 'I have your flyer');
    await page.getByText('Sent', { exact: true }).waitFor();
    const before = await latest();
    expect(before).toMatchObject({ surface: 'link', link: { name: 'Sales' } });
    await reply(before.id, 'Welcome');
    await page.getByText('Welcome', { exact: true }).first().waitFor();
    await page.reload();
    await page.getByText('Welcome', { exact: true }).first().waitFor();
    await say(page, 'still here');
    await page.getByText('Sent', { exact: true }).waitFor();
    expect((await latest()).id).toBe(before.id);
    expect(await said(page)).toEqual(['I have your flyer', 'Welcome', 'still here']);
  });

  test('a page nobody looks at proves nothing and begins nothing', async () => {
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.addInitScript(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
      Object.defineProperty(document, 'hidden', { value: true });
    });
    await page.clock.install();
    await page.goto(`${house.url}/l/sales`);
    await field(page).waitFor();
    await page.clock.fastForward(60_000);
    // Whatever was asked before this is known once this is.
    await page.evaluate(() => fetch('/healthz'));
    await expect.poll(() => asked).toContain('/healthz');
    expect(asked.filter((path) => /seen|chat\/start/.test(path))).toEqual([]);
    await page.mouse.move(50, 50);
    await page.mouse.move(80, 80);
    await expect.poll(() => asked).toContain('/l/sales/seen');
  });

  test('what the address carried leaves it', async () => {
    const page = await visitDemo();
    const url = (await knock(page, 'wrapLink', `${house.url}/l/sales?utm_source=x`)) as string;
    expect(url).toContain('knock_v=');
    await page.goto(url);
    await field(page).waitFor();
    await expect.poll(() => page.url()).toBe(`${house.url}/l/sales?utm_source=x`);
  });

  test.each(['light', 'dark'] as const)('is accessible in %s, as a whole', async (colorScheme) => {
    const page = await context.newPage();
    await page.emulateMedia({ colorScheme });
    await page.goto(`${house.url}/l/sales`);
    await say(page, 'hello');
    await page.getByText('Sent', { exact: true }).waitFor();
    const found = await violations(page);
    expect(found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
});

test.each(['widget.js', 'page.js'])(
  '%s may be loaded by any page, is kept, and asked for again in vain',
  async (name) => {
    const url = `${house.url}/knock-chat/${name}`;
    const first = await fetch(url);
    expect(first.status).toBe(200);
    expect(first.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(first.headers.get('content-encoding')).toBe('gzip');
    expect(first.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(first.headers.get('cache-control')).toMatch(/^public, max-age=\d{4,}/);
    const code = await first.text();
    const again = await fetch(url, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
    const plain = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
    expect(plain.headers.get('content-encoding')).toBe(null);
    expect(await plain.text()).toBe(code);
  },
);
