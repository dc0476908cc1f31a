import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { TAG_FILE } from '../../scripts/build-tag.ts';
import type { TagSettings } from '../../wire/tag-settings.ts';
import { launchChromium, leaveChromium } from './chromium.ts';
import { openSite, type Site } from './tag-site.ts';

const BODY = `
  <a id="pricing" href="/pricing?plan=pro&amp;token=hunter2#top">See   our <b>pricing</b></a>
  <a id="router" href="/inside">Inside</a>
  <a id="cta" data-knock-cta="hero" href="/demo">Book a demo</a>
  <button id="menu" type="button" aria-label="Open menu"></button>
  <div data-knock-ignore><button id="private" type="button">Secret</button></div>
  <p id="text">Only text</p>
  <a id="chat" href="/l/sales">Chat with sales</a>
  <form id="contact" name="contact" action="/thanks?session=abc" method="post">
    <input name="id" value="prefilled"><input id="who" name="email" type="email">
    <input id="pass" type="password" name="password"><textarea id="words"></textarea>
    <button id="send">Send it</button>
  </form>
  <x-box></x-box>
  <script>
    document.querySelector('#router').addEventListener('click', (event) => {
      event.preventDefault();
      history.pushState(null, '', '/inside');
      setTimeout(() => { document.title = 'Inside'; });
    });
    document.querySelector('x-box').attachShadow({ mode: 'open' }).innerHTML =
      '<button id="deep"><span>Deep inside</span></button>';
  </script>`;

/** The visitor and the site of the running test. */
export let context: BrowserContext;
export let site: Site;
let browser: Browser;

/** Opens Chromium for the file's tests; each has a new visitor, and must end without a bad request. */
export function withTag(): void {
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(leaveChromium);
  beforeEach(async () => {
    context = await browser.newContext();
  });
  afterEach(async () => {
    await context.close();
    site.close();
    expect(site.faults).toEqual([]);
  });
}

/** From here on the visitor's clock moves only by `page.clock`, however slow the machine is. */
export async function stopClock(): Promise<void> {
  await context.clock.install({ time: '2026-03-02T09:00:00Z' });
  await context.clock.pauseAt('2026-03-02T09:00:01Z');
}

/** Opens the test's website, whose every page has the same links, buttons and form. */
export async function open(settings: Partial<TagSettings> = {}, head?: string): Promise<Site> {
  site = await openSite(TAG_FILE, () => BODY, settings, head);
  return site;
}

/** Listens to `error` in the page; the returned function gives what was heard. */
export async function collectErrors(page: Page): Promise<() => Promise<unknown[]>> {
  await page.evaluate(() => {
    // biome-ignore lint/suspicious/noExplicitAny: a place to remember between two calls.
    const w = window as any;
    w.heard = [];
    w.Knock.on('error', ({ code, message }: { code: string; message: string }) => w.heard.push({ code, message }));
  });
  return () => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard);
}
