import { beforeAll, describe, expect, test } from 'vitest';
import { context, latest, launcher, said, say, setUp, transcript, visitDemo, withChat } from './chat-world.ts';

withChat();
beforeAll(() => setUp({ askEmail: 'never', askType: false }));

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

describe('files', () => {
  test('a picture and a document arrive with the message; the picture is shown', async () => {
    const page = await visitDemo();
    await launcher(page).click();
    await page.locator('input[type=file]').setInputFiles([
      { name: 'plan.png', mimeType: 'image/png', buffer: PNG },
      { name: 'brief.pdf', mimeType: 'application/pdf', buffer: PDF },
    ]);
    await page.locator('.chip progress').first().waitFor({ state: 'detached' });
    await expect.poll(() => page.getByRole('button', { name: 'Send', exact: true }).isEnabled()).toBe(true);
    await say(page, 'please look');
    await page.getByText('Sent', { exact: true }).waitFor();
    const picture = page.locator('.picture img');
    await picture.waitFor();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    const answer = await context.request.get(
      (await page.getByRole('link', { name: 'Download brief.pdf' }).getAttribute('href')) ?? '',
    );
    expect(await answer.body()).toEqual(PDF);
    expect(answer.headers()['content-disposition']).toMatch(/^attachment/);
    expect(await transcript((await latest()).id)).toEqual(['please look']);
  });

  test('what cannot be sent says why, file by file, and holds nothing back', async () => {
    const page = await visitDemo();
    await launcher(page).click();
    await page.locator('input[type=file]').setInputFiles([
      { name: 'setup.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') },
      { name: 'fake.png', mimeType: 'image/png', buffer: Buffer.from('<html><script>alert(1)</script></html>') },
    ]);
    // The first is known by its name, the second only to the server, by its bytes.
    await expect.poll(() => page.getByText('This kind of file cannot be sent').count()).toBe(2);
    await say(page, 'without them then');
    await page.getByText('Sent', { exact: true }).waitFor();
    expect(await said(page)).toEqual(['without them then']);
    await page.getByRole('button', { name: 'Remove: setup.exe' }).click();
    await expect.poll(() => page.locator('.chip').count()).toBe(1);
  });

  test('an upload that failed can be tried again', async () => {
    const page = await visitDemo();
    await launcher(page).click();
    await context.route('**/chat/files?*', (route) => route.abort());
    await page.locator('input[type=file]').setInputFiles({ name: 'plan.png', mimeType: 'image/png', buffer: PNG });
    await page.getByText('Not uploaded').waitFor();
    await context.unroute('**/chat/files?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Send', exact: true }).isEnabled()).toBe(true);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.locator('.picture').waitFor();
  });
});
