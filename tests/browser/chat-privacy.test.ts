import { createHmac } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  browser,
  context,
  field,
  house,
  latest,
  launcher,
  reply,
  said,
  say,
  setUp,
  transcript,
  visitDemo,
  withChat,
} from './chat-world.ts';
import { knock, tagReady } from './tag-site.ts';

withChat();
beforeAll(() => setUp({ askEmail: 'never', askType: false }));

const kept = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
const secretIn = (text: string) => /secret\\*":\\*"([\w-]{40,})/.exec(text)?.[1];

async function confide(page: Page): Promise<string> {
  await launcher(page).click();
  await say(page, 'my secret plan');
  await page.getByText('Sent', { exact: true }).waitFor();
  return (await latest()).id;
}

describe('whose conversation it is', () => {
  test('reset: the next person on this browser sees nothing of the one before, in any tab', async () => {
    const [page, other] = [await visitDemo(), await visitDemo('docs/')];
    const id = await confide(page);
    await launcher(other).click();
    await other.getByText('my secret plan').first().waitFor();
    const secret = secretIn(await kept(page)) ?? 'none';
    expect(secret).toHaveLength(43);
    await knock(page, 'reset');
    await launcher(page).click();
    await field(page).waitFor();
    expect(await said(page)).toEqual([]);
    await expect.poll(() => said(other)).toEqual([]);
    expect(await kept(page)).not.toContain(secret);
    await reply(id, 'for the first person only');
    await say(page, 'I am somebody else');
    await page.getByText('Sent', { exact: true }).waitFor();
    expect((await latest()).id).not.toBe(id);
    expect(await said(page)).toEqual(['I am somebody else']);
    expect(await transcript(id)).toEqual(['my secret plan', 'for the first person only']);
  });

  test('reset while the chat was not there: the next page clears what it kept', async () => {
    const page = await visitDemo();
    await confide(page);
    const secret = secretIn(await kept(page)) ?? 'none';
    await context.route('**/knock-chat/widget.js', (route) => route.abort());
    await page.goto(`${house.url}/demo/docs/`);
    await tagReady(page);
    await knock(page, 'reset');
    await context.unroute('**/knock-chat/widget.js');
    const next = await visitDemo('pricing/');
    await launcher(next).click();
    await field(next).waitFor();
    expect(await said(next)).toEqual([]);
    expect(await kept(next)).not.toContain(secret);
  });

  test('history by claimed e-mail: saying an address opens nothing', async () => {
    const page = await visitDemo();
    await knock(page, 'identify', { email: 'ana@harbourline.example' });
    await confide(page);
    const stranger = await browser.newContext({ locale: 'en-GB' });
    const theirs = await visitDemo('', stranger);
    await knock(theirs, 'identify', { email: 'ana@harbourline.example' });
    await launcher(theirs).click();
    await say(theirs, 'what did I say?');
    await theirs.getByText('Sent', { exact: true }).waitFor();
    expect(await said(theirs)).toEqual(['what did I say?']);
    await stranger.close();
  });

  test('another e-mail on the same browser is another conversation', async () => {
    const page = await visitDemo();
    await knock(page, 'identify', { email: 'ana@harbourline.example' });
    const id = await confide(page);
    await knock(page, 'identify', { email: 'ben@harbourline.example' });
    await launcher(page).click();
    await say(page, 'Ben here');
    await page.getByText('Sent', { exact: true }).waitFor();
    expect(await said(page)).toEqual(['Ben here']);
    expect((await latest()).id).not.toBe(id);
  });

  test('who asks not to be followed keeps the conversation in the tab, and nothing after it', async () => {
    const quiet = await browser.newContext({ locale: 'en-GB' });
    await quiet.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
    const page = await visitDemo('', quiet);
    await confide(page);
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
    await page.reload();
    await launcher(page).click();
    await page.getByText('my secret plan').first().waitFor();
    await page.close();
    const next = await visitDemo('', quiet);
    await launcher(next).click();
    await field(next).waitFor();
    expect(await said(next)).toEqual([]);
    await quiet.close();
  });

  test('the secret is in no address', async () => {
    const page = await visitDemo();
    const addresses: string[] = [];
    context.on('request', (request) => addresses.push(request.url()));
    await confide(page);
    const secret = secretIn(await kept(page)) ?? 'none';
    expect(secret).toHaveLength(43);
    await expect.poll(() => addresses.some((address) => address.includes('/chat/stream'))).toBe(true);
    expect(addresses.filter((address) => address.includes(secret))).toEqual([]);
    expect(addresses.every((address) => address.startsWith(house.url))).toBe(true);
  });

  test('a signed token opens, on another device, what was said before; a forged one does not', async () => {
    const made = await house.api('/tag/identity-secret', { method: 'POST' });
    const { secret } = (await made.json()) as { secret: string };
    const sign = (payload: object, key: string) => {
      const body = Buffer.from(JSON.stringify(payload)).toString('base64url');
      return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;
    };
    const person = { email: 'cleo@harbourline.example', userId: 'cleo-1' };
    const page = await visitDemo();
    await knock(page, 'identify', { token: sign(person, secret) });
    const id = await confide(page);
    await reply(id, 'noted, Cleo');
    for (const [token, expected] of [
      [sign(person, secret), ['my secret plan', 'noted, Cleo']],
      [sign(person, 'not the secret'), []],
    ] as const) {
      const device = await browser.newContext({ locale: 'en-GB' });
      const elsewhere = await visitDemo('', device);
      const asked = elsewhere.waitForResponse((response) => response.url().endsWith('/chat/resume'));
      await knock(elsewhere, 'identify', { token });
      await (await asked).finished();
      await launcher(elsewhere).click();
      await field(elsewhere).waitFor();
      await expect.poll(() => said(elsewhere)).toEqual(expected);
      await device.close();
    }
  });

  test('consent withdrawn: the chat is gone, and what it kept', async () => {
    const page = await visitDemo();
    await confide(page);
    await knock(page, 'consent', false);
    await expect.poll(() => page.locator('.launcher, .panel').count()).toBe(0);
    expect(await kept(page)).not.toContain('secret');
    await knock(page, 'widget.open');
    await knock(page, 'consent', true);
    await launcher(page).click();
    await field(page).waitFor();
    expect(await said(page)).toEqual([]);
  });
});
