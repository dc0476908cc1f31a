import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium, leaveChromium } from './chromium.ts';
import { contactOf, visits } from './dashboard-world.ts';
import { type House, openHouse, signIn } from './house.ts';

// As of a tab that is opened in the background, until `show` is called.
const HIDDEN = `
  let isHidden = true;
  Object.defineProperty(Document.prototype, 'visibilityState', { get: () => (isHidden ? 'hidden' : 'visible') });
  window.show = () => { isHidden = false; document.dispatchEvent(new Event('visibilitychange')); };
`;
// What the tab says to other tabs is held back while `isMute`.
const MUTABLE = `
  const post = BroadcastChannel.prototype.postMessage;
  const held = [];
  window.isMute = false;
  BroadcastChannel.prototype.postMessage = function (word) {
    if (window.isMute) held.push(() => post.call(this, word));
    else post.call(this, word);
  };
  window.speak = () => { window.isMute = false; for (const say of held.splice(0)) say(); };
`;
// As on a page that came by plain http from another machine.
const ALONE = 'delete Navigator.prototype.locks; delete window.BroadcastChannel;';

let house: House;
let browser: Browser;
let context: BrowserContext;
let streams: number;
let opened: number;
beforeAll(async () => {
  house = await openHouse();
  browser = await launchChromium();
  await visits(house, 'ann@acme-corp.com', ['/pricing']);
  await contactOf(house, 'ann@acme-corp.com');
});
beforeEach(async () => {
  context = await browser.newContext();
  streams = 0;
  opened = 0;
  context.on('request', (request) => {
    if (request.url().includes('/api/v1/stream')) streams += 1;
  });
  context.on('response', (response) => {
    if (response.url().includes('/api/v1/stream')) opened += 1;
  });
  return () => context.close();
});
afterAll(async () => {
  await leaveChromium();
  await house?.close();
});

/** Another tab on the live feed. */
async function tab(script = ''): Promise<Page> {
  const page = await context.newPage();
  if (script) await page.addInitScript(script);
  await page.goto(`${house.url}/live`);
  await page.getByText('ann@acme-corp.com').first().waitFor();
  return page;
}

async function allSee(pages: readonly Page[], email: string): Promise<void> {
  await visits(house, email, ['/pricing']);
  await Promise.all(pages.map((page) => page.getByText(email).first().waitFor()));
}

const isLive = (page: Page) => page.getByRole('img', { name: 'Live: changes arrive as they happen' }).first().waitFor();

describe('many tabs of one browser', () => {
  it('share a connection, also those opened in the background, and go on when the one that held it closes', async () => {
    const first = await signIn(context, house);
    const others: Page[] = [];
    for (const script of ['', HIDDEN, HIDDEN, HIDDEN, HIDDEN, HIDDEN, '', '']) others.push(await tab(script));
    await allSee(others, 'bob@other-corp.com');
    expect(streams).toBe(1);
    expect(await first.evaluate("fetch('/api/v1/me').then((answer) => answer.status)")).toBe(200);
    await first.close();
    // What happened while nobody listened is asked for anew, by hidden tabs once they are seen.
    await expect.poll(() => opened).toBe(2);
    await allSee(others, 'cy@third-corp.com');
    expect(streams).toBe(2);
  });

  it('miss nothing between their first look and joining the others', async () => {
    const first = await signIn(context, house);
    await isLive(first);
    const late = await context.newPage();
    await late.addInitScript(`${MUTABLE}; window.isMute = true;`);
    await late.goto(`${house.url}/live`);
    await late.getByText('ann@acme-corp.com').first().waitFor();
    await first.goto(`${house.url}/live`);
    await allSee([first], 'dan@late-corp.com');
    await late.evaluate('window.speak()');
    await late.getByText('dan@late-corp.com').first().waitFor();
  });

  it('do without one that is frozen while it holds the connection', async () => {
    const first = await signIn(context, house);
    await first.addInitScript(MUTABLE);
    await first.goto(`${house.url}/live`);
    await isLive(first);
    await first.evaluate('window.isMute = true');
    await context.clock.install();
    const second = await tab();
    await second.clock.fastForward(5_000);
    await allSee([second], 'eve@thaw-corp.com');
    // Thawed, it finds that another holds the connection.
    await first.evaluate('window.speak()');
    await allSee([first, second], 'fay@thaw-corp.com');
  });
});

describe('where tabs cannot agree', () => {
  it('those that nobody looks at have no connection until they are looked at', async () => {
    await context.addInitScript(ALONE);
    const first = await signIn(context, house);
    await isLive(first);
    const others = [];
    for (let n = 0; n < 6; n += 1) others.push(await tab(HIDDEN));
    await first.goto(`${house.url}/live`);
    await allSee([first], 'gil@alone-corp.com');
    // One for each of the two pages that `first` has shown.
    expect(streams).toBe(2);
    await others[0]?.evaluate('window.show()');
    await others[0]?.getByText('gil@alone-corp.com').first().waitFor();
  });
});
