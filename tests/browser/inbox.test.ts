import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, leaveChromium } from './chromium.ts';
import { type House, openHouse, signIn } from './house.ts';
import { begin, type Lead, leadIn, noteIn, wordsOf } from './inbox-world.ts';

let house: House;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  house = await openHouse();
  browser = await launchChromium();
  page = await signIn(await browser.newContext({ viewport: { width: 1440, height: 900 } }), house);
});
afterAll(async () => {
  await leaveChromium();
  await house?.close();
});

/** One dark pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const row = (words: string) => page.getByRole('listitem').filter({ hasText: words });
const thread = () => page.getByRole('log', { name: 'Messages' });

/** A conversation in which the lead said that, open in the inbox. */
async function opened(words: string): Promise<Lead> {
  const lead = await leadIn(house);
  await lead.says(words);
  await page.goto(`${house.url}/inbox/${lead.id}`);
  await thread().getByText(words).waitFor();
  return lead;
}

describe('the inbox', () => {
  it('shows a new conversation by itself, and how many are unread', async () => {
    await page.goto(`${house.url}/inbox`);
    await page.getByText('No conversations yet').waitFor();
    const lead = await leadIn(house);
    await lead.says('How much is it for 200 seats?');
    await row('How much is it for 200 seats?').waitFor();
    await page.getByRole('navigation', { name: 'Screens' }).getByText('1 unread').waitFor();
  });

  it('sends a reply by keyboard alone, and says when the lead has seen it', async () => {
    const lead = await opened('Do you have an order form?');
    await begin(page, 'reply');
    await page.keyboard.type('Yes, I am sending it.');
    await page.keyboard.press('Enter');
    await expect.poll(async () => wordsOf(await lead.sees())).toContain('Yes, I am sending it.');
    const seq = (await lead.sees()).at(-1)?.seq ?? 0;
    await lead.reads(seq);
    await thread().getByText('Seen').waitFor();
  });

  it('keeps a note inside: neither the note nor that there is one reaches the lead', async () => {
    const lead = await opened('Can we pay by invoice?');
    await begin(page, 'note');
    await page.getByText('Only your team sees this').waitFor();
    await page.keyboard.type('They paid late last year.');
    await page.keyboard.press('Enter');
    await thread().getByText('Internal note').waitFor();
    await thread().getByText('They paid late last year.').waitFor();
    await page.keyboard.press('Escape');
    await begin(page, 'reply');
    await page.keyboard.type('You can.');
    await page.keyboard.press('Enter');
    await expect.poll(async () => wordsOf(await lead.sees())).toContain('You can.');
    expect(JSON.stringify(await lead.sees())).not.toContain('paid late');
  });

  it('makes a note of what begins with two slashes, as in Slack', async () => {
    const lead = await opened('Is there a discount?');
    await begin(page, 'reply');
    await page.keyboard.type('//ask Ada first');
    await page.getByRole('button', { name: 'Add note' }).click();
    await thread().getByText('ask Ada first').waitFor();
    expect(JSON.stringify(await lead.sees())).not.toContain('ask Ada first');
  });

  it('takes, closes and reopens with t and e, and tells what happened', async () => {
    await opened('Please call me.');
    await page.keyboard.press('t');
    await thread().getByText('ada joined').waitFor();
    await page.getByRole('button', { name: 'Yours' }).waitFor();
    await page.keyboard.press('e');
    await page.getByRole('button', { name: 'Reopen' }).waitFor();
    await page.keyboard.press('e');
    await page.getByRole('button', { name: 'Close', exact: true }).waitFor();
  });

  it('shows who types, and takes their words as they come', async () => {
    const lead = await opened('One more question');
    await lead.types(true);
    await thread().getByText('is typing').waitFor();
    await lead.says('Where are the servers?');
    await thread().getByText('Where are the servers?').waitFor();
    await thread().getByText('is typing').waitFor({ state: 'detached' });
  });

  it('answers with a canned reply after a slash', async () => {
    await house.api('/canned-replies', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'seats', text: 'For how many seats would it be, {company}?' }),
    });
    const lead = await opened('What does it cost?');
    await page.keyboard.press('/');
    await expect.poll(() => page.evaluate("document.activeElement?.value ?? ''")).toBe('/');
    await page.keyboard.type('sea');
    await page.getByRole('button', { name: '/seats' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => wordsOf(await lead.sees()))
      .toContain('For how many seats would it be, your company?');
  });

  it('never moves rows under the pointer: what is newer waits behind a pill', async () => {
    const early = await leadIn(house);
    await early.says('How much is it for 100 seats?');
    const late = await leadIn(house);
    await late.says('How much is it for 300 seats?');
    await page.goto(`${house.url}/inbox`);
    await row('300 seats').hover();
    const order = () => page.locator('.chat-row').allInnerTexts();
    const isBefore = (rows: readonly string[], a: string, b: string) =>
      rows.findIndex((one) => one.includes(a)) < rows.findIndex((one) => one.includes(b));
    await early.says('How much is it for 150 seats?');
    await page.getByRole('button', { name: '1 newer' }).waitFor();
    // The row in question shows its new words where it stands.
    expect(isBefore(await order(), '300 seats', '150 seats')).toBe(true);
    await page.getByRole('button', { name: '1 newer' }).click();
    await expect.poll(async () => isBefore(await order(), '150 seats', '300 seats')).toBe(true);
  });

  it('corrects the type, which then stands on the record', async () => {
    await opened('Do you hire designers in Lisbon?');
    await page.getByRole('button', { name: 'Correct' }).click();
    await page.getByRole('menuitemradio', { name: 'Partnership' }).click();
    await page.getByText('corrected by your team').waitFor();
    await page.getByRole('link', { name: 'Open the record' }).click();
    await page.getByRole('heading', { name: 'Conversations' }).waitFor();
    await page.getByText('corrected by your team').waitFor();
    await expect.poll(() => page.locator('.record-intent').innerText()).toContain('Partnership');
    await page.getByRole('link', { name: 'Open the conversation' }).first().click();
    await thread().getByText('Do you hire designers in Lisbon?').waitFor();
  });

  it('loads older messages above what is read, and stays where one was', async () => {
    const lead = await leadIn(house);
    await lead.says('The first of many');
    for (let n = 1; n <= 90; n++) await noteIn(house, lead.id, `Note ${n}`);
    await page.goto(`${house.url}/inbox/${lead.id}`);
    await thread().getByText('Note 90', { exact: true }).waitFor();
    expect(await thread().getByText('The first of many').count()).toBe(0);
    await thread().evaluate((box) => (box as unknown as { scrollTo: (x: number, y: number) => void }).scrollTo(0, 0));
    const top = thread().getByText('Note 32', { exact: true });
    const before = (await top.boundingBox())?.y ?? 0;
    await thread().getByRole('button', { name: 'Older messages' }).click();
    await thread().getByText('The first of many').waitFor({ state: 'attached' });
    expect(Math.abs(((await top.boundingBox())?.y ?? 0) - before)).toBeLessThan(60);
    expect(
      await thread()
        .getByText(/^Note \d+$/)
        .count(),
    ).toBe(90);
  });

  it('tells of new messages below without moving what is read above', async () => {
    const lead = await leadIn(house);
    await lead.says('Look up there');
    for (let n = 1; n <= 30; n++) await noteIn(house, lead.id, `Long note ${n}`);
    await page.goto(`${house.url}/inbox/${lead.id}`);
    await thread().getByText('Long note 30').waitFor();
    await thread().hover();
    await page.mouse.wheel(0, -3000);
    const first = thread().getByText('Look up there');
    await first.waitFor();
    await expect.poll(async () => (await first.boundingBox())?.y ?? -1).toBeGreaterThan(0);
    const before = (await first.boundingBox())?.y;
    await lead.says('Are you reading?');
    await page.getByRole('button', { name: '1 new' }).waitFor();
    expect((await first.boundingBox())?.y).toBe(before);
    await page.getByRole('button', { name: '1 new' }).click();
    await expect
      .poll(async () => (await thread().getByText('Are you reading?').boundingBox())?.y ?? 9999)
      .toBeLessThan(800);
  });

  it('shows words of a lead as words, whatever they look like', async () => {
    const words = '<img src=x onerror="document.title=\'owned\'"> **bold** [a](javascript:alert(1))';
    await opened(words);
    expect(await thread().locator('img').count()).toBe(0);
    expect(await thread().locator('a').count()).toBe(0);
    expect(await page.title()).not.toContain('owned');
  });

  it('sends a file, and refuses what only looks like a picture', async () => {
    const lead = await opened('Can you send me the terms?');
    const box = page.locator('input[type="file"]');
    await box.setInputFiles({
      name: 'logo.png',
      mimeType: 'image/png',
      buffer: Buffer.from('<html>no picture</html>'),
    });
    await page.locator('[data-bad]').getByText('logo.png').waitFor();
    await page.getByRole('button', { name: 'Remove logo.png' }).click();
    await box.setInputFiles({ name: 'board.png', mimeType: 'image/png', buffer: PNG });
    await page.getByText(`${PNG.length} B`).waitFor();
    await box.setInputFiles({ name: 'terms.txt', mimeType: 'text/plain', buffer: Buffer.from('Thirty days.') });
    await page.getByText('12 B').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    await expect
      .poll(async () => (await lead.sees()).flatMap((one) => one.files.map((file) => file.name)))
      .toEqual(['board.png', 'terms.txt']);
    const shown = thread().getByRole('img', { name: 'board.png' });
    await expect.poll(() => shown.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth)).toBe(1);
  });
});

