import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { browser, field, latest, launcher, reply, say, setUp, visitDemo, withChat } from './chat-world.ts';
import { knock } from './tag-site.ts';

withChat();
beforeAll(() => setUp({ askEmail: 'offline', askType: true }));

async function faults(page: Page): Promise<string[]> {
  return (await violations(page, { include: ['knock-chat'] })).map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

describe.each([
  ['light', 1200],
  ['dark', 1200],
  ['light', 360],
  ['dark', 360],
] as const)('the chat in %s at %d', (colorScheme, width) => {
  test('is accessible, closed, as a form, and as a conversation', async () => {
    const context = await browser.newContext({ locale: 'en-GB', colorScheme, viewport: { width, height: 780 } });
    const page = await visitDemo('', context);
    expect(await faults(page)).toEqual([]);
    await launcher(page).click();
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: 'Send message' }).click();
    await form.getByText('Please fill this in.').first().waitFor();
    await expect
      .poll(() => page.evaluate(() => document.querySelector('knock-chat')?.shadowRoot?.activeElement?.id))
      .toBe('off-email');
    expect(await faults(page)).toEqual([]);
    await form.getByLabel('Name').fill('Ana Ruiz');
    await form.getByLabel('E-mail').fill('ana@harbourline.example');
    await form.getByLabel('Message').fill('Hello?');
    await form.getByRole('button', { name: 'Send message' }).click();
    await form.getByText('Sent', { exact: true }).waitFor();
    await form.getByText('Thank you, we have your e-mail address.').waitFor();
    const conversation = await latest();
    expect(conversation.contact.name ?? conversation.contact.email).toMatch(/ana/i);
    await reply(conversation.id, 'Hello Ana, https://acme.example has it all');
    await form.getByText('Hello Ana').first().waitFor();
    await form.getByRole('button', { name: 'Emoji' }).click();
    expect(await faults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await knock(page, 'modal.open');
    await page.getByRole('dialog').waitFor();
    expect(await faults(page)).toEqual([]);
    await context.close();
  });
});

test('by keyboard alone, within the modal, and announced to those who listen', async () => {
  await setUp({ askEmail: 'never' });
  const page = await visitDemo();
  await knock(page, 'modal.open');
  await field(page).waitFor();
  await say(page, 'hello');
  await page.getByText('Sent', { exact: true }).waitFor();
  for (let n = 0; n < 12; n++) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('KNOCK-CHAT');
  }
  await reply((await latest()).id, 'Listen to this');
  await expect.poll(() => page.getByRole('status').last().textContent()).toContain('Listen to this');
});
