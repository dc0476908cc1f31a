import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LinkItem, LinkPut } from '../../wire/api/links.ts';
import { violations } from './axe.ts';
import { launchChromium, leaveChromium } from './chromium.ts';
import { type House, openHouse } from './house.ts';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
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

async function makeLink(wanted: Partial<LinkPut> & { name: string }): Promise<LinkItem> {
  const body = {
    ...{ kind: 'chat', channel: 'event', target: null, ownerId: null, greeting: null, heading: null, intro: null },
    ...{ active: true, expiresAt: null },
    utm: { source: null, medium: null, campaign: null, term: null, content: null },
    ...wanted,
  };
  const headers = { 'content-type': 'application/json' };
  const answer = await house.api('/links', { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json() as Promise<LinkItem>;
}

/** A browser that somebody sits at, as far as it says. `driven`: it says that a program does. */
async function visitor({
  driven = false,
  ...options
}: BrowserContextOptions & { driven?: boolean } = {}): Promise<Page> {
  const context = await browser.newContext({ userAgent: CHROME, locale: 'en-GB', ...options });
  if (!driven) {
    await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false }));
  }
  return context.newPage();
}

const opens = async (link: LinkItem) =>
  ((await (await house.api(`/links/${link.id}`)).json()) as LinkItem).totals.opens;

describe('the page of a link', () => {
  test('is proven by being seen: a click and an open of one browser, also when it is loaded again', async () => {
    const link = await makeLink({ name: 'Seen in Chromium', slug: 'seen' });
    const page = await visitor();
    await page.goto(`${house.url}/l/seen`);
    await expect.poll(() => opens(link)).toBe(1);
    await page.reload();
    await expect.poll(() => opens(link)).toBe(2);
    const item = (await (await house.api(`/links/${link.id}`)).json()) as LinkItem;
    expect(item.totals).toMatchObject({ people: 1, filtered: 0 });
    const { items } = (await (await house.api('/contacts')).json()) as { items: { source: string }[] };
    expect(items.map((one) => one.source)).toEqual(['Event']);
    await page.context().close();
  });

  test('is not proven by a program that draws it', async () => {
    const link = await makeLink({ name: 'Drawn', slug: 'drawn' });
    const page = await visitor({ driven: true });
    const said = page.waitForResponse((answer) => answer.url().endsWith('/l/drawn/seen'));
    await page.goto(`${house.url}/l/drawn`);
    expect(await (await said).json()).toEqual({ ok: true, proven: false });
    expect(await opens(link)).toBe(0);
    await page.context().close();
  });

  test('is of use without scripts, in the visitor’s language', async () => {
    await makeLink({ name: 'Quiet', slug: 'quiet' });
    const page = await visitor({ javaScriptEnabled: false, locale: 'de-DE' });
    await page.goto(`${house.url}/l/quiet`);
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Mit My workspace chatten');
    expect(await page.getByText('Schreiben Sie uns hier').isVisible()).toBe(true);
    await page.context().close();
  });

  test.each([
    ['light', 1_280],
    ['dark', 390],
  ] as const)('breaks no rule of axe, and none of its own policy: %s at %d', async (colorScheme, width) => {
    const slug = `axe-${width}`;
    await makeLink({ name: 'Axe', slug, heading: 'Talk to an engineer' });
    await makeLink({ name: 'Axe meeting', slug: `${slug}-meet`, kind: 'meeting' });
    await makeLink({ name: 'Axe paused', slug: `${slug}-off`, active: false });
    const page = await visitor({ colorScheme, viewport: { width, height: 800 } });
    const complaints: string[] = [];
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    for (const path of [slug, `${slug}-meet`, `${slug}-off`]) {
      await page.goto(`${house.url}/l/${path}`);
      const found = await violations(page, { exclude: ['knock-chat'] });
      expect(found.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
    expect(complaints.filter((line) => !line.includes('410 (Gone)'))).toEqual([]);
    await page.context().close();
  });
});
