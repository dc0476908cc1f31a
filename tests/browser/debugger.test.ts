import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium, leaveChromium } from './chromium.ts';
import { type House, openHouse, signIn } from './house.ts';

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

it('lists and counts at once what the tag could not say, and what was refused as a whole', async () => {
  const context = await browser.newContext();
  // The screen asks again by itself every 15 seconds: not here, where it has to hear of it.
  await context.addInitScript(() => {
    const every = window.setInterval;
    const never = 0x7fff_ffff;
    window.setInterval = ((run: TimerHandler, ms?: number, ...more: unknown[]) =>
      every(run, ms === 15_000 ? never : ms, ...more)) as typeof window.setInterval;
  });
  const page = await signIn(context, house);
  await page.goto(`${house.url}/debugger`);
  await page.getByText('Nothing was refused').waitFor();
  const refused = page.getByText(/^Refused \d+$/);
  const site = await browser.newPage();
  await site.goto(`${house.url}/demo/`);
  await site.waitForFunction(() => (window as unknown as { Knock?: { ready: boolean } }).Knock?.ready);
  await site.evaluate(() => {
    const { Knock } = window as unknown as { Knock: { track(...said: unknown[]): void; identify(said: object): void } };
    Knock.track('2fa');
    Knock.track('Plan Picked', { plan: () => 'private words' });
    Knock.identify({ email: 'private words' });
  });
  const list = page.locator('.debug-list');
  await list.getByText('props.plan').first().waitFor();
  await list.getByText('claim.email').first().waitFor();
  await expect.poll(() => refused.innerText()).toBe('Refused 3');
  const headers = { authorization: `Basic ${Buffer.from(`${house.tagId}:`).toString('base64')}` };
  const answer = await fetch(`${house.url}/v1/batch`, { method: 'POST', headers, body: '{"batch":"x"}' });
  expect(answer.status).toBe(400);
  await list.getByText('/v1/batch').first().waitFor();
  await expect.poll(() => refused.innerText()).toBe('Refused 4');
  expect(await list.innerText()).not.toContain('private words');
});
