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
import { knock } from './tag-site.ts';

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
    expect(addresses.some((address) => address.includes('/chat/stream'))).toBe(true);
    expect(addresses.filter((address) => address.includes(secret))).toEqual([]);
    expect(addresses.every((address) => address.startsWith(house.url))).toBe(true);
  });
});
