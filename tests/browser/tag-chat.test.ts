import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { knock, tagReady } from './tag-site.ts';
import { collectErrors, context, open, site, withTag } from './tag-world.ts';

withTag();

/** Stands for the chat's script: it only tells what the tag lends it. */
const LENT =
  'window.lent = window.__knockChat; window.lent[0].push = (call) => window.after.push(call); window.after = [];';

/** Opens a page and counts the fetches of the chat's script, which answers with `body`, or not at all. */
async function watch(body: string | null, path = '/'): Promise<{ page: Page; fetches: () => number }> {
  let count = 0;
  await context.route('**/knock-chat/widget.js', (route) => {
    count += 1;
    return body === null ? route.abort() : route.fulfill({ contentType: 'text/javascript', body });
  });
  const page = await context.newPage();
  await page.goto(site.origin + path);
  await tagReady(page);
  return { page, fetches: () => count };
}

const lent = (page: Page) => page.waitForFunction(() => 'lent' in window);
const calls = (page: Page) => page.evaluate(() => (window as unknown as { lent: unknown[][] }).lent[0]?.slice());

describe('fetching the chat', () => {
  test('by itself where the launcher is on, once', async () => {
    await open({ chat: true });
    const { page, fetches } = await watch(LENT);
    await lent(page);
    expect(await calls(page)).toEqual([['load']]);
    await knock(page, 'widget.open');
    expect(await page.evaluate(() => (window as unknown as { after: unknown[] }).after)).toEqual([['open', undefined]]);
    expect(fetches()).toBe(1);
  });

  test('only when the page asks for it, elsewhere; and tells it what was said before', async () => {
    await open();
    const { page, fetches } = await watch(LENT);
    await knock(page, 'identify', { email: 'Ana@Acme.com', token: 'signed' });
    await site.waitFor(({ kind }) => kind === 'identify');
    expect(fetches()).toBe(0);
    await knock(page, 'modal.open', { magicLinkId: 'sales' });
    await lent(page);
    expect(fetches()).toBe(1);
    expect(await calls(page)).toEqual([
      ['claim', 'ana@acme.com', 'signed'],
      ['modal:open', { magicLinkId: 'sales' }],
    ]);
    await knock(page, 'reset');
    expect(await page.evaluate(() => (window as unknown as { after: unknown[] }).after)).toEqual([['reset']]);
  });

  test('for an address with #_km, at once or when it comes', async () => {
    await open();
    const { page } = await watch(LENT, '/#_km=sales');
    await lent(page);
    expect(await calls(page)).toEqual([['modal:open', { magicLinkId: 'sales' }]]);
    await page.evaluate(() => {
      location.hash = '_km';
    });
    await page.waitForFunction(() => (window as unknown as { after: unknown[] }).after.length === 1);
    expect(await page.evaluate(() => (window as unknown as { after: unknown[] }).after)).toEqual([
      ['modal:open', { magicLinkId: '' }],
    ]);
  });

  test('never before consent', async () => {
    await open({ chat: true, consent: 'required' });
    const { page, fetches } = await watch(LENT, '/#_km=sales');
    await knock(page, 'widget.open');
    await page.clock.install();
    await page.clock.fastForward(10_000);
    expect(fetches()).toBe(0);
    await knock(page, 'consent', true);
    await lent(page);
    expect(fetches()).toBe(1);
    expect((await calls(page))?.map((call) => (call as unknown[])[0])).toEqual(['modal:open', 'open']);
  });

  test('a script that cannot be fetched is reported, and breaks nothing', async () => {
    await open();
    const { page } = await watch(null);
    const reported = await collectErrors(page);
    await knock(page, 'widget.open');
    await expect.poll(reported).toMatchObject([{ code: 'not_available' }]);
    await knock(page, 'track', 'still_here');
    await site.waitFor(({ name }) => name === 'still_here');
  });
});