describe('a conversation over a lost connection', () => {
  it('keeps what is written and sends it once, in order, when the connection is back', async () => {
    const lead = await opened('Are you there?');
    await page.context().setOffline(true);
    await begin(page, 'reply');
    for (const words of ['First', 'Second', 'Third']) {
      await page.keyboard.type(words);
      await page.keyboard.press('Enter');
    }
    await thread().getByText('Third').waitFor();
    await lead.says('I wait.');
    await page.context().setOffline(false);
    await expect
      .poll(async () => wordsOf(await lead.sees()), { timeout: 30_000 })
      .toEqual(expect.arrayContaining(['First', 'Second', 'Third']));
    const ours = wordsOf((await lead.sees()).filter((one) => one.author === 'rep'));
    expect(ours).toEqual(['First', 'Second', 'Third']);
    await thread().getByText('I wait.').waitFor({ timeout: 30_000 });
    for (const words of ['First', 'Second', 'Third']) expect(await thread().getByText(words).count()).toBe(1);
  });
});

describe('on a phone', () => {
  it('shows the list, then the conversation, then the list again', async () => {
    const lead = await leadIn(house);
    await lead.says('How much are 35 seats a year?');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${house.url}/inbox`);
    await row('How much are 35 seats a year?').getByRole('link').click();
    await thread().getByText('How much are 35 seats a year?').waitFor();
    expect(await page.getByRole('heading', { name: 'Inbox' }).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'About this lead' }).click();
    await page.getByRole('dialog').getByText('Open the record').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await page.getByRole('heading', { name: 'Inbox' }).waitFor();
    await page.setViewportSize({ width: 1440, height: 900 });
  });
});
