import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DemoPage } from '../../browser/demo/site.ts';
import { buildDemo } from '../../scripts/build-demo.ts';
import { bringAxe, violations } from './axe.ts';
import { launchChromium, leaveChromium } from './chromium.ts';

const out = join(tmpdir(), `knock-demo-${process.pid}`);
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};
let pages: readonly DemoPage[];
let server: Server;
let browser: Browser;
let base: string;

beforeAll(async () => {
  pages = await buildDemo(out);
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = join(out, path.slice('/demo/'.length), path.endsWith('/') ? 'index.html' : '');
    readFile(file).then(
      // The strictest policy a customer may run: nothing inline, nothing from elsewhere.
      (body) =>
        response
          .writeHead(200, {
            'content-type': types[extname(file)] ?? 'text/html; charset=utf-8',
            'content-security-policy': "default-src 'self'",
          })
          .end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchChromium();
});

afterAll(async () => {
  await leaveChromium();
  server?.close();
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(base + path);
  return page;
}

describe('the demo website', () => {
  test('leads nowhere that does not exist', async () => {
    const known = new Set(['/', ...pages.map((page) => page.path), '/demo/assets/icon.svg', '/demo/assets/site.css']);
    const broken = pages.flatMap((page) =>
      [...page.html.matchAll(/(?:href|action)="([^"#]+)"/g)]
        .map((match) => match[1] ?? '')
        .filter((target) => !known.has(target))
        .map((target) => `${page.path} -> ${target}`),
    );
    expect(broken).toEqual([]);
    expect(pages.length).toBeGreaterThan(40);
  });

  test('carries the tag once and nothing inline on every page', () => {
    for (const { path, html } of pages) {
      expect(html.split('src="/knock-tag/__KNOCK_TAG_ID__.js"'), path).toHaveLength(2);
      expect(html, path).not.toMatch(/<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=|<style/);
      expect(html.match(/<h1/g), path).toHaveLength(1);
    }
    expect(new Set(pages.map((page) => page.title)).size).toBe(pages.length);
  });

  test.each([
    ['desktop', 'light', 1280],
    ['desktop', 'dark', 1280],
    ['phone', 'light', 360],
    ['phone', 'dark', 360],
  ] as const)('is accessible and fits on %s in %s', async (_name, colorScheme, width) => {
    const page = await open('/demo/', { colorScheme, viewport: { width, height: 800 } });
    await bringAxe(page.context());
    for (const path of ['', 'pricing/', 'contact/', 'compare/shiftloom/', 'docs/api/', 'app-tour/noon/', 'blog/']) {
      await page.goto(`${base}/demo/${path}`);
      const found = await violations(page);
      expect(found.map((violation) => `${path} ${violation.id}: ${violation.nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
    }
    await page.context().close();
  });

  test('sends a form to its thank-you page without putting what was typed into the address', async () => {
    const page = await open('/demo/contact/');
    await page.getByLabel('Name').fill('Ana Ruiz');
    await page.getByLabel('Work e-mail').fill('ana@harbourline.example');
    await page.getByLabel('Message').fill('We have 40 technicians.');
    await page.getByRole('button', { name: 'Contact sales' }).click();
    await page.waitForURL('**/demo/contact/thanks/**');
    expect(page.url()).not.toContain('ana');
    await page.context().close();
  });

  test('shows yearly prices when asked', async () => {
    const page = await open('/demo/pricing/');
    await page.getByLabel('Yearly').check();
    expect(await page.getByText('€28', { exact: true }).isVisible()).toBe(true);
    expect(await page.getByText('€34', { exact: true }).isVisible()).toBe(false);
    await page.context().close();
  });

  test('moves through the tour without loading a page, back and forth', async () => {
    const page = await open('/demo/app-tour/');
    await page.evaluate(() => document.body.setAttribute('data-same-page', ''));
    await page.getByRole('link', { name: 'Start with the plan' }).click();
    await page.waitForURL('**/app-tour/morning/');
    await page.getByRole('heading', { level: 1, name: 'Seven in the morning: the plan' }).waitFor();
    expect(await page.title()).toBe('Product tour: the plan | Ovenbird');
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'One Thursday at a lift company' }).waitFor();
    expect(await page.locator('body[data-same-page]').count()).toBe(1);
    await page.reload();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('One Thursday at a lift company');
    await page.context().close();
  });

  test('opens its menu and its demo tools on a phone, by keyboard too', async () => {
    const page = await open('/demo/', { viewport: { width: 360, height: 740 } });
    const pricing = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Pricing' });
    expect(await pricing.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Menu' }).press('Enter');
    expect(await pricing.isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await pricing.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Tools' }).click();
    await page.getByRole('button', { name: 'Identify as …' }).click();
    expect(await page.getByLabel('E-mail to identify as').isVisible()).toBe(true);
    // This server serves no tag: the bar says so instead of failing.
    await page.getByRole('button', { name: 'Send a custom event' }).click();
    expect(await page.getByRole('status').textContent()).toContain('The tag is not here');
    await page.context().close();
  });
});
