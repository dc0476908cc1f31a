import { beforeAll, describe, expect, test } from 'vitest';
import {
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

withChat();
beforeAll(() => setUp({ askEmail: 'never', askType: false }));

describe('a conversation on a website', () => {
  test('what the lead writes reaches the team, and their answer the lead; an internal note does not', async () => {
    const page = await visitDemo('pricing/');
    await launcher(page).click();
    await say(page, 'How much for 200 seats?');
    await page.getByText('Sent', { exact: true }).waitFor();
    const { id } = await latest();
    expect(await transcript(id)).toContain('How much for 200 seats?');
    await reply(id, 'they look serious', true);
    await reply(id, 'Hello, see https://acme.example/pricing please.');
    await page.getByText('Hello, see').first().waitFor();
    expect((await said(page)).join()).not.toContain('serious');
    const link = page.getByRole('link', { name: 'https://acme.example/pricing' });
    expect(await link.getAttribute('rel')).toContain('noopener');
  });

  test('an edit and a deletion arrive, and say so', async () => {
    const page = await visitDemo();
    await launcher(page).click();
    await say(page, 'hello');
    await page.getByText('Sent', { exact: true }).waitFor();
    const { id } = await latest();
    const first = await reply(id, 'We open at 9');
    const second = await reply(id, 'Wrong window');
    await page.getByText('Wrong window').first().waitFor();
    for (const [message, text] of [
      [first, 'We open at 8'],
      [second, ''],
    ]) {
      const answer = await house.api(`/conversations/${id}/messages`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ message, text }),
      });
      expect(answer.status).toBe(200);
    }
    await page.getByText('We open at 8 edited').waitFor();
    await page.getByText('This message was deleted').waitFor();
    expect(await said(page)).not.toContain('Wrong window');
  });

  test('is there again after a reload; what came meanwhile stands on the launcher until it is read', async () => {
    const page = await visitDemo();
    await launcher(page).click();
    await say(page, 'back in a minute');
    await page.getByText('Sent', { exact: true }).waitFor();
    const { id } = await latest();
    await page.keyboard.press('Escape');
    await page.goto('about:blank');
    await reply(id, 'one');
    await reply(id, 'two');
    await page.goto(`${house.url}/demo/docs/`);
    const other = await visitDemo();
    await page.getByRole('button', { name: 'Open chat, 2 unread' }).waitFor();
    await other.getByRole('button', { name: 'Open chat, 2 unread' }).click();
    await other.getByText('two').first().waitFor();
    expect(await said(other)).toEqual(['back in a minute', 'one', 'two']);
    await page.getByRole('button', { name: 'Open chat', exact: true }).waitFor();
  });

  test('two tabs are one conversation: both show the same, in the same order', async () => {
    const [one, two] = [await visitDemo(), await visitDemo('pricing/')];
    await launcher(one).click();
    await say(one, 'first');
    await one.getByText('Sent', { exact: true }).waitFor();
    await launcher(two).click();
    await two.getByText('first').first().waitFor();
    await say(two, 'second');
    // Heard by the other tab, it has its place.
    await one.getByText('second').first().waitFor();
    await say(one, 'third');
    const { id } = await latest();
    await expect
      .poll(async () => [await said(one), await said(two)])
      .toEqual([
        ['first', 'second', 'third'],
        ['first', 'second', 'third'],
      ]);
    await expect.poll(() => transcript(id)).toEqual(['first', 'second', 'third']);
  });

  test('script in messages stays text', async () => {
    const page = await visitDemo();
    await launcher(page).click();
    const evil =
      '<img src=x onerror="window.hacked=1"> javascript:alert(1) https://a.com/"onmouseover="window.hacked=1';
    await say(page, evil);
    await page.getByText('Sent', { exact: true }).waitFor();
    const { id } = await latest();
    await reply(id, `back: ${evil}`);
    await page.getByText('back:').first().waitFor();
    expect(await said(page)).toEqual([evil, `back: ${evil}`]);
    expect(await page.locator('.bubble img').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    for (const link of await page.locator('.bubble a').all()) {
      expect(await link.getAttribute('href')).toBe('https://a.com/');
    }
  });

  test('typing is seen by the team, and the draft survives a closed panel', async () => {
    const page = await visitDemo();
    await launcher(page).click();
    await say(page, 'hi');
    await page.getByText('Sent', { exact: true }).waitFor();
    const typing = page.waitForRequest((request) => request.url().endsWith('/chat/typing'));
    await field(page).pressSequentially('half a thought');
    expect((await typing).postDataJSON()).toMatchObject({ typing: true });
    await page.keyboard.press('Escape');
    await launcher(page).click();
    expect(await field(page).inputValue()).toBe('half a thought');
    const focused = () =>
      page.evaluate(() => document.querySelector('knock-chat')?.shadowRoot?.activeElement?.className);
    // Keys are the chat's once it has the focus.
    await expect.poll(focused).not.toContain('launcher');
    await page.keyboard.press('Escape');
    await expect.poll(focused).toContain('launcher');
  });

  test('a suggested answer is a tap, and says why the lead came', async () => {
    await setUp({ askType: true });
    const page = await visitDemo();
    await launcher(page).click();
    await say(page, 'hello');
    const answers = page.locator('.replies button');
    await answers.first().waitFor();
    const count = await answers.count();
    expect(count).toBeGreaterThan(2);
    const label = (await answers.nth(1).textContent()) ?? '';
    await answers.nth(1).click();
    await expect.poll(() => said(page).then((all) => all.at(-1))).toBe(label);
    await expect.poll(() => answers.count()).toBe(0);
    await expect.poll(async () => (await latest()).type).toMatchObject({ final: true, by: 'answer' });
    await setUp({ askType: false });
  });

  test('speaks the language of the browser', async () => {
    const page = await context
      .browser()
      ?.newContext({ locale: 'ja-JP' })
      .then((japanese) => japanese.newPage());
    if (!page) throw new Error('no browser');
    await page.goto(`${house.url}/demo/`);
    await page.getByRole('button', { name: 'チャットを開く' }).click();
    await page.getByRole('textbox', { name: 'メッセージを入力…' }).waitFor();
    await page.context().close();
  });
});
