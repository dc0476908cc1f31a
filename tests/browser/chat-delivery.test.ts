import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  context,
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

withChat();
beforeAll(() => setUp({ askEmail: 'never', askType: false }));

async function talking(): Promise<{ page: Page; id: string }> {
  const page = await visitDemo();
  await launcher(page).click();
  await say(page, 'start');
  await page.getByText('Sent', { exact: true }).waitFor();
  return { page, id: (await latest()).id };
}

describe('nothing lost, nothing doubled, in order', () => {
  test('a message whose answer was lost is sent again and counts once', async () => {
    const { page, id } = await talking();
    let lost = 0;
    await context.route('**/chat/send', async (route) => {
      if (lost >= 2) return route.continue();
      lost += 1;
      // The server has it; the browser never hears so.
      await route.fetch();
      await route.abort();
    });
    await say(page, 'one');
    await say(page, 'two');
    await expect.poll(() => transcript(id)).toEqual(['start', 'one', 'two']);
    expect(lost).toBe(2);
    await expect.poll(() => said(page)).toEqual(['start', 'one', 'two']);
    await page.getByText('Sent', { exact: true }).waitFor();
  });

  test('what could not be sent before the tab was closed goes with the next visit', async () => {
    const { page, id } = await talking();
    await context.route('**/chat/send', (route) => route.abort());
    await say(page, 'before the tunnel');
    await say(page, 'in the tunnel');
    await page.getByText('Sending…').first().waitFor();
    await page.close();
    expect(await transcript(id)).toEqual(['start']);
    await context.unroute('**/chat/send');
    await context.clock.install({ time: Date.now() + 60_000 });
    const next = await visitDemo('docs/');
    await expect.poll(() => transcript(id)).toEqual(['start', 'before the tunnel', 'in the tunnel']);
    await launcher(next).click();
    await expect.poll(() => said(next)).toEqual(['start', 'before the tunnel', 'in the tunnel']);
  });

  test('leaving the page right after Enter loses nothing, and waits for nothing', async () => {
    const { page, id } = await talking();
    await say(page, 'one last thing');
    await page.goto(`${house.url}/demo/docs/`);
    await expect.poll(() => transcript(id)).toEqual(['start', 'one last thing']);
    await context.route('**/chat/send', (route) => route.abort());
    await launcher(page).click();
    await say(page, 'and another');
    await page.goto('about:blank');
    await context.unroute('**/chat/send');
    // For the next page no time passes: it does not wait until the one before must be dead.
    await context.clock.setFixedTime(Date.now());
    await page.goto(`${house.url}/demo/pricing/`);
    await expect.poll(() => transcript(id)).toEqual(['start', 'one last thing', 'and another']);
  });

  test('a stream that drops is taken up where it ended', async () => {
    const { page, id } = await talking();
    await reply(id, 'heard live');
    await page.getByText('heard live').first().waitFor();
    await context.setOffline(true);
    await reply(id, 'said meanwhile');
    await reply(id, 'and this');
    await context.setOffline(false);
    await page.getByText('and this').first().waitFor();
    await reply(id, 'live again');
    await page.getByText('live again').first().waitFor();
    expect(await said(page)).toEqual(['start', 'heard live', 'said meanwhile', 'and this', 'live again']);
  });

  test('a refused message says so, can be tried again, and holds nothing back', async () => {
    const { page, id } = await talking();
    await context.route('**/chat/send', (route) => {
      const refuses = route.request().postData()?.includes('refuse me');
      return refuses ? route.fulfill({ status: 400, json: { code: 'invalid' } }) : route.continue();
    });
    await say(page, 'refuse me');
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await say(page, 'and me not');
    await expect.poll(() => transcript(id)).toEqual(['start', 'and me not']);
    await context.unroute('**/chat/send');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => transcript(id)).toEqual(['start', 'and me not', 'refuse me']);
    await expect.poll(() => said(page)).toEqual(['start', 'and me not', 'refuse me']);
  });

  test('a busy server is waited for', async () => {
    const { page, id } = await talking();
    let turned = 0;
    await context.route('**/chat/send', (route) =>
      turned++ < 2
        ? route.fulfill({
            status: 429,
            headers: { 'retry-after': '1', 'access-control-allow-origin': '*' },
            body: '{}',
          })
        : route.continue(),
    );
    await say(page, 'patience');
    await expect.poll(() => transcript(id)).toEqual(['start', 'patience']);
  });

  test('a conversation that was erased begins anew with the next message', async () => {
    const { page, id } = await talking();
    const { contact } = await latest();
    const erased = await house.api('/privacy/erase', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ contactId: contact.id }),
    });
    expect(erased.status).toBe(200);
    await expect.poll(() => said(page)).toEqual([]);
    await say(page, 'hello again');
    await page.getByText('Sent', { exact: true }).waitFor();
    expect((await latest()).id).not.toBe(id);
  });
});
