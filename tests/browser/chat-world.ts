import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { ConversationItem, MessagesPage } from '../../wire/api/conversations.ts';
import { launchChromium, leaveChromium } from './chromium.ts';
import { type House, openHouse } from './house.ts';

/** The whole server, and the browser of the running test's visitor. */
export let house: House;
export let browser: Browser;
export let context: BrowserContext;

export function withChat(env: Readonly<Record<string, string>> = {}): void {
  beforeAll(async () => {
    house = await openHouse(env);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await leaveChromium();
    await house?.close();
  });
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'en-GB' });
  });
  afterEach(() => context.close());
}

/** A demo page with the launcher on it. */
export async function visitDemo(path = '', from: BrowserContext = context): Promise<Page> {
  const page = await from.newPage();
  await page.goto(`${house.url}/demo/${path}`);
  await launcher(page).waitFor();
  return page;
}

export const launcher = (page: Page): Locator => page.getByRole('button', { name: /^Open chat/ });
export const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Write a message…' });
/** What stands in the conversation, in order. */
export const said = (page: Page): Promise<string[]> => page.locator('.bubble').allTextContents();

export async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await field(page).press('Enter');
}

/** The latest conversation, as the team's API has it. */
export async function latest(): Promise<ConversationItem> {
  const answer = await house.api('/conversations?limit=1');
  const { items } = (await answer.json()) as { items: ConversationItem[] };
  const [item] = items;
  if (!item) throw new Error('no conversation');
  return item;
}

/** Everything said in a conversation, as the team sees it. */
export async function transcript(id: string): Promise<string[]> {
  const answer = await house.api(`/conversations/${id}/messages?limit=200`);
  return ((await answer.json()) as MessagesPage).items.map(({ text }) => text);
}

let replies = 0;

/** Somebody of the team answers; `internal`: only for the team. */
export async function reply(id: string, text: string, internal = false): Promise<string> {
  const answer = await house.api(`/conversations/${id}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ clientId: `reply-${Date.now()}-${++replies}`, text, internal }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}

/** The chat's settings, changed. */
export async function setUp(change: object): Promise<void> {
  const before = (await (await house.api('/chat')).json()) as object;
  const answer = await house.api('/chat', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...before, ...change }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
}

/** A website of its own origin with the tag, under a policy that allows Knock's address and nothing else. */
export async function openWebsite(head = ''): Promise<{ url: string; close: () => void }> {
  const server = createServer((_request, response) => {
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': `default-src 'none'; script-src ${house.url}; connect-src ${house.url}`,
      })
      .end(
        `<!doctype html><html lang="en"><head><title>Acme</title>${head}<script async src="${house.url}/knock-tag/${house.tagId}.js"></script></head><body><h1>Acme</h1><a id="open" href="#_km">Talk to us</a></body></html>`,
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
